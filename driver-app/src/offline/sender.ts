/** Sends the queue, batch by batch in counter order, until every fact has an answer. */
import { NoAnswer, ProblemError, remedyOf, type AccountId, type AnswerOf, type FactBatch } from '@passaggio/contracts';
import { openApart, type Apart } from './apart.ts';
import type { Database } from './database.ts';
import { nextBatch, setAside, takeAnswer, type Taken } from './factQueue.ts';

export interface SenderNeeds {
  readonly db: Database;
  readonly send: (batch: FactBatch) => Promise<AnswerOf<'recordFacts'>>;
  /** Who is signed in; undefined: nothing can be sent, everything is kept. */
  readonly account: () => AccountId | undefined;
  /** One page of this device at a time; `navigator.locks` in the app. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Runs `act` after `ms`; returns its cancel. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** 0 to 1: spreads the buses that come back under one mast. */
  readonly random: () => number;
  readonly changed: (taken: Taken) => void;
  readonly signedOut: () => void;
  /** Makes an id for this device, where another phone uses its numbers too. */
  readonly newId: () => string;
}

export interface Sender {
  /** Something was recorded, or there may be signal again: at once. Resolves when nothing more can be sent now. */
  wake(): Promise<void>;
  close(): void;
}

const MOST = 100;
const FIRST_RETRY = 1_000;
const LAST_RETRY = 60_000;
/** Refused because of who asks, or where: the facts are not to blame, and are kept until it is otherwise. */
const NOT_OF_FACTS: readonly number[] = [403, 404, 405];
/** The server is away as a whole. Any other failure may be one fact's: it is looked for. */
const AWAY: readonly string[] = ['store-away', 'too-many-tries'];

/**
 * `halve`: the server cannot read something in it, which is set aside once it is found. `split`: the server failed on it, which may be one fact's
 * fault; that one is tried again by itself.
 */
type Outcome = 'sent' | 'nothing' | 'halve' | 'split' | 'signed-out' | Later;
interface Later {
  /** Milliseconds that the server asked for. */
  readonly later: number;
}
type End = 'nothing' | 'signed-out' | Later;

export function openSender(needs: SenderNeeds): Sender {
  let tries = 0;
  let running: Promise<void> | undefined;
  let isAgain = false;
  let isClosed = false;
  let cancel = (): void => {};

  const apart = openApart(needs.after, () => void wake(false));

  const run = async (): Promise<void> => {
    do {
      isAgain = false;
      cancel();
      const end = await needs
        .alone(() => drain(needs, apart, () => isClosed))
        .catch((fault: unknown) => {
          retry(0);
          throw fault;
        });
      if (typeof end === 'object') retry(end.later);
      else tries = 0;
      if (end === 'signed-out') needs.signedOut();
    } while (isAgain && !isClosed);
  };
  const retry = (asked: number): void => {
    if (isClosed) return;
    const wait = Math.max(asked, Math.min(LAST_RETRY, FIRST_RETRY * 2 ** tries) * (0.75 + needs.random() / 2));
    tries += 1;
    cancel();
    cancel = needs.after(wait, () => void wake(false));
  };
  const wake = (isAfresh: boolean): Promise<void> => {
    if (isClosed) return Promise.resolve();
    if (isAfresh) tries = 0;
    if (running !== undefined) isAgain = true;
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    wake: () => wake(true),
    close: () => {
      isClosed = true;
      cancel();
      apart.close();
    },
  };
}

/** @returns why it stopped */
async function drain(needs: SenderNeeds, apart: Apart, isClosed: () => boolean): Promise<End> {
  let most = MOST;
  let failed: number | undefined; // by itself, and nothing has gone through since: it may be the server
  for (;;) {
    const account = needs.account();
    const next = { most, leaveOut: (counter: number) => counter === failed || apart.has(counter) };
    const batch = account === undefined || isClosed() ? undefined : await nextBatch(needs.db, account, next);
    if (account === undefined || batch === undefined) return failed === undefined ? 'nothing' : { later: 0 };
    const outcome = await sendOne(needs, account, batch);
    if (typeof outcome === 'object' || outcome === 'signed-out') return outcome;
    if (outcome === 'nothing') return { later: 0 };
    if (outcome === 'sent') {
      if (failed !== undefined) apart.put(failed);
      failed = undefined;
      most = MOST;
    } else if (batch.facts.length > 1) most = Math.ceil(batch.facts.length / 2);
    else if (failed !== undefined) return { later: 0 };
    else failed = batch.facts[0]?.counter;
  }
}

async function sendOne(needs: SenderNeeds, account: AccountId, batch: FactBatch): Promise<Outcome> {
  let answer;
  try {
    answer = await needs.send(batch);
  } catch (error) {
    if (error instanceof NoAnswer) return { later: 0 };
    if (!(error instanceof ProblemError)) throw error;
    const { problem, retryAfter = 0 } = error;
    const remedy = remedyOf(problem);
    if (remedy === 'sign-in') return 'signed-out';
    if (AWAY.includes(problem.code) || (problem.status < 500 && remedy === 'later') || NOT_OF_FACTS.includes(problem.status))
      return { later: retryAfter * 1000 };
    if (problem.status >= 500) return 'split';
    if (batch.facts.length > 1) return 'halve';
    await setAside(needs.db, batch.facts[0]?.counter ?? 0);
    needs.changed({ moved: true, refused: 0 });
    return 'sent';
  }
  const taken = await takeAnswer(needs.db, account, batch, answer, needs.newId);
  needs.changed(taken);
  return taken.moved ? 'sent' : 'nothing';
}
