import { NoAnswer, ProblemError, RideCard, UnreadAnswer, type Call, type CommandId, type ReadProblem, type RideId } from '@passaggio/contracts';
import { expect, test, vi } from 'vitest';
import { scenes } from './testing/scenes.ts';
import { openOutbox, type RiderCommand, type Unsent } from './outbox.ts';

const card = RideCard.parse(scenes['cancelled']?.cards[0]);
const cancel: RiderCommand = { what: 'cancel', ride: card.ride, body: { id: 'command-1' as CommandId } };
const problem = (status: number, code: ReadProblem['code'], retryAfter?: number) =>
  new ProblemError({ type: 'about:blank', title: code, status, code }, retryAfter);

/** An outbox whose calls fail with the given errors in turn and then succeed; timers are run by hand. */
function world(errors: Error[], kept: readonly Unsent[] = []) {
  const sent: string[] = [];
  const timers: { ms: number; act: () => void }[] = [];
  const seen = { list: kept, answered: [] as RideId[], signedOut: 0, locked: 0, now: 0 };
  const call = ((_: string, { body }: { body: { id: string } }) => {
    sent.push(body.id);
    const error = errors.shift();
    return error === undefined ? Promise.resolve({ card }) : Promise.reject(error);
  }) as unknown as Call;
  const box = openOutbox(kept, {
    call,
    after: (ms, act) => {
      timers.push({ ms, act });
      return () => undefined;
    },
    now: () => seen.now,
    changed: (list) => (seen.list = list),
    answered: (command) => seen.answered.push(command.ride),
    signedOut: () => seen.signedOut++,
    locked: () => seen.locked++,
  });
  return { box, sent, timers, seen };
}

test('no answer and a busy server are tried again with the same id until they are answered', async () => {
  const w = world([new NoAnswer('away'), problem(503, 'outcome-unknown', 5)]);
  w.box.send(cancel);
  await vi.waitFor(() => expect(w.seen.list[0]?.tries).toBe(1));
  w.timers[0]?.act();
  await vi.waitFor(() => expect(w.seen.list[0]?.tries).toBe(2));
  expect(w.timers.map(({ ms }) => ms)).toEqual([2000, 5000]);
  w.timers[1]?.act();
  await vi.waitFor(() => expect(w.seen.answered).toEqual([card.ride]));
  expect(w.sent).toEqual(['command-1', 'command-1', 'command-1']);
  expect(w.seen.list).toEqual([]);
});

test('a problem the person must see stops it, and stays until dismissed', async () => {
  const w = world([problem(409, 'too-late-to-cancel')]);
  w.box.send(cancel);
  await vi.waitFor(() => expect(w.seen.list[0]?.stopped).toBe('too-late-to-cancel'));
  w.box.wake();
  expect(w.sent).toHaveLength(1);
  w.box.dismiss('command-1');
  expect(w.seen.list).toEqual([]);
});

test('a session that ended keeps the command and asks to sign in', async () => {
  const w = world([problem(401, 'not-signed-in')]);
  w.box.send(cancel);
  await vi.waitFor(() => expect(w.seen.signedOut).toBe(1));
  expect(w.seen.list).toHaveLength(1);
});

test('what was asked before the session was locked waits for the PIN, and is sent after it', async () => {
  const w = world([problem(401, 'locked')]);
  w.box.send(cancel);
  await vi.waitFor(() => expect(w.seen.locked).toBe(1));
  expect(w.seen.list).toMatchObject([{ stopped: undefined }]);
  expect(w.timers).toEqual([]);
  w.box.wake();
  await vi.waitFor(() => expect(w.seen.answered).toEqual([card.ride]));
  expect(w.sent).toEqual(['command-1', 'command-1']);
});

test('what was kept over a reload is sent at once', async () => {
  const w = world([], [{ command: cancel, tries: 3, stopped: undefined }]);
  await vi.waitFor(() => expect(w.seen.answered).toEqual([card.ride]));
});

test('signal coming back does not wait for the timer, and never sends twice at a time', async () => {
  const w = world([new NoAnswer('away')]);
  w.box.send(cancel);
  w.box.wake();
  await vi.waitFor(() => expect(w.seen.list[0]?.tries).toBe(1));
  w.box.wake();
  await vi.waitFor(() => expect(w.seen.answered).toHaveLength(1));
  expect(w.sent).toHaveLength(2);
});

test('a whole ride is not cancelled once the bus is to be there: who is on it would lose the way home', async () => {
  const w = world([new NoAnswer('away'), new NoAnswer('away')]);
  w.box.send({ ...cancel, until: 1_000 as never });
  await vi.waitFor(() => expect(w.timers).toHaveLength(1));
  w.seen.now = 1_000;
  w.box.wake();
  await vi.waitFor(() => expect(w.timers).toHaveLength(2));
  w.seen.now = 1_001;
  w.box.wake();
  expect(w.seen.list).toMatchObject([{ stopped: 'too-late-to-cancel' }]);
  expect(w.sent).toHaveLength(2);
});

test('what is under way is not taken back: it may take effect', async () => {
  let answer: () => void = () => undefined;
  const seen: { list: readonly Unsent[] } = { list: [] };
  const box = openOutbox([], {
    call: (() => new Promise((done) => (answer = () => done({ card })))) as unknown as Call,
    after: () => () => undefined,
    now: () => 0,
    changed: (list) => (seen.list = list),
    answered: () => undefined,
    signedOut: () => undefined,
    locked: () => undefined,
  });
  box.send(cancel);
  box.dismiss('command-1');
  expect(seen.list).toHaveLength(1);
  answer();
  await vi.waitFor(() => expect(seen.list).toEqual([]));
});

test.each([
  [401, 'signed out'],
  [403, 'stopped'],
  [409, 'stopped'],
  [422, 'stopped'],
  [408, 'again in 9000'],
  [429, 'again in 9000'],
  [500, 'again in 9000'],
  [503, 'again in 9000'],
])('a problem of a later release is treated by its status %d: %s', async (status, what) => {
  const w = world([problem(status, 'unknown', 9)]);
  w.box.send(cancel);
  const told = () => (w.seen.signedOut === 1 ? 'signed out' : w.seen.list[0]?.stopped === 'unknown' ? 'stopped' : `again in ${w.timers[0]?.ms}`);
  await vi.waitFor(() => expect(told()).toBe(what));
  expect(w.sent).toHaveLength(1);
});

test('a command whose answer is of a later release took effect: it is not sent again', async () => {
  const w = world([new UnreadAnswer('an answer this release cannot read')]);
  w.box.send(cancel);
  await vi.waitFor(() => expect(w.seen.list).toEqual([]));
  expect([w.sent.length, w.timers.length]).toEqual([1, 0]);
});
