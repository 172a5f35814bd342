import { expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import pole from '../future/pole.json' with { type: 'json' };
import problems from '../future/problems.json' with { type: 'json' };
import rider from '../future/rider.json' with { type: 'json' };
import { ProblemError, remedyOf, UnreadAnswer } from './callErrors.ts';
import { clientOf } from './client.ts';
import { Snapshot, StreamEvent } from './events.ts';
import { each, open, orElse, tolerant } from './reading.ts';
import { riderOperations } from './operations/rider.ts';
import { RiderSyncAnswer } from './riderEvents.ts';

/** Reads with tolerance, and says how often something was left out. */
function read(schema: z.ZodMiniType, raw: unknown) {
  const skipped = vi.fn();
  const { success, data } = tolerant(schema, skipped).safeParse(raw);
  return { success, data, skipped: skipped.mock.calls.length };
}

const Sign = z.object({ kind: open(z.enum(['bus', 'stop'])), at: z.nullable(z.int()), note: z.optional(open(z.enum(['wet']))) });

test('a value of a later release is unknown and counted, the rest of the item stands, and an absent one stays absent', () => {
  expect(read(Sign, { kind: 'ferry', at: 3, more: 1 })).toEqual({ success: true, data: { kind: 'unknown', at: 3 }, skipped: 1 });
  expect(read(Sign, { kind: 'bus', at: null, note: 'wet' })).toEqual({ success: true, data: { kind: 'bus', at: null, note: 'wet' }, skipped: 0 });
});

test('what is no value of its kind at all is not read', () => {
  expect(read(Sign, { kind: 7, at: 3 }).success).toBe(false);
  expect(read(Sign, { kind: 'bus', at: 'three' }).success).toBe(false);
});

test('an item that cannot be read is left out of a list of things that stand by themselves, and takes any other list with it', () => {
  const raw = [{ kind: 'bus', at: 1 }, { shape: 'new' }, { kind: 'ferry', at: 2 }];
  expect(read(each(Sign), raw)).toMatchObject({ success: true, data: [{ at: 1 }, { kind: 'unknown', at: 2 }], skipped: 2 });
  expect(read(z.array(Sign), raw).success).toBe(false);
});

test('in a union what stands for the unreadable is taken only where no member fits', () => {
  const Body = orElse(z.discriminatedUnion('type', [z.object({ type: z.literal('a'), n: z.int() })]), () => ({ type: 'unknown' }));
  expect(read(Body, { type: 'a', n: 1 })).toEqual({ success: true, data: { type: 'a', n: 1 }, skipped: 0 });
  expect(read(Body, { type: 'b' })).toEqual({ success: true, data: { type: 'unknown' }, skipped: 1 });
});

test('what we send is held to the letter all the same', () => {
  expect(Sign.safeParse({ kind: 'unknown', at: 3 }).success).toBe(false);
  expect(RiderSyncAnswer.safeParse(rider.snapshot).success).toBe(false);
});

const answering = (status: number, body: unknown, skipped?: () => void) =>
  clientOf(riderOperations, () => Promise.resolve(Response.json(body, { status, headers: { 'retry-after': '7' } })), skipped);

test.each(problems)('a problem $code with status $status is treated by its status: $then', async ({ status, code, then }) => {
  const call = answering(status, { type: `urn:passaggio:problem:${code}`, title: code, status, code }, () => undefined);
  const cause: unknown = await call('riderMe', {}).catch((error: unknown) => error);
  expect(cause).toBeInstanceOf(ProblemError);
  const { problem, retryAfter } = cause as ProblemError;
  expect([problem.code, retryAfter, remedyOf(problem)]).toEqual(['unknown', 7, then]);
});

test('an answer that cannot be read was an answer: the command is not to be sent again', async () => {
  const ask = { id: 'ride-0009', serviceDate: '2026-11-27', site: 'tressanti', shiftStart: '06:00', boardingPlace: 'rotonda', trip: 'both' } as never;
  await expect(answering(200, rider.answer, () => undefined)('requestRide', { body: ask })).rejects.toBeInstanceOf(UnreadAnswer);
});

test('what can be chosen is read but for what is of a later release', async () => {
  const skipped = vi.fn();
  const { days, boardingPlaces, usual } = await answering(200, rider.choices, skipped)('choices', {});
  expect([days.length, boardingPlaces.length, usual?.trip, skipped.mock.calls.length]).toEqual([1, 1, 'unknown', 3]);
});

test('the events of every stream are told apart, though a page of riders reads some of them by themselves', () => {
  const [forecast, alarm] = pole.events;
  expect(read(StreamEvent, alarm)).toMatchObject({ data: { n: 2, body: { type: 'alarm', alarm: { kind: 'unknown', detail: '41 degrees' } } }, skipped: 1 });
  expect(read(StreamEvent, forecast)).toMatchObject({ data: { n: 1, body: { type: 'unknown' } }, skipped: 1 });
  expect(read(Snapshot, { of: 'run', run: null })).toMatchObject({ data: { of: 'run', run: null }, skipped: 0 });
});
