import { expect, test } from 'vitest';
import { HasherBusy, type Lane } from '../../ports/hasher.ts';
import { openLanes } from './lanes.ts';

const RULES = {
  known: { share: 8, most: 400 },
  card: { share: 4, most: 400 },
  'staff-stranger': { share: 2, most: 400 },
  'rider-stranger': { share: 2, most: 400 },
  bulk: { share: 1, most: 1_000 },
};

/** Two places where each piece of work takes one turn, and ends when the turn is over. */
function machine(rules: Parameters<typeof openLanes>[0] = RULES) {
  const inTurn = openLanes(rules, 2);
  const done: string[] = [];
  let ends: (() => void)[] = [];
  const send = (lane: Lane, name: string = lane) =>
    inTurn(lane, () => {
      done.push(name);
      return new Promise<void>((end) => ends.push(end));
    });
  const turn = async () => {
    const now = ends;
    ends = [];
    for (const end of now) end();
    await new Promise(setImmediate);
  };
  return { send, turn, done };
}

/** Turns that each of a hundred sign-ins waits, one coming with each turn. */
async function waits(lane: Lane, enrolments: number): Promise<number[]> {
  const { send, turn, done } = machine();
  for (let i = 0; i < enrolments * 200; i += 1) void send('bulk');
  const waited: number[] = [];
  const coming: { readonly name: string; readonly since: number }[] = [];
  for (let now = 0; now < 110; now += 1) {
    if (now < 100) {
      coming.push({ name: `sign-in ${now}`, since: now });
      void send(lane, `sign-in ${now}`);
    }
    await turn();
    while (coming.length > 0 && done.includes(coming[0]!.name)) waited.push(now - coming.shift()!.since);
  }
  return waited;
}

test.each(['known', 'card', 'staff-stranger', 'rider-stranger'] as const)(
  'beside four enrolments of 200 a sign-in by %s waits for what is being computed at that moment, and no longer',
  async (lane) => {
    const [alone, beside] = [await waits(lane, 0), await waits(lane, 4)];
    expect([alone.length, beside.length]).toEqual([100, 100]);
    expect(Math.max(...beside) - Math.max(...alone)).toBeLessThanOrEqual(1); // the turn that is under way
  },
);

test('of those who wait, known devices go first, then cards, strangers of staff, strangers of riders, and what staff do in bulk', async () => {
  const { send, turn, done } = machine();
  for (const lane of ['bulk', 'bulk', 'bulk', 'rider-stranger', 'staff-stranger', 'card', 'known'] as const) void send(lane);
  while (done.length < 7) await turn();
  expect(done.slice(2)).toEqual(['known', 'card', 'staff-stranger', 'rider-stranger', 'bulk']);
});

test('a full lane starves none: where all wait, each gets its share of the turns', async () => {
  const { send, turn, done } = machine();
  for (let i = 0; i < 200; i += 1) for (const lane of Object.keys(RULES) as Lane[]) void send(lane);
  while (done.length < 170) await turn();
  const counts = Object.keys(RULES).map((lane) => done.slice(0, 170).filter((one) => one === lane).length);
  expect(counts.map((count) => Math.round(count / 10))).toEqual([8, 4, 2, 2, 1]);
});

test('a lane that is full turns away its own alone', async () => {
  const { send, turn, done } = machine({ ...RULES, 'rider-stranger': { share: 2, most: 3 }, bulk: { share: 1, most: 3 } });
  const refused: Lane[] = [];
  const all = (['bulk', 'rider-stranger', 'staff-stranger', 'card', 'known'] as const).flatMap((lane) =>
    Array.from({ length: 10 }, () => send(lane).catch((cause: unknown) => void refused.push((cause as HasherBusy).lane))),
  );
  while (done.length < 50 - 5 - 7) await turn();
  await turn();
  await Promise.all(all);
  expect(refused.filter((lane) => lane === 'bulk')).toHaveLength(5); // two are computed and three wait
  expect(refused.filter((lane) => lane === 'rider-stranger')).toHaveLength(7);
  expect(refused).toHaveLength(12);
});

test('work that fails gives its place back', async () => {
  const inTurn = openLanes(RULES, 1);
  await expect(inTurn('known', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await inTurn('bulk', () => Promise.resolve('done'))).toBe('done');
});
