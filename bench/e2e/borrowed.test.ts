/** A phone that goes from hand to hand: what one rider leaves on it, the next must not find. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibility, openStage, riderSignIn, typeLogin, type Login, type Stage } from './stage.ts';
import { publishDay } from '../screens/rider/days.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterAll(() => stage.close());
/** The first test publishes a day: the others book the next. */
afterEach(() => {
  stage.time = Date.parse('2027-07-02T14:00:00Z');
});

const english = { language: 'English', mine: 'My phone', borrowed: 'Borrowed phone', next: 'Next person' };
const screen = (page: Page, name: string) => page.locator(`[data-screen="${name}"]`).waitFor();
const tap = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const nextPerson = (page: Page) => page.getByRole('button', { name: english.next, exact: true });

async function look(page: Page, name: string): Promise<void> {
  await stage.picture(page, name);
  expect(await accessibility(page), name).toEqual([]);
}

interface Phone {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** At the sign-in, with a clock that the test can put forward. */
async function phone(language = english.language): Promise<Phone> {
  const opened = await stage.browser();
  await opened.page.clock.install();
  await opened.page.goto(stage.origin);
  await opened.page.getByRole('button', { name: language, exact: true }).dblclick();
  await screen(opened.page, 'sign-in-number');
  return opened;
}

/** Of a new rider, on a phone that is asked whose it is. */
async function signedIn(whose = english.borrowed): Promise<Phone & { readonly login: Login }> {
  const [login] = await stage.enrol(1);
  const opened = await phone();
  await riderSignIn(opened.page, login!, whose);
  return { ...opened, login: login! };
}

async function book(page: Page): Promise<void> {
  await tap(page, 'Bus');
  await tap(page, /Borgo Tressanti/);
  await tap(page, /^Book/);
  await page.locator('article[data-state="accepted"]').waitFor();
}

/** The status of a question to the server with the session that a phone had. */
async function statusWith(cookie: string): Promise<number> {
  return (await fetch(`${stage.origin}/api/rider/session`, { headers: { cookie, origin: stage.origin } })).status;
}

async function sessionOf(context: BrowserContext): Promise<string> {
  const { value } = (await context.cookies()).find(({ name }) => name === '__Host-rider')!;
  return `__Host-rider=${value}`;
}

/** Everything that a script can find on the phone, and the cookies that it cannot see. */
async function foundOn({ page, context }: Phone): Promise<string> {
  const found = await page.evaluate(async () => {
    const records = async (name: string): Promise<unknown[]> => {
      const db = await new Promise<IDBDatabase>((done, fail) => {
        const request = indexedDB.open(name);
        request.addEventListener('success', () => done(request.result));
        request.addEventListener('error', () => fail(request.error ?? new Error(name)));
      });
      const all = [...db.objectStoreNames].map(
        (store) =>
          new Promise<unknown>((done) => {
            const request = db.transaction(store).objectStore(store).getAll();
            request.addEventListener('success', () => done(request.result));
          }),
      );
      const read = await Promise.all(all);
      db.close();
      return [name, ...read];
    };
    const cached = async (name: string): Promise<unknown[]> => {
      const cache = await caches.open(name);
      const pages = await Promise.all((await cache.keys()).map(async (request) => [request.url, await (await cache.match(request))?.text()]));
      return [name, ...pages];
    };
    const databases = (await indexedDB.databases()).map(({ name }) => records(name!));
    return JSON.stringify([
      document.cookie,
      document.documentElement.outerHTML,
      { ...localStorage },
      { ...sessionStorage },
      history.state,
      await Promise.all(databases),
      await Promise.all((await caches.keys()).map(cached)),
    ]);
  });
  return found + JSON.stringify(await context.cookies());
}

/** As a later release might keep a ride, beside what the driver's page keeps on the same origin. */
async function plant(page: Page, words: string): Promise<void> {
  await page.evaluate(async (kept) => {
    localStorage.setItem('a later release', kept);
    localStorage.setItem('driver.language', 'fr');
    sessionStorage.setItem('a later release', kept);
    await (await caches.open('rides')).put('/api/rider/rides', new Response(kept));
    for (const name of ['rides', 'passaggio-driver']) {
      await new Promise<void>((done) => {
        const request = indexedDB.open(name);
        request.addEventListener('upgradeneeded', () => request.result.createObjectStore('facts').put(name === 'rides' ? kept : 'a fact not sent', 1));
        request.addEventListener('success', () => {
          request.result.close();
          done();
        });
      });
    }
  }, words);
}

/** A push subscription that writes down when it is ended: Chromium under test has no push service. */
async function subscribed({ page, context }: Phone): Promise<() => boolean> {
  let isEnded = false;
  await context.exposeFunction('subscriptionEnded', () => {
    isEnded = true;
  });
  await context.addInitScript(() => {
    const { subscriptionEnded } = window as unknown as { subscriptionEnded: () => void };
    PushManager.prototype.getSubscription = () => Promise.resolve({ unsubscribe: () => Promise.resolve(subscriptionEnded()) } as never);
  });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return () => isEnded;
}

test('after the next person is called nothing of the ride is on a borrowed phone, nor behind Back, and the next sees only their own', async () => {
  const { page, context, login } = await signedIn();
  await book(page);
  await publishDay(stage, '2027-07-02');
  const card = page.locator('article[data-state="seat"]');
  await card.waitFor();
  await look(page, 'borrowed-seat');

  const { account } = (await page.evaluate(async () => (await fetch('/api/rider/session')).json())) as { account: string };
  const ride = (await card.getAttribute('data-ride'))!;
  const code = (await card.locator('button[data-code]').innerText()).slice(0, 4);
  const secrets = { number: login.number, account, ride, code: `code ${code}` };
  await plant(page, JSON.stringify(secrets));
  const ofRide = async () => {
    const found = await foundOn({ page, context });
    return Object.values(secrets).filter((secret) => found.includes(secret));
  };
  expect(await ofRide()).toEqual(Object.values(secrets));
  const isEnded = await subscribed({ page, context });
  const session = await sessionOf(context);
  await page.goto(`${stage.origin}/help`); // a second page in the history of the tab
  await tap(page, 'Back');

  await nextPerson(page).click();
  await screen(page, 'sign-in-number');
  expect(await ofRide()).toEqual([]);
  expect((await foundOn({ page, context })).includes('a fact not sent')).toBe(true);
  expect(await page.evaluate(() => [Object.keys(localStorage).toSorted(), Object.keys(sessionStorage)])).toEqual([['driver.language', 'language', 'seen'], []]);
  expect(await statusWith(session)).toBe(401);
  expect((await context.cookies()).map(({ name }) => name)).toEqual([]); // neither a session nor a known device
  expect(isEnded()).toBe(true);

  await page.goBack();
  await screen(page, 'sign-in-number');
  expect(await page.locator('article').count()).toBe(0);

  const [other] = await stage.enrol(1);
  await riderSignIn(page, other!, english.borrowed);
  await page.getByText('No ride yet').waitFor();
  stage.time = Date.parse('2027-07-02T14:00:00Z');
  await page.reload();
  await book(page);
  expect(await page.locator('article').count()).toBe(1);
  expect(await page.locator('article').getAttribute('data-ride')).not.toBe(ride);
  expect(await ofRide()).toEqual([]);
});

test('a borrowed phone signs out five minutes after the last tap', async () => {
  const { page, context } = await signedIn();
  const session = await sessionOf(context);
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  for (let i = 0; i < 3; i += 1) {
    await page.clock.fastForward('04:30');
    await page.getByRole('heading').click();
  }
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
  await page.reload(); // which is no tap
  await screen(page, 'home');
  await page.clock.fastForward('05:01');
  await screen(page, 'sign-in-number');
  expect(await statusWith(session)).toBe(401);
});

test('the question whose phone it is does not wait longer than a borrowed phone', async () => {
  const [login] = await stage.enrol(1);
  const { page } = await phone();
  await typeLogin(page, login!);
  await screen(page, 'whose-phone');
  await page.clock.fastForward('05:01');
  await screen(page, 'sign-in-number');
});

test('another language asks nothing anew: the question whose phone it is, and the ride on a borrowed one without signal', async () => {
  const [login] = await stage.enrol(1);
  const { page, context } = await phone();
  const language = async (from: string, to: string): Promise<void> => {
    await tap(page, from);
    await page.getByRole('button', { name: to, exact: true }).dblclick();
  };
  await typeLogin(page, login!);
  await screen(page, 'whose-phone');
  await language('Language', 'Français');
  await page.getByRole('button', { name: 'Téléphone emprunté' }).waitFor();
  await language('Langue', english.language);
  await tap(page, english.borrowed);
  await screen(page, 'home');
  await book(page);
  await context.setOffline(true);
  await language('Language', 'Français');
  await page.locator('article[data-state="accepted"]').waitFor();
});

test('a borrowed phone that slept, or was hidden, signs out as soon as it is looked at, and a reload does not help', async () => {
  const later = (page: Page) => page.evaluate(() => Date.now() + 6 * 60_000).then((at) => page.clock.setSystemTime(at)); // no timer runs
  const first = await signedIn();
  await later(first.page);
  expect(await first.page.locator('[data-screen="home"]').count()).toBe(1);
  await first.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await screen(first.page, 'sign-in-number');

  const second = await signedIn();
  const session = await sessionOf(second.context);
  await later(second.page);
  await second.page.reload();
  await screen(second.page, 'sign-in-number');
  expect(await statusWith(session)).toBe(401);

  const third = await signedIn();
  await later(third.page);
  await tap(third.page, 'Bus');
  await screen(third.page, 'sign-in-number');
});

test('whoever closes the tab of a borrowed phone and opens the app again is asked to sign in', async () => {
  const { page, context } = await signedIn();
  const session = await sessionOf(context);
  await page.close();
  const again = await context.newPage();
  await again.goto(stage.origin);
  await screen(again, 'sign-in-number');
  await expect.poll(() => statusWith(session)).toBe(401);
});

test('whoever signs in where an earlier hand left a session waits until that one has ended, and then has their own', async () => {
  const { page, context } = await signedIn();
  const before = await sessionOf(context);
  await page.close();
  const [login] = await stage.enrol(1);
  const asked: string[] = [];
  let end = (): void => undefined;
  const held = new Promise<void>((resolve) => (end = resolve));
  await context.route('**/api/rider/session', async (route) => {
    const method = route.request().method();
    asked.push(method);
    if (method === 'DELETE') await held;
    await route.continue();
  });
  const next = await context.newPage();
  await next.goto(stage.origin);
  await screen(next, 'sign-in-number');
  await typeLogin(next, login!);
  await expect.poll(() => asked).toContain('DELETE');
  await next.evaluate(() => fetch('/api/rider/session').then(() => undefined)); // after whatever the page has sent by now
  expect(asked).toEqual(['GET', 'DELETE', 'GET']);
  end();
  await next.getByRole('button', { name: english.borrowed, exact: true }).click();
  await screen(next, 'home');
  expect(asked[3]).toBe('POST');
  expect(await statusWith(before)).toBe(401);
  expect(await statusWith(await sessionOf(context))).toBe(200);
});

test('without signal the next person finds nothing either, and the session ends when the signal is back', async () => {
  const { page, context } = await signedIn();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await book(page);
  const session = await sessionOf(context);
  const ride = (await page.locator('article').getAttribute('data-ride'))!;
  await context.setOffline(true);
  await nextPerson(page).click();
  await screen(page, 'unread');
  expect(await foundOn({ page, context })).not.toContain(ride);
  await context.setOffline(false);
  await tap(page, 'Try again');
  await screen(page, 'sign-in-number');
  expect(await statusWith(session)).toBe(401);
});

test('one’s own phone keeps the session, and is wiped like a borrowed one on leaving', async () => {
  const { page, context, login } = await signedIn(english.mine);
  expect(await page.evaluate(() => localStorage.getItem('phone'))).toBe('mine');
  await book(page);
  expect(await nextPerson(page).count()).toBe(0);
  await page.clock.fastForward('30:00');
  await page.close();
  const again = await context.newPage();
  await again.goto(stage.origin);
  await again.locator('article[data-state="accepted"]').waitFor();

  const ride = (await again.locator('article').getAttribute('data-ride'))!;
  const session = await sessionOf(context);
  await plant(again, JSON.stringify([login.number, ride]));
  await tap(again, 'Leave quickly');
  await screen(again, 'clock');
  await expect.poll(() => statusWith(session)).toBe(401);
  await expect.poll(() => again.evaluate(() => Object.keys(localStorage).toSorted())).toEqual(['driver.language', 'language', 'seen']);
  const found = await foundOn({ page: again, context });
  expect([login.number, ride].filter((secret) => found.includes(secret))).toEqual([]);
  await again.goto(stage.origin);
  await screen(again, 'sign-in-number');
  await riderSignIn(again, login, english.borrowed); // asked anew
  await nextPerson(again).waitFor();
});

test('a page out of the browser’s memory shows nothing before it has asked anew who it is', async () => {
  const { page } = await signedIn();
  await page.evaluate(() => {
    Object.assign(window, { isSamePage: true });
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  });
  expect(await page.locator('#root').isVisible()).toBe(false);
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await page.waitForFunction(() => !('isSamePage' in window));
  await screen(page, 'home');
});

test('the question and its answer are said by voice, and fit a small phone in Italian and Arabic', async () => {
  for (const [language, borrowed, code] of [
    ['Italiano', 'Telefono in prestito', 'it'],
    ['العربية', 'هاتف مستعار', 'ar'],
  ] as const) {
    const [login] = await stage.enrol(1);
    const { page } = await phone(language);
    const clips: string[] = [];
    await page.exposeFunction('heard', (clip: string) => clips.push(clip));
    await page.evaluate(() => {
      document.addEventListener('passaggio:clip', (event) => {
        const { clip, language: heard, how } = (event as CustomEvent<{ clip: string; language: string; how: string }>).detail;
        (window as unknown as { heard: (line: string) => void }).heard(`${clip} ${heard} ${how}`);
      });
    });
    await typeLogin(page, login!);
    await screen(page, 'whose-phone');
    await look(page, `whose-phone-${code}`);
    await page.locator('[data-speaker]').click();
    const said = (clip: string) => expect.poll(() => clips, { timeout: 20_000 }).toContain(`${clip} ${code} recording`);
    await said('w.phone.why');
    expect(clips).toContain(`w.phone.title ${code} recording`);
    await tap(page, borrowed); // says it
    await said('w.phone.borrowed');
    await tap(page, borrowed);
    await screen(page, 'home');
    await page.locator('[data-speaker]').click();
    await page
      .getByText(/0 €|Bus|حافلة/)
      .first()
      .waitFor();
    for (const height of [568, 512]) {
      await page.setViewportSize({ width: 360, height });
      await look(page, `borrowed-home-${code}-${height}`);
    }
  }
});

test('no page asks anything of another origin, and the content security policy has nothing to report', () => {
  expect(stage.strayed).toEqual([]);
});
