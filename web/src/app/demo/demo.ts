/** The demo's controls as the server tells them, and the three people, signed in on this browser. */
import { client, DemoState, ProblemError, type Call, type DemoLogin, type DemoReady } from '@passaggio/contracts';
import type { LanguageCode } from '@passaggio/ui';

const call: Call = client((path, init) => fetch(path, { ...init, credentials: 'same-origin' }));

/** @throws where the server does not answer */
export async function readState(): Promise<DemoState> {
  return DemoState.parse(await (await fetch('/demo/state')).json());
}

/** @throws where the server does not answer */
export async function play(speed: number): Promise<DemoState> {
  const response = await fetch('/demo/play', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ speed }) });
  return DemoState.parse(await response.json());
}

/** The three pages keep their language under names of their own. */
export function speak(language: LanguageCode): void {
  for (const key of ['language', 'driver.language', 'console-language']) localStorage.setItem(key, language);
  localStorage.setItem('seen', '1'); // the ride itself, and not the rider's first pictures
}

/** One browser holds the three sessions: each door has a cookie of its own. Whoever is signed in already stays. */
export async function signIn({ people }: DemoReady): Promise<void> {
  localStorage.setItem('phone', 'mine'); // a borrowed one would sign out while the day is watched
  const body = ({ number, pin }: DemoLogin) => ({ body: { number: number as never, pin: pin as never } });
  await call('riderSignIn', body(people.rider));
  await call('driverSignIn', body(people.driver));
  await call('staffSignIn', body(people.staff));
}

/** Whoever watches has the rider's phone in the hand, though the day goes by at another pace: its session is not locked. */
export async function stayUnlocked({ people }: DemoReady): Promise<void> {
  localStorage.removeItem('lock.seen');
  try {
    await call('riderKeepOpen', {});
  } catch (cause) {
    if (!(cause instanceof ProblemError)) throw cause;
    await call('riderUnlock', { body: { pin: people.rider.pin as never } }).catch(() => undefined); // it has ended: whoever looks at the sessions signs in anew
  }
}

/** Whether all three sessions go on: they end by the product's clock, which is played. */
export async function signedIn(): Promise<boolean> {
  try {
    await Promise.all([call('riderMe', {}), call('driverMe', {}), call('staffMe', {})]);
    return true;
  } catch (cause) {
    if (cause instanceof ProblemError && cause.problem.code === 'not-signed-in') return false;
    throw cause;
  }
}
