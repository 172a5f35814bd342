/** Everybody signs in at once: Argon2 stands behind a bounded queue, and whoever is not let in yet is told when to try again. */
import { setTimeout as pause } from 'node:timers/promises';
import { NoAnswer } from '@passaggio/contracts';
import { inTurns, spreadOf, type Spread } from '../stage/figures.ts';
import { PIN, type Person } from '../stage/people.ts';
import { callsWith, type Server } from '../stage/server.ts';

export interface StormFigures {
  readonly people: number;
  /** Milliseconds until the last one was in. */
  readonly allIn: number;
  readonly answers: Readonly<Record<string, number>>;
  /** Refusals that did not say when to come again; faults. None may be. */
  readonly undocumented: readonly string[];
  /** What somebody who is signed in waits for their card meanwhile. */
  readonly others: Spread;
}

const BETWEEN_LOOKS = 50;
/** Each holds a connection, beside those of all the phones: together below the usual limit of 20,000 open files. */
const AT_ONCE = 1_000;

export async function signInStorm({ origin }: Server, riders: readonly Person[], people: number): Promise<StormFigures> {
  const answers: Record<string, number> = {};
  const undocumented: string[] = [];
  const began = performance.now();
  const signIn = async (number: string): Promise<void> => {
    const body = JSON.stringify({ number, pin: PIN });
    const response = await fetch(`${origin}/api/rider/session`, { method: 'POST', headers: { origin, 'content-type': 'application/json' }, body });
    await response.arrayBuffer();
    answers[response.status] = (answers[response.status] ?? 0) + 1;
    if (response.status === 200) return;
    const after = response.headers.get('retry-after');
    if ((response.status !== 429 && response.status !== 503) || after === null) return void undocumented.push(`${response.status}, retry-after ${after}`);
    await pause(1000 * Number(after) * (1 + Math.random()));
    return signIn(number);
  };
  const looks: number[] = [];
  let going = true;
  const other = callsWith(origin, 'rider', riders[0]!.token);
  /** A read whose kept connection the server was just closing is asked once more, as browsers do; its time counts from the first. */
  const look = () =>
    other('myRides', {}).catch((cause: unknown) => {
      if (cause instanceof NoAnswer) return other('myRides', {});
      throw cause;
    });
  const looking = (async () => {
    while (going) {
      const asked = performance.now();
      await look();
      looks.push(performance.now() - asked);
      await pause(BETWEEN_LOOKS);
    }
  })();
  await inTurns(riders.slice(0, people), AT_ONCE, ({ number }) => signIn(number));
  const allIn = Math.round(performance.now() - began);
  going = false;
  await looking;
  return { people, allIn, answers, undocumented, others: spreadOf(looks) };
}
