import { expect, test } from 'vitest';
import { NO_LIMIT, type Problem } from '../model/problem.ts';
import { weights } from '../testing/small.ts';
import { DRIVER, earliest, emptySequence, OK } from './sequence.ts';

const HOUR = 3_600;
/** Of a driver: 9 h of driving, 13 h out, 45 min of break after 4 h 30. */
const limits = { driving: 9 * HOUR, spread: 13 * HOUR, driveBeforeBreak: 4.5 * HOUR, breakLength: 2_700 };

interface Visit {
  readonly place: number;
  /** Seconds of driving to it. */
  readonly drive: number;
  /** Begin of service, at least. */
  readonly from?: number;
}

/** How a day ends whose bus carries one person from the first stop to the second, from the third to the fourth and so on: 70 s a stop. */
function day(visits: readonly Visit[], home: number): number {
  const places = visits.length + 1;
  const seconds = new Int32Array(places * places);
  const s = emptySequence();
  s.n = visits.length;
  visits.forEach(({ place, drive, from = 0 }, i) => {
    seconds[(i === 0 ? 0 : visits[i - 1]!.place) * places + place] = drive;
    s.place[i] = place;
    s.people[i] = 1;
    s.riding[i] = i % 2;
    [s.lo[i], s.hi[i], s.endLo[i], s.endHi[i]] = [from, NO_LIMIT, -NO_LIMIT, NO_LIMIT];
  });
  seconds[visits.at(-1)!.place * places] = home;
  const problem: Problem = {
    places,
    seconds,
    metres: new Int32Array(places * places),
    dwell: { perStop: 60, perPerson: 10 },
    maxHold: NO_LIMIT,
    weights,
    types: [{ seats: 8, fixedCost: 0 }],
    vehicles: [{ type: 0, start: 0, end: 0, shifts: [[0, 24 * HOUR]], limits }],
    requests: [],
  };
  return earliest(s, problem, 0);
}

test('P8: a stand of 44 min is no break after 4 h 30 of driving, one of 45 min is', () => {
  // 30 min to Borgo and 2 h to the farm, done after 1800 + 70 + 7200 + 70 = 9140 s; then the same back: 5 h in all
  const standing = (seconds: number) =>
    day(
      [
        { place: 1, drive: 1_800 },
        { place: 2, drive: 7_200 },
        { place: 2, drive: 0, from: 9_140 + seconds },
        { place: 1, drive: 7_200 },
      ],
      1_800,
    );
  expect([standing(44 * 60), standing(45 * 60)]).toEqual([DRIVER, OK]);
});

test('P8: nobody drives longer than 9 h, whatever the breaks', () => {
  // three rides of 3 h from where the last one ended, each after a stand of an hour
  const driving = (last: number) =>
    day(
      [
        { place: 0, drive: 0 },
        { place: 1, drive: 10_800 },
        { place: 1, drive: 0, from: 15_000 },
        { place: 2, drive: 10_800 },
        { place: 2, drive: 0, from: 30_000 },
        { place: 3, drive: last },
      ],
      0,
    );
  expect([driving(10_800), driving(10_801)]).toEqual([OK, DRIVER]);
});

test('P8: nobody is out longer than 13 h from leaving the depot to coming home', () => {
  // the last ride begins so that it ends, after 70 s, an hour and 70 s, 46,800 s after the first
  const back = (from: number) =>
    day(
      [
        { place: 0, drive: 0 },
        { place: 1, drive: 3_600 },
        { place: 1, drive: 0, from },
        { place: 2, drive: 3_600 },
      ],
      0,
    );
  expect([back(43_060), back(43_061)]).toEqual([OK, DRIVER]);
});
