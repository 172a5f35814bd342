/**
 * What a person decided and the server has not answered yet. Each command keeps the id made at the decision, so that sending it
 * again is never a second booking.
 */
import {
  NoAnswer,
  ProblemError,
  remedyOf,
  UnreadAnswer,
  type Acknowledge,
  type Call,
  type Command,
  type EpochMs,
  type ReadProblem,
  type RideAsk,
  type RideCard,
  type RideId,
  type StillHere,
} from '@passaggio/contracts';

export type RiderCommand =
  | { readonly what: 'ask'; readonly ride: RideId; readonly body: RideAsk }
  | { readonly what: 'still-here'; readonly ride: RideId; readonly body: StillHere }
  /** `until`: when the bus is to be there. Later, who was on it would give up the way home with it: not sent any more. */
  | { readonly what: 'cancel'; readonly ride: RideId; readonly body: Command; readonly until?: EpochMs | undefined }
  | { readonly what: 'acknowledge'; readonly ride: RideId; readonly body: Acknowledge };

export interface Unsent {
  readonly command: RiderCommand;
  readonly tries: number;
  /** The server said no and why; it is not sent again by itself. */
  readonly stopped: ReadProblem['code'] | undefined;
}

export interface OutboxNeeds {
  readonly call: Call;
  readonly after: (ms: number, act: () => void) => () => void;
  /** Server time. */
  readonly now: () => number;
  /** The list changed: show and keep it. */
  readonly changed: (list: readonly Unsent[]) => void;
  readonly answered: (command: RiderCommand, card: RideCard) => void;
  readonly signedOut: () => void;
  /** The session waits for the PIN. */
  readonly locked: () => void;
}

export interface Outbox {
  send(command: RiderCommand): void;
  /** Signal is back: try all now. */
  wake(): void;
  /** Forgets a command, unless it is under way. */
  dismiss(id: string): void;
  close(): void;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

export function openOutbox(kept: readonly Unsent[], needs: OutboxNeeds): Outbox {
  let list = kept;
  let closed = false;
  const sending = new Set<string>();
  const waiting = new Map<string, () => void>();

  const change = (id: string, next: Unsent | undefined): void => {
    list = list.flatMap((one) => (one.command.body.id !== id ? [one] : next === undefined ? [] : [next]));
    needs.changed(list);
  };

  const attempt = async (id: string): Promise<void> => {
    const one = list.find(({ command }) => command.body.id === id);
    if (one === undefined || one.stopped !== undefined || sending.has(id) || closed) return;
    waiting.get(id)?.();
    if (one.command.what === 'cancel' && needs.now() > (one.command.until ?? Infinity)) return change(id, { ...one, stopped: 'too-late-to-cancel' });
    sending.add(id);
    try {
      const card = await post(needs.call, one.command);
      if (closed) return;
      change(id, undefined);
      needs.answered(one.command, card);
    } catch (error) {
      if (closed) return;
      later(one, error);
    } finally {
      sending.delete(id);
    }
  };

  const later = (one: Unsent, error: unknown): void => {
    const id = one.command.body.id;
    if (error instanceof ProblemError && error.problem.code === 'locked') return needs.locked(); // it waits, and is sent once the PIN has opened the session
    const remedy = error instanceof ProblemError ? remedyOf(error.problem) : 'later';
    if (remedy === 'sign-in') return needs.signedOut();
    if (remedy === 'stop') return change(id, { ...one, stopped: (error as ProblemError).problem.code });
    if (error instanceof UnreadAnswer) return change(id, undefined); // it took effect: the stream tells how the ride stands
    if (!(error instanceof ProblemError) && !(error instanceof NoAnswer)) throw error;
    change(id, { ...one, tries: one.tries + 1 });
    const asked = error instanceof ProblemError ? (error.retryAfter ?? 0) * 1000 : 0;
    const wait = Math.max(asked, Math.min(FIRST_WAIT_MS * 2 ** one.tries, LONGEST_WAIT_MS));
    waiting.set(
      id,
      needs.after(wait, () => void attempt(id)),
    );
  };

  const wake = (): void => {
    for (const one of list) void attempt(one.command.body.id);
  };
  wake();

  return {
    send: (command) => {
      list = [...list, { command, tries: 0, stopped: undefined }];
      needs.changed(list);
      void attempt(command.body.id);
    },
    wake,
    dismiss: (id) => {
      if (!sending.has(id)) change(id, undefined); // what is under way may take effect
    },
    close: () => {
      closed = true;
      for (const cancel of waiting.values()) cancel();
    },
  };
}

async function post(call: Call, command: RiderCommand): Promise<RideCard> {
  const params = { ride: command.ride };
  switch (command.what) {
    case 'ask':
      return (await call('requestRide', { body: command.body })).card;
    case 'cancel':
      return (await call('cancelRide', { params, body: command.body })).card;
    case 'still-here':
      return (await call('stillHere', { params, body: command.body })).card;
    case 'acknowledge':
      return (await call('acknowledge', { params, body: command.body })).card;
  }
}
