/** Everything in place: a store, the product on it, people who are signed in, a judge with a journal. */
import { join } from 'node:path';
import type { Pin, SignInNumber } from '@passaggio/contracts';
import { random, world, type Random } from '@passaggio/fixtures';
import { COORDINATOR, type StorePlace } from '../child/orders.ts';
import type { Scene } from '../judge/acts/scene.ts';
import { openCommands } from '../judge/commands.ts';
import { openJournal, type Journal } from '../judge/journal.ts';
import { openRides } from '../judge/rides.ts';
import { found } from '../judge/town.ts';
import { openVerdict, type Verdict } from '../judge/verdict.ts';
import { openPlace, type Place } from './place.ts';
import { openStand, type Stand } from './stand.ts';
import { openTally, type Tally } from './tally.ts';
import { tracing } from './traced.ts';

export interface Arena {
  readonly place: Place;
  readonly stand: Stand;
  readonly journal: Journal;
  readonly verdict: Verdict;
  readonly tally: Tally;
  readonly scene: Scene;
  readonly draw: Random;
  /** Whether the product runs under strace until its first restart. */
  readonly traced: boolean;
  close(): Promise<void>;
}

const POLES = 4;
const RIDERS = 45;
const RIDERS_PER_SEAT = 2;
const START = Date.parse('2027-07-01T10:00:00+02:00');

export async function openArena(store: StorePlace['kind'], seed: number, tell: (words: string) => void): Promise<Arena> {
  const draw = random(`torture ${seed}`);
  const verdict = openVerdict(tell);
  const tally = openTally(verdict);
  const place = await openPlace(store);
  const journal = await openJournal(join(place.folder, 'journal'));
  const poles = world(seed, { ridersOf: () => RIDERS, ridersPerSeat: RIDERS_PER_SEAT }).slice(0, POLES);
  const under = store === 'sqlite' ? tracing(place.folder) : undefined;
  const begin = { seed, followed: poles.map(({ pole }) => `pole:${pole}`) };
  const stand = await openStand({ store: place.store, start: START, begin, heard: tally.heard, under: under ?? [] });
  const commands = openCommands(journal, verdict);
  const rides = openRides(verdict);
  const coordinator = { number: COORDINATOR.number as SignInNumber, pin: COORDINATOR.pin as Pin };
  const town = await found({ origin: stand.origin, coordinator, poles, commands, rides, verdict });
  await town.staySignedIn(stand.now());
  return {
    place,
    stand,
    journal,
    verdict,
    tally,
    draw,
    scene: { town, rides, commands, verdict, draw, now: stand.now },
    traced: under !== undefined,
    async close() {
      await stand.kill();
      await journal.close();
      await place.remove();
    },
  };
}
