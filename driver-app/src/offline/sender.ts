/** Sends the queue, batch by batch in counter order, until every fact has an answer. */
import { NoAnswer, ProblemError, type AccountId, type AnswerOf, type FactBatch } from '@passaggio/contracts';
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
}

export interface Sender {
  /** Something was recorded, or there may be signal again: at once. Resolves when nothing more can be sent now. */
  wake(): Promise<void>;
  close(): void;
}

const MOST = 100;
const FIRST_RETRY = 1_000;
const LAST_RETRY = 60_000;
/** A batch that the server cannot read is halved until the fact is found. */
const UNREADABLE = ['malformed', 'too-large'];

type Outcome = 'sent' | 'nothing' | 'halve' | 'later' | 'signed-out';

export function openSender(needs: SenderNeeds): Sender {
  let tries = 0;
  let running: Promise<void> | undefined;
  let isAgain = false;
  let isClosed = false;
  let cancel = (): void => {};

  const run = async (): Promise<void> => {
    do {
      isAgain = false;
      cancel();
      const outcome = await needs
        .alone(() => drain(needs, () => isClosed))
        .catch((fault: unknown) => {
          retry();
          throw fault;
        });
      if (outcome === 'later') retry();
      else tries = 0;
      if (outcome === 'signed-out') needs.signedOut();
    } while (isAgain && !isClosed);
  };
  const retry = (): void => {
    if (isClosed) return;
    const wait = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** tries) * (0.75 + needs.random() / 2);
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
    },
  };
}

/** @returns why it stopped */
async function drain(needs: SenderNeeds, isClosed: () => boolean): Promise<'nothing' | 'later' | 'signed-out'> {
  let most = MOST;
  for (;;) {
    const account = needs.account();
    const batch = account === undefined || isClosed() ? undefined : await nextBatch(needs.db, account, most);
    if (account === undefined || batch === undefined) return 'nothing';
    const outcome = await sendOne(needs, account, batch);
    if (outcome === 'later' || outcome === 'signed-out') return outcome;
    if (outcome === 'nothing') return 'later';
    most = outcome === 'halve' ? Math.ceil(batch.facts.length / 2) : MOST;
  }
}

async function sendOne(needs: SenderNeeds, account: AccountId, batch: FactBatch): Promise<Outcome> {
  let answer;
  try {
    answer = await needs.send(batch);
  } catch (error) {
    if (error instanceof NoAnswer) return 'later';
    if (!(error instanceof ProblemError)) throw error;
    const { code } = error.problem;
    if (code === 'not-signed-in') return 'signed-out';
    if (!UNREADABLE.includes(code)) return 'later';
    if (batch.facts.length > 1) return 'halve';
    await setAside(needs.db, batch.facts[0]?.counter ?? 0);
    needs.changed({ moved: true, refused: 0 });
    return 'sent';
  }
  const taken = await takeAnswer(needs.db, account, batch, answer);
  needs.changed(taken);
  return taken.moved ? 'sent' : 'nothing';
}
