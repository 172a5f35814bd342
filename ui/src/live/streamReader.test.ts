import type { EpochMs, EventBody, StreamEvent, SyncAnswer } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { caughtUp, receive, unread, type Reading } from './streamReader.ts';

const body = (n: number): EventBody => ({ v: 1, type: 'head', head: { version: n } }) as EventBody;
const event = (n: number, epoch = 'e1'): StreamEvent => ({ stream: 'pole:foggia', epoch, n, at: 0 as EpochMs, body: body(n) });
const events = (from: number, to: number, last = to, epoch = 'e1'): SyncAnswer => ({
  sync: 'events',
  epoch,
  last,
  now: 0 as EpochMs,
  events: Array.from({ length: to - from + 1 }, (_, i) => event(from + i, epoch)),
});
const snapshot = (last: number, epoch = 'e1'): SyncAnswer => ({ sync: 'snapshot', epoch, last, now: 0 as EpochMs, snapshot: { of: 'rider', cards: [] } });
const at = (last: number, held: StreamEvent[] = []): Reading => ({ epoch: 'e1', last, held });

test('the first answer brings the stream from its beginning', () => {
  const step = caughtUp(unread, events(1, 3));
  expect(step).toEqual({ reading: at(3), bodies: [body(1), body(2), body(3)], snapshot: undefined, sync: false });
});

test('an empty stream starts at nought and takes event 1 next', () => {
  const { reading } = caughtUp(unread, events(1, 0, 0));
  expect(receive(reading, event(1)).bodies).toEqual([body(1)]);
});

test('an event already read is dropped', () => {
  expect(receive(at(5), event(5))).toEqual({ reading: at(5), bodies: [], snapshot: undefined, sync: false });
});

test('an event beyond a gap is held and asks again; the missing one frees both, in order', () => {
  const gap = receive(at(5), event(7));
  expect(gap).toMatchObject({ bodies: [], sync: true });
  const filled = receive(gap.reading, event(6));
  expect(filled).toMatchObject({ bodies: [body(6), body(7)], sync: false });
  expect(filled.reading).toEqual(at(7));
});

test('an answer that overlaps what arrived meanwhile shows each event once', () => {
  const gap = receive(at(5), event(8));
  expect(caughtUp(gap.reading, events(4, 8)).bodies).toEqual([body(6), body(7), body(8)]);
});

test('an answer cut short asks for the rest', () => {
  expect(caughtUp(at(5), events(6, 7, 9))).toMatchObject({ bodies: [body(6), body(7)], sync: true });
});

test('another epoch on an event is not shown but asked about; its snapshot replaces everything', () => {
  const other = receive(at(5, [event(7)]), event(2, 'e2'));
  expect(other).toMatchObject({ bodies: [], sync: true });
  const step = caughtUp(other.reading, snapshot(2, 'e2'));
  expect(step.snapshot).toEqual({ of: 'rider', cards: [] });
  expect(step.reading).toEqual({ epoch: 'e2', last: 2, held: [] });
});

test('a snapshot keeps held events that are newer', () => {
  const step = caughtUp(at(5, [event(7), event(9)]), snapshot(8));
  expect(step.bodies).toEqual([body(9)]);
  expect(step.reading).toEqual(at(9));
});

test('a snapshot older than what was read changes nothing', () => {
  expect(caughtUp(at(9), snapshot(8))).toEqual({ reading: at(9), bodies: [], snapshot: undefined, sync: false });
});
