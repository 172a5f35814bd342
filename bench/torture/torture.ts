/** The torture: requests in flight, a blow, a restart, a judgement, again; at the end everything is judged once more. */
import { HOUR, MINUTE } from '@passaggio/contracts';
import type { StorePlace } from './child/orders.ts';
import type { Result } from './floors.ts';
import { act } from './judge/acts/act.ts';
import { auditAll, auditRound } from './judge/audit/audit.ts';
import { openLoad, type Load } from './judge/load.ts';
import { openArena, type Arena } from './stage/arena.ts';
import { blows, MONGO_FAULTS, SQLITE_FAULTS, type Blow } from './stage/blows.ts';
import { strike } from './stage/strike.ts';
import { readTrace, runTraced } from './stage/traced.ts';

export interface Wanted {
  readonly store: StorePlace['kind'];
  readonly kills: number;
  readonly seed: number;
}

/** More than 64, as some always stand between an answer and their next request. */
const PEOPLE = 80;

export async function torture({ store, kills, seed }: Wanted, tell: (words: string) => void): Promise<Result> {
  const arena = await openArena(store, seed, tell);
  try {
    const { stand, scene, journal, tally, verdict, draw } = arena;
    const { commands, town } = scene;
    if (store === 'sqlite') await trace(arena);
    const load = openLoad(PEOPLE, () => act(scene), stand.alive);
    for (const [i, blow] of blows(kills, store === 'sqlite' ? SQLITE_FAULTS : MONGO_FAULTS, draw).entries()) {
      tell(`${i + 1}: ${'kill' in blow ? `killed ${blow.kill}` : blow.fault}`);
      await round(blow, load, arena);
      tell(`   ${commands.acknowledged} acknowledged, ${tally.inDoubt} were in doubt, ${town.plans.size} plans`);
    }
    await auditAll(journal, scene);
    tell(`problems: ${JSON.stringify(Object.fromEntries(commands.problems))}, replays: ${commands.replayed}`);
    const { inDoubt, killsByPoint, faultsByKind, syncsLookedAt } = tally;
    return {
      acknowledged: commands.acknowledged,
      inDoubt,
      killsByPoint,
      faultsByKind,
      plansCommitted: town.plans.size,
      syncsLookedAt,
      charges: verdict.counts,
    };
  } finally {
    await arena.close();
  }
}

/** The blow falls while requests are in flight; then nobody asks for anything, and what is near is judged. */
async function round(blow: Blow, load: Load, arena: Arena): Promise<void> {
  const { stand, scene, tally, draw } = arena;
  const before = scene.commands.acknowledged;
  load.start();
  await strike(blow, arena);
  tally.struck(blow, scene.commands.open().length);
  await load.stop();
  if ('kill' in blow) await stand.restart();
  await auditRound(before, scene);
  await stand.moveClock(HOUR + draw.next() * 2 * HOUR + MINUTE);
}

/** The product began under strace: its first answers are looked at, then it goes on without. */
async function trace({ stand, scene, place, tally, traced }: Arena): Promise<void> {
  if (traced) await runTraced({ scene, stand });
  await stand.kill();
  tally.traced(traced ? readTrace(place.folder) : undefined);
  await stand.restart();
}
