/** A phone's way of following a stream: subscribe, catch up, drop what comes twice, hold what comes early. The judge sees the numbers as they are taken. */
import { ProblemError, StreamEvent, type Call, type EventBody, type Snapshot, type SyncAnswer } from '@passaggio/contracts';
import type { Stage } from '../stage.ts';

type SyncOperation = 'riderSync' | 'driverSync' | 'staffSync';

export interface Following {
  readonly stream: string;
  readonly call: Call;
  /** Where the session has ended meanwhile. */
  readonly signIn: () => Promise<unknown>;
  readonly sync: SyncOperation;
  readonly event: (body: EventBody) => void;
  readonly snapshot: (snapshot: Snapshot) => void;
}

export interface Follower {
  readonly away: boolean;
  /** Out of coverage: nothing arrives. */
  leave(): void;
  /** Back in coverage: catches up, then listens again. */
  back(): Promise<void>;
  /** After a restart of the server. */
  reconnect(): Promise<void>;
  /** The number that never came, though later ones did. */
  readonly waitsFor: string | undefined;
}

export async function follow({ stream, call, signIn, sync, event, snapshot }: Following, stage: Stage): Promise<Follower> {
  const { history, agenda, product, post } = stage;
  const reader = `${sync} ${stream}`;
  let [epoch, last, away] = ['', 0, false];
  const early = new Map<number, StreamEvent>();
  const take = (one: StreamEvent) => {
    if (one.n <= last) return;
    if (one.n > last + 1) return void early.set(one.n, one); // held until the one before it is here
    history.numbered({ reader, n: one.n, at: agenda.now() });
    [epoch, last] = [one.epoch, one.n];
    if (one.body.type !== 'unknown') event(one.body);
    const next = early.get(last + 1);
    early.delete(last + 1);
    if (next !== undefined) take(next);
  };
  const ask = () => call(sync, { query: { stream, epoch, after: String(last) } });
  const signedOut = async (cause: unknown) => {
    if (!(cause instanceof ProblemError) || cause.problem.code !== 'not-signed-in') throw cause;
    await signIn();
    return ask();
  };
  const catchUp = async () => {
    const answer: SyncAnswer = await ask().catch(signedOut);
    if (answer.sync === 'events') answer.events.forEach(take);
    else {
      history.numbered({ reader, n: answer.last, at: agenda.now(), snapshot: true });
      if (answer.snapshot.of !== 'unknown') snapshot(answer.snapshot);
      [epoch, last] = [answer.epoch, answer.last];
    }
    if (answer.sync === 'events' && answer.events.length > 0) [epoch, last] = [answer.epoch, answer.last];
    for (const n of early.keys()) if (n <= last) early.delete(n);
  };
  const listen = () =>
    product.subscribe(stream, (raw) => {
      if (!away) post.put(StreamEvent.parse(raw), take);
    });
  await listen();
  await catchUp();
  const follower: Follower = {
    get away() {
      return away;
    },
    leave: () => void (away = true),
    get waitsFor() {
      return early.size === 0 ? undefined : `${reader} ${last + 1}`;
    },
    async back() {
      away = false;
      await catchUp();
    },
    async reconnect() {
      await listen();
      if (!away) await catchUp();
    },
  };
  stage.followers.push(follower);
  return follower;
}
