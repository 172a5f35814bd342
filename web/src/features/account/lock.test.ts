import { MINUTE, NoAnswer, ProblemError, type Me, type Pin, type ProblemCode } from '@passaggio/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lock } from './lock.ts';
import { unlock, type UnlockNeeds } from './unlock.ts';

const stored = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => void stored.set(key, value),
  removeItem: (key: string) => void stored.delete(key),
});
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => {
  vi.useRealTimers();
  stored.clear();
});

const PIN = '4826' as Pin;
const numbered = (n: number) => String(n).padStart(4, '0') as Pin;
const problem = (status: number, code: ProblemCode, retryAfter?: number) => new ProblemError({ type: 'about:blank', title: code, status, code }, retryAfter);
const me = { account: 'rider-1' } as Me;
const server = (answer: () => Promise<Me>, change: Partial<UnlockNeeds> = {}): UnlockNeeds => ({
  call: answer as UnlockNeeds['call'],
  isOnline: () => true,
  isOwn: () => true,
  after: () => () => undefined,
  ...change,
});
const away = server(() => Promise.reject(new NoAnswer('away')));
/** The first PINs from `from` on that the phone's own check does not pass. */
async function wrongOnes(count: number): Promise<Pin[]> {
  const kept = new Map(stored);
  const found: Pin[] = [];
  for (let n = 0; found.length < count; n += 1) {
    if ((await lock.passes(numbered(n))) === false) found.push(numbered(n));
    for (const [key, value] of kept) stored.set(key, value);
  }
  return found;
}

test('what the phone keeps passes about one PIN in sixteen: whoever takes it apart does not find the PIN, and its rider still opens', async () => {
  vi.spyOn(crypto, 'getRandomValues').mockImplementationOnce((bytes) => bytes); // one salt, so that the count is always the same
  await lock.learn(PIN);
  expect(JSON.parse(stored.get('lock.check')!)).toEqual({ salt: expect.stringMatching(/^[0-9a-f]{32}$/), check: expect.any(Number), wrong: 0 });
  const kept = stored.get('lock.check')!;
  const guesses = await Promise.all(Array.from({ length: 48 }, (_, n) => lock.passes(numbered(n * 208))));
  stored.set('lock.check', kept);
  const passing = guesses.filter((passed) => passed === true).length;
  expect(passing).toBeGreaterThan(0); // 3 of 48 expected
  expect(passing).toBeLessThan(10);
  expect(await unlock(PIN, away)).toEqual({ opened: true });
}, 60_000);

test('three wrong PINs without signal, over reloads and whatever the clock says, and only the server opens', async () => {
  await lock.learn(PIN);
  for (const wrong of await wrongOnes(3)) expect(await unlock(wrong, away)).toEqual({ opened: false, why: 'lock.wrong' });
  vi.setSystemTime(Date.now() + 600 * MINUTE);
  expect(await unlock(PIN, away)).toEqual({ opened: false, why: 'lock.signal' });
  expect(
    await unlock(
      PIN,
      server(() => Promise.resolve(me)),
    ),
  ).toEqual({ opened: true, me });
  expect(await unlock(PIN, away)).toEqual({ opened: true });
});

test('with signal the server alone says what is right, also where the phone’s own check would pass', async () => {
  await lock.learn(PIN);
  expect(
    await unlock(
      PIN,
      server(() => Promise.reject(problem(401, 'wrong-number-or-pin'))),
    ),
  ).toEqual({ opened: false, why: 'lock.wrong', retryAfter: undefined });
  expect(
    await unlock(
      PIN,
      server(() => Promise.reject(problem(429, 'card-or-staff', 60))),
    ),
  ).toEqual({
    opened: false,
    why: 'problem.card-or-staff',
    retryAfter: 60,
  });
  expect(
    await unlock(
      PIN,
      server(() => Promise.reject(problem(503, 'store-away', 5))),
    ),
  ).toEqual({ opened: true }); // a server that cannot look is as one that is away
});

test('a server that does not answer in time is not waited for by somebody at the bus stop', async () => {
  await lock.learn(PIN);
  const never = new Promise<Me>(() => undefined);
  expect(
    await unlock(
      PIN,
      server(() => never, { after: (_, act) => (act(), () => undefined) }),
    ),
  ).toEqual({ opened: true });
});

test('the same PIN keeps its check, so that no second salt tells more; another one has another', async () => {
  await lock.learn(PIN);
  const first = stored.get('lock.check');
  await lock.learn(PIN);
  expect(stored.get('lock.check')).toBe(first);
  const [other] = await wrongOnes(1);
  await lock.learn(other!);
  expect(stored.get('lock.check')).not.toBe(first);
});

test('a borrowed phone keeps nothing, and what an earlier release kept of the PIN goes', async () => {
  stored.set('lock', '{"salt":"00","hash":"ff","wrong":0,"until":0}');
  lock.forgetOld();
  await unlock(
    PIN,
    server(() => Promise.resolve(me), { isOwn: () => false }),
  );
  expect([...stored]).toEqual([]);
  expect(await unlock(PIN, away)).toEqual({ opened: false, why: 'lock.signal' });
});

test('it is shut after five minutes away, at a clock put back, and where the server has locked the session', () => {
  expect(lock.isShut()).toBe(false); // nobody was ever here
  lock.touch();
  vi.setSystemTime(Date.now() + 5 * MINUTE - 1);
  expect(lock.isShut()).toBe(false);
  vi.setSystemTime(Date.now() + 1);
  expect(lock.isShut()).toBe(true);
  lock.touch();
  vi.setSystemTime(Date.now() - 1);
  expect(lock.isShut()).toBe(true);
  lock.touch();
  lock.shut();
  expect(lock.isShut()).toBe(true);
});
