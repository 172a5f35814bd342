import { DAY, HOUR, type EpochMs } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { openPurge } from './purge.ts';

test('what is older than 90 days goes once a service date, and after a failure with the next tick', async () => {
  const asked: number[] = [];
  let away = true;
  const purge = openPurge(
    {
      async purge(before) {
        asked.push(before);
        if (away) throw new Error('away');
      },
    },
    'Europe/Rome',
  );
  const noon = Date.parse('2026-11-23T11:00:00Z') as EpochMs;
  await expect(purge(noon)).rejects.toThrow('away');
  away = false;
  await purge(noon);
  await purge((noon + 14 * HOUR) as EpochMs); // 02:00 of the next morning is still the same service date
  await purge((noon + DAY) as EpochMs);
  expect(asked).toEqual([noon - 90 * DAY, noon - 90 * DAY, noon - 89 * DAY]);
});
