/** The torture: requests in flight, a blow, a restart, a judgement, again; at the end everything is judged once more. */
import { join } from 'node:path';
import { HOUR, MINUTE, type Pin, type SignInNumber } from '@passaggio/contracts';
import { random, world } from '@passaggio/fixtures';
import { COORDINATOR, POINTS, type StorePlace } from './child/orders.ts';
import type { Result } from './floors.ts';
import { act } from './judge/acts/act.ts';
import type { Scene } from './judge/acts/scene.ts';
import { auditAll, auditRound } from './judge/audit/audit.ts';
import { openCommands } from './judge/commands.ts';
import { openJournal } from './judge/journal.ts';
import { openLoad } from './judge/load.ts';
import { openRides } from './judge/rides.ts';
import { found } from './judge/town.ts';
import { openVerdict } from './judge/verdict.ts';
import { blows, MONGO_FAULTS, SQLITE_FAULTS, type Blow } from './stage/blows.ts';
import { openPlace } from './stage/place.ts';
import { openStand } from './stage/stand.ts';
import { strike } from './stage/strike.ts';
import { readTrace, runTraced, tracing } from './stage/traced.ts';

/** The same fault of many requests is told once. */
const withoutIds = (words: string) => words.replace(/"request":"[^"]*",/, '').slice(0, 400);

export interface Wanted {
  readonly store: StorePlace['kind'];
  readonly kills: number;
  readonly seed: number;
}

const POLES = 4;
const RIDERS = 45;
const RIDERS_PER_SEAT = 2;
/** More than 64, as some always stand between an answer and their next request. */
const PEOPLE = 80;
/** What the product logs while its store is away. */
const EXPECTED = / is full: make room|MongoDB cannot be used now|MongoDB does not answer/;
const START = Date.parse('2027-07-01T10:00:00+02:00');

export async function torture({ store, kills, seed }: Wanted, tell: (words: string) => void): Promise<Result> {
  const draw = random(`torture ${seed}`);
  const verdict = openVerdict(tell);
  const place = await openPlace(store);
  const journal = await openJournal(join(place.folder, 'journal'));
  const syncs = { durable: 0 };
  const heard = {
    commit: (durable: boolean) => (durable ? (syncs.durable += 1) : verdict.charge('unsyncedAnswers', 'a commit asked for less than majority and journal')),
    fault: (words: string) => !EXPECTED.test(words) && verdict.charge('faults', withoutIds(words)),
  };
  const poles = world(seed, { ridersOf: () => RIDERS, ridersPerSeat: RIDERS_PER_SEAT }).slice(0, POLES);
  const under = place.store.kind === 'sqlite' ? tracing(place.folder) : undefined;
  const begin = { seed, followed: poles.map(({ pole }) => `pole:${pole}`) };
  const stand = await openStand({ store: place.store, start: START, begin, heard, under: under ?? [] });
  try {
    const commands = openCommands(journal, verdict);
    const rides = openRides(verdict);
    const coordinator = { number: COORDINATOR.number as SignInNumber, pin: COORDINATOR.pin as Pin };
    const town = await found({ origin: stand.origin, coordinator, poles, commands, rides, verdict });
    await town.signIn();
    const scene: Scene = { town, rides, commands, verdict, draw, now: stand.now };
    const load = openLoad(PEOPLE, () => act(scene), stand.alive);
    const killsByPoint = Object.fromEntries([...POINTS, 'random' as const].map((point) => [point, 0])) as {
      -readonly [P in keyof Result['killsByPoint']]: number;
    };
    const faultsByKind: { -readonly [F in keyof Result['faultsByKind']]: number } = {};
    let inDoubt = 0;

    if (under !== undefined) {
      await runTraced(scene);
      await stand.kill();
      const { syncs: looked, unsynced } = readTrace(place.folder);
      for (let i = 0; i < unsynced; i += 1) verdict.charge('unsyncedAnswers', `answer ${i + 1} left before its commit was synced`);
      syncs.durable = looked;
      await stand.restart();
    }

    const round = async (blow: Blow, number: number): Promise<void> => {
      const since = commands.acknowledged;
      const name = 'kill' in blow ? blow.kill : blow.fault;
      tell(`${number}: ${name}`);
      load.start();
      await strike(blow, { place, stand, scene, draw });
      if ('kill' in blow) {
        inDoubt += commands.open().length;
        killsByPoint[blow.kill] += 1;
        await load.stop();
        await stand.restart();
      } else {
        faultsByKind[blow.fault] = (faultsByKind[blow.fault] ?? 0) + 1;
        await load.stop();
      }
      const [traffic, doubts] = [commands.acknowledged - since, commands.open().length];
      await auditRound(since, scene);
      await stand.moveClock(HOUR + draw.next() * 2 * HOUR + MINUTE);
      tell(`   ${traffic} answers, ${doubts} in doubt, ${town.plans.size} plans`);
    };
    for (const [i, blow] of blows(kills, store === 'sqlite' ? SQLITE_FAULTS : MONGO_FAULTS, draw).entries()) await round(blow, i + 1);
    await auditAll(journal, scene);
    tell(`problems: ${JSON.stringify(Object.fromEntries(commands.problems))}, replays: ${commands.replayed}`);
    return {
      acknowledged: commands.acknowledged,
      inDoubt,
      killsByPoint,
      faultsByKind,
      plansCommitted: town.plans.size,
      syncsLookedAt: store === 'sqlite' && under === undefined ? null : syncs.durable,
      charges: verdict.counts,
    };
  } finally {
    await stand.kill();
    await journal.close();
    await place.remove();
  }
}
