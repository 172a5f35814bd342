import { beforeEach, expect, test } from 'vitest';
import { HOUR, type EpochMs, type RideCard, type StreamEvent } from '@passaggio/contracts';
import { openLockedView } from './lockedView.ts';

const NOON = Date.UTC(2027, 6, 1, 12);
const stream = 'rider:amina';

const ride = (id: string, date: string, state: RideCard['state']): RideCard => {
  const shiftStart = (Date.parse(`${date}T04:00Z`) + (id.endsWith('-late') ? HOUR : 0)) as EpochMs;
  const shown = { ride: id, serviceDate: date, state, shiftStart, shiftEnd: (shiftStart + 8 * HOUR) as EpochMs, askedAt: NOON, code: '4711', outbound: null };
  return { pole: 'foggia', site: { id: 's', name: 'Tressanti' }, return: null, reason: null, stillHere: null, ...shown } as unknown as RideCard;
};

let now: number;
let epoch: string;
/** What happened to the rider, the first of them number 1; those up to `purged` are gone. */
let events: RideCard[];
let purged: number;
/** Times that the rider's days were read. */
let reads: number;

beforeEach(() => ([now, epoch, events, purged, reads] = [NOON, 'now', [], 0, 0]));

const at = (n: number): StreamEvent => ({ stream, epoch, n, at: NOON, body: { v: 1, type: 'card', card: events[n - 1]! } }) as StreamEvent;
const view = () =>
  openLockedView({
    clock: { now: () => now as EpochMs },
    store: {
      streams: {
        epoch: () => Promise.resolve(epoch),
        bounds: () => Promise.resolve({ first: purged + 1, last: events.length }),
        after: (_, after, limit) =>
          Promise.resolve(
            events
              .map((_card, i) => at(i + 1))
              .filter(({ n }) => n > Math.max(after, purged))
              .slice(0, limit),
          ),
      },
    },
    snapshotOf: () => {
      reads += 1;
      return Promise.resolve({ of: 'rider', cards: [...new Map(events.map((card) => [card.ride, card])).values()] });
    },
  });
const frontOf = (answer: Awaited<ReturnType<ReturnType<typeof view>['sync']>>) => ({
  last: answer.last,
  front: (answer as never as { snapshot: { cards: RideCard[] } }).snapshot.cards.map(({ ride: id, state }) => `${id} ${state}`),
});

test('the days of a rider are read once; after that each event says what stands in front', async () => {
  const { event, sync } = view();
  events = [ride('friday', '2027-07-02', 'asked')];
  expect(await event(at(1))).toMatchObject({ n: 1, epoch: 'now~', body: { card: { ride: 'friday', code: null, reduced: true } } });
  events.push(ride('saturday', '2027-07-03', 'asked'));
  expect(await event(at(2))).toBeUndefined();
  events.push(ride('friday', '2027-07-02', 'cancelled'));
  expect(await event(at(3))).toBeUndefined(); // saturday stands in front now
  events.push(ride('saturday', '2027-07-03', 'waiting'));
  expect(await event(at(4))).toMatchObject({ n: 4, body: { card: { ride: 'saturday', state: 'waiting', site: { name: '' } } } });
  expect(frontOf(await sync(stream))).toEqual({ last: 4, front: ['saturday waiting'] });
  expect(reads).toBe(1);
});

test('whoever asks is told what the events in between made, without the days being read again; time alone changes what stands in front', async () => {
  const { sync } = view();
  events = [ride('friday', '2027-07-02', 'asked')];
  expect(frontOf(await sync(stream))).toEqual({ last: 1, front: ['friday asked'] });
  events.push(ride('friday', '2027-07-02', 'refused'), ride('friday-late', '2027-07-02', 'accepted'), ride('sunday', '2027-07-04', 'accepted'));
  expect(frontOf(await sync(stream))).toEqual({ last: 4, front: ['friday-late accepted'] });
  now = Date.UTC(2027, 6, 3, 12);
  expect(frontOf(await sync(stream))).toEqual({ last: 4, front: ['sunday accepted'] });
  expect(reads).toBe(1);
});

test('an event that was in what was read already is told as it is, and one that was missed is not left out', async () => {
  const { event } = view();
  events = [
    ride('friday', '2027-07-02', 'asked'),
    ride('friday', '2027-07-02', 'waiting'),
    ride('thursday', '2027-07-01', 'asked'),
    ride('friday', '2027-07-02', 'accepted'),
  ];
  expect(await event(at(1))).toBeUndefined(); // thursday's is in front, by what was read
  expect(await event(at(2))).toBeUndefined();
  expect(await event(at(4))).toBeUndefined();
  events.push(ride('thursday', '2027-07-01', 'refused'), ride('friday', '2027-07-02', 'seat'));
  expect(await event(at(6))).toMatchObject({ body: { card: { ride: 'friday', state: 'seat' } } }); // the fifth came by no socket
  expect(reads).toBe(1);
});

test.each([
  ['of another epoch', () => (epoch = 'after a restore')],
  ['with events purged since', () => (purged = 2)],
  ['far behind', () => events.push(...Array.from({ length: 60 }, () => ride('saturday', '2027-07-03', 'waiting')))],
])('cards %s are read again', async (_, happens) => {
  const { sync } = view();
  events = [ride('friday', '2027-07-02', 'asked')];
  await sync(stream);
  events.push(ride('saturday', '2027-07-03', 'asked'), ride('friday', '2027-07-02', 'cancelled'));
  happens();
  expect(frontOf(await sync(stream))).toMatchObject({ last: events.length, front: [`saturday ${events.at(-1)!.ride === 'saturday' ? 'waiting' : 'asked'}`] });
  expect(reads).toBe(2);
});
