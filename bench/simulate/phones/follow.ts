/** A phone's way of following a stream: subscribe, catch up, drop what comes twice. The judge sees the numbers as they come. */
import { StreamEvent, type Call, type EventBody, type Snapshot, type SyncAnswer } from '@passaggio/contracts';
import type { Stage } from '../stage.ts';

type SyncOperation = 'riderSync' | 'driverSync' | 'staffSync';

export interface Following {
  readonly stream: string;
  readonly call: Call;
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
}

export async function follow({ stream, call, sync, event, snapshot }: Following, stage: Stage): Promise<Follower> {
  const { history, agenda, product } = stage;
  const reader = `${sync} ${stream}`;
  let [epoch, last, away] = ['', 0, false];
  const take = (one: StreamEvent) => {
    history.numbered({ reader, n: one.n, at: agenda.now() });
    if (one.n <= last) return;
    [epoch, last] = [one.epoch, one.n];
    event(one.body);
  };
  const catchUp = async () => {
    const answer: SyncAnswer = await call(sync, { query: { stream, epoch, after: String(last) } });
    if (answer.sync === 'events') answer.events.forEach(take);
    else {
      history.numbered({ reader, n: answer.last, at: agenda.now(), snapshot: true });
      snapshot(answer.snapshot);
      [epoch, last] = [answer.epoch, answer.last];
    }
    if (answer.sync === 'events' && answer.events.length > 0) [epoch, last] = [answer.epoch, answer.last];
  };
  await product.relay.subscribe(stream, (raw) => {
    if (!away) stage.post.put(StreamEvent.parse(raw), take);
  });
  await catchUp();
  return {
    get away() {
      return away;
    },
    leave: () => void (away = true),
    async back() {
      away = false;
      await catchUp();
    },
  };
}
