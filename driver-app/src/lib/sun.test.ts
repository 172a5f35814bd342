import { expect, test } from 'vitest';
import { isNight } from './sun.ts';

const night = (time: string) => isNight(Date.parse(time));

test('night is from sunset to sunrise of southern Italy, summer and winter', () => {
  // 1 July: sun from 05:30 to 20:27; 4 December: from 06:59 to 16:34, both in local time at 39.8 N 15.6 E
  expect(['05:20', '05:40', '20:15', '20:40'].map((time) => night(`2027-07-01T${time}:00+02:00`))).toEqual([true, false, false, true]);
  expect(['06:50', '07:10', '16:25', '16:45'].map((time) => night(`2026-12-04T${time}:00+01:00`))).toEqual([true, false, false, true]);
});
