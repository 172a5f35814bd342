import { expect, onTestFinished, test } from 'vitest';
import type { ServiceDate } from '../../contracts/src/index.ts';
import { world } from '../../fixtures/src/index.ts';
import { demoClock } from './clock.ts';
import { openPlayer } from './player.ts';

const pole = world(1, { ridersOf: () => 1, ridersPerSeat: 1.6 })[0]!;
const nobody = { number: '', pin: '' };

// the day of the service begins at three: a run that sets out before that is one of the day to come
test.each([
  ['2026-11-23T01:20:00Z', '2026-11-23', '2026-11-23'],
  ['2026-11-23T05:00:00Z', '2026-11-23', '2026-11-23'],
  ['2026-11-24T05:00:00Z', '2026-11-23', '2026-11-24'],
])('at %s, with a run of %s under way, staff look at %s', (now, serviceDate, date) => {
  const player = openPlayer(demoClock(() => Date.parse(now)));
  onTestFinished(() => player.close());
  player.begin({ origin: '', tick: () => Promise.resolve() }, { pole, serviceDate: serviceDate as ServiceDate, rider: nobody, driver: nobody, staff: nobody });
  expect(player.state()).toMatchObject({ ready: true, date });
});
