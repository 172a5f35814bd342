import { DAY, HOUR } from '@passaggio/contracts';
import { random } from '@passaggio/fixtures';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hasher } from '../../server/src/ports/hasher.ts';
import { limits } from '../../server/src/domain/accounts/tries.ts';
import { secretsFrom } from '../../server/src/usecases/accounts/secrets.ts';
import { DRIVER, OPERATOR, openStage, type Browser, type Stage } from './stage.ts';

let stage: Stage;
/** What is measured is how many tries are judged, not what one costs. */
const quick: Hasher = { hash: (secret) => Promise.resolve(`hash ${secret}`), verify: (hash, secret) => Promise.resolve(hash === `hash ${secret}`) };
beforeAll(async () => {
  stage = await openStage(34, (ports) => ({ ...ports, hasher: quick }));
});
afterAll(() => stage.close());

const WRONG = '0001';
const attempt = async (from: Browser, path: string, body: object): Promise<string> => {
  const response = await from.send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return response.status === 200 ? 'in' : ((await response.json()) as { code: string }).code;
};
const byNumber = (from: Browser, number: string, pin: string) => attempt(from, '/api/rider/session', { number, pin });
const byCard = (from: Browser, card: string, pin: string) => attempt(from, '/api/rider/card', { card, pin });
const count = (answers: readonly string[], code: string) => answers.filter((one) => one === code).length;

/** Tries with random numbers and PINs from many addresses, so many at once. @returns what became of them */
async function blindly(tries: number, seed: number, atOnce = 40): Promise<string[]> {
  const draw = random(`guesses ${seed}`);
  const bots = Array.from({ length: 400 }, (_, i) => stage.browser(`198.51.${Math.floor(i / 200)}.${i % 200}`));
  const answers: string[] = [];
  for (let i = 0; i < tries; i += atOnce) {
    const digits = (length: number) => String(draw.int(0, 10 ** length - 1)).padStart(length, '0');
    answers.push(...(await Promise.all(Array.from({ length: atOnce }, () => byNumber(draw.pick(bots), digits(8), digits(4))))));
  }
  return answers;
}

test('who knows a number gets ten PINs tried, from forty addresses at once; its owner’s phone, session and card go on', async () => {
  const { number, pin, card } = stage.riders[0]!;
  const phone = stage.browser();
  expect(await byNumber(phone, number, pin)).toBe('in');
  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => byNumber(stage.browser(`203.0.113.${i}`), number, WRONG)));
  expect([count(answers, 'wrong-number-or-pin'), count(answers, 'card-or-staff')]).toEqual([10, 30]);
  expect(await byNumber(stage.browser('203.0.113.99'), number, pin)).toBe('card-or-staff');
  expect((await phone.call('riderMe', {})).role).toBe('rider');
  expect(await byNumber(phone, number, pin)).toBe('in');
  expect(await byCard(stage.browser('203.0.113.98'), card, pin)).toBe('in');
});

test('blind tries of four hundred addresses: the rate that the site lets through opens less than one account in ten million tries', async () => {
  const [first, hourLater] = [await blindly(1_200, 1), ((stage.time += HOUR), await blindly(720, 2))];
  const judged = [first, hourLater].map((answers) => count(answers, 'wrong-number-or-pin') + count(answers, 'in'));
  expect([...first, ...hourLater]).not.toContain('in');
  expect(judged[0]).toBeLessThanOrEqual(1_000 + 40); // the budget, and those at once that were judged together
  expect(judged[1]).toBeLessThanOrEqual(500 + 40);
  expect(count(hourLater, 'too-many-tries')).toBeGreaterThan(0);
  // 30,000 accounts with the product's own numbers and PINs: tries that would have opened one, by the guesser's best choice of PIN
  const { credentials } = secretsFrom('a secret of thirty thousand accounts');
  const ofPin = new Map<string, number>();
  for (let i = 0; i < 30_000; i += 1) {
    const { pin } = credentials('enrol', i, 0);
    ofPin.set(pin, (ofPin.get(pin) ?? 0) + 1);
  }
  const mean = 30_000 / ofPin.size;
  expect(Math.max(...ofPin.values())).toBeLessThan(mean + 7 * Math.sqrt(mean)); // no PIN that is worth trying first
  const opened = mean / 10 ** 8;
  expect(opened * 10_000_000).toBeLessThan(1);
  const aYear = judged[1]! * (DAY / HOUR) * 365 * opened;
  expect(aYear).toBeLessThan(0.2); // accounts
}, 150_000);

test('while the site’s budget is spent, whoever is known or holds a card signs in; others hear when to come back, and get in then', async () => {
  const { number, pin, card } = stage.riders[1]!;
  for (let seed = 3; count(await blindly(200, seed), 'too-many-tries') === 0; seed += 1);
  const stranger = stage.browser('203.0.113.7');
  const late = stage.riders[3]!;
  const body = JSON.stringify({ number: late.number, pin: late.pin });
  const refused = await stranger.send('/api/rider/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([429, 'too-many-tries']);
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeLessThan(10 * 60);
  const phone = stage.browser('203.0.113.8');
  expect(await byCard(phone, card, pin)).toBe('in');
  expect(await byNumber(phone, number, pin)).toBe('in'); // known by now
  expect(await attempt(stranger, '/api/driver/session', DRIVER)).toBe('in'); // new phones of drivers and staff are not held up by it
  expect(await attempt(stage.browser('203.0.113.9'), '/api/staff/session', OPERATOR)).toBe('in');
  stage.time += wait * 1_000;
  expect(await byNumber(stranger, late.number, late.pin)).toBe('in');
}, 150_000);

test('who photographed thirty cards has twenty tries at each in thirty days, and thirty an hour from one address; their owners get in', async () => {
  stage.time += DAY;
  const cards = stage.riders.slice(4, 34);
  const [owner, phone] = [cards[0]!, stage.browser('203.0.113.30')];
  expect(await byNumber(phone, owner.number, owner.pin)).toBe('in');
  const here = stage.browser('203.0.113.40');
  const hour: string[] = [];
  for (let i = 0; i < 90; i += 10) hour.push(...(await Promise.all(Array.from({ length: 10 }, (_, k) => byCard(here, cards[(i + k) % 30]!.card, WRONG)))));
  const free = 30 + 10; // each card's first failure of the month, and those at once that were judged together
  expect(count(hour, 'wrong-number-or-pin')).toBeLessThanOrEqual(limits.cardAddress.tries + free);
  let judged = count(hour, 'wrong-number-or-pin');
  for (let day = 0; day < 5; day += 1) {
    stage.time += DAY;
    for (const [i, { card }] of cards.entries())
      judged += count(await Promise.all(Array.from({ length: 10 }, () => byCard(stage.browser(`198.18.${day}.${i}`), card, WRONG))), 'wrong-number-or-pin');
  }
  expect(judged).toBeLessThanOrEqual(30 * limits.cardMonth.tries);
  expect(await byCard(stage.browser('203.0.113.41'), owner.card, owner.pin)).toBe('card-or-staff');
  expect(await byNumber(phone, owner.number, owner.pin)).toBe('in');
  expect(await byNumber(stage.browser('203.0.113.42'), owner.number, owner.pin)).toBe('in');
}, 150_000);

test('who found a phone has twenty tries in thirty days; its owner gets in on another', async () => {
  stage.time += 30 * DAY;
  const { number, pin } = stage.riders[1]!;
  const found = stage.browser('203.0.113.50');
  expect(await byNumber(found, number, pin)).toBe('in');
  let judged = 0;
  for (let day = 0; day < 29; day += 1) {
    const answers = await Promise.all(Array.from({ length: 12 }, () => byNumber(found, number, WRONG)));
    judged += count(answers, 'wrong-number-or-pin');
    stage.time += DAY;
  }
  expect(judged).toBe(limits.deviceMonth.tries);
  expect(await byNumber(stage.browser('203.0.113.51'), number, pin)).toBe('in');
}, 150_000);

test('an operator who tries numbers, forty at once by two commands, is told nothing after twenty, and the pole is told', async () => {
  const { call, send } = await stage.as('operator');
  const draw = random('an operator guesses');
  const known = stage.riders[0]!.number;
  const ask = async (i: number): Promise<string> => {
    const rider = i === 399 ? known : String(draw.int(0, 10 ** 8 - 1)).padStart(8, '0');
    const wish = { serviceDate: '2027-09-01', site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both', override: false };
    const [path, body] = i % 2 === 0 ? ['rides', { id: `guess-ride-${i}`, rider, ...wish }] : ['cards', { id: `guess-card-${i}`, rider, lost: true }];
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await send(`/api/staff/poles/foggia/${path}`, init);
    if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    return response.ok ? 'hit' : ((await response.json()) as { code: string }).code;
  };
  const answers: string[] = [];
  for (let i = 0; i < 400; i += 40) answers.push(...(await Promise.all(Array.from({ length: 40 }, (_, k) => ask(i + k)))));
  expect(count(answers, 'unknown-rider')).toBe(limits.misses.tries);
  expect(count(answers, 'too-many-requests')).toBe(400 - limits.misses.tries);
  const serviceDate = new Date(stage.time).toISOString().slice(0, 10) as never;
  const { alarms } = await call('viewDay', { params: { pole: 'foggia' as never, serviceDate } });
  expect(alarms.filter(({ about }) => about === 'number-guessing')).toHaveLength(1);
}, 150_000);

test('a cookie of another phone, or made up, makes nobody known', async () => {
  const { number, pin } = stage.riders[0]!;
  const neighbour = stage.browser('203.0.113.20');
  stage.time += DAY;
  await byNumber(neighbour, stage.riders[2]!.number, stage.riders[2]!.pin);
  for (let i = 0; i < 10; i += 1) await byNumber(stage.browser('203.0.113.21'), number, WRONG);
  expect(await byNumber(neighbour, number, pin)).toBe('card-or-staff');
  const made = {
    method: 'POST',
    body: JSON.stringify({ number, pin }),
    headers: { 'content-type': 'application/json', cookie: `__Host-device=${'x'.repeat(43)}` },
  };
  expect((await stage.browser('203.0.113.22').send('/api/rider/session', made)).status).toBe(429);
});
