/** What a server of a later release sends (contracts/future), read as the staff console reads it: no alarm is hidden, no day lost. */
import future from '@passaggio/contracts/future/pole';
import { clientOf, staffOperations, StreamEvent, SyncAnswer, tolerant, type EventBody } from '@passaggio/contracts';
import { openLive, type LinkHears } from '@passaggio/ui';
import { expect, test, vi } from 'vitest';
import { demandOf, withEvent } from './reduce.ts';

test('the console shows the day of a later release: alarms and people of unknown kinds stay in sight, and the stream goes on', async () => {
  const skip = vi.fn();
  const call = clientOf(staffOperations, () => Promise.resolve(Response.json(future.day)), skip);
  const day = await call('viewDay', { params: { pole: 'foggia' as never, serviceDate: '2026-11-27' as never } });
  expect(day.head.phase).toBe('unknown');
  expect(day.alarms.map(({ kind, state, detail }) => [kind, state, detail])).toEqual([
    ['run-late', 'open', 'bus 7'],
    ['unknown', 'open', 'water on the SP 77'],
    ['run-late', 'unknown', 'bus 7'],
  ]);
  expect(day.people.map(({ ride, state, outbound }) => [ride, state, outbound?.state])).toEqual([
    ['ride-0001', 'seat', 'planned'],
    ['ride-0002', 'unknown', 'planned'],
    ['ride-0003', 'seat', 'unknown'],
  ]);
  expect(day.runs.map(({ state, stops }) => [state, stops.map(({ kind }) => kind)])).toEqual([['unknown', ['boarding', 'unknown', 'site']]]);
  expect(demandOf(day.people)).toMatchObject([{ seated: 2, waiting: 1 }]);
  expect(skip.mock.calls.length).toBeGreaterThanOrEqual(8);

  const heard: { socket?: LinkHears; bodies: EventBody[]; link?: string } = { bodies: [] };
  const live = openLive({
    door: 'staff',
    schemas: { event: tolerant(StreamEvent, skip), answer: tolerant(SyncAnswer, skip) },
    open: (_, hears) => {
      heard.socket = hears;
      return Promise.reject(new Error('no socket here'));
    },
    overHttp: () => Promise.resolve(tolerant(SyncAnswer, skip).parse({ sync: 'events', epoch: 'e', last: 4, now: 1, build: 'later', events: future.events })),
    after: () => () => undefined,
    contact: () => undefined,
    link: (link) => (heard.link = link),
    ended: () => undefined,
  });
  live.follow('pole:foggia', { snapshot: () => undefined, events: (bodies) => heard.bodies.push(...bodies) });
  await vi.waitFor(() => expect(heard.bodies).toHaveLength(3));
  const later = heard.bodies.reduce(withEvent, day);
  expect(later.alarms.at(-1)).toMatchObject({ kind: 'unknown', detail: '41 degrees' });
  expect(later.people.at(-1)).toMatchObject({ ride: 'ride-0004', state: 'unknown' });
  expect(heard.link).toBe('live');
});
