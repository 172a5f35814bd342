/** From a new phone to home: language, first pictures, practice, signing in, whose phone it is. */
import type { Page } from 'playwright-core';
import { fresh, typeLogin, type Login, type Stage } from '../../e2e/stage.ts';
import type { Album } from '../album.ts';
import { card, farms, forward, icon, keys, screen, signInAs } from './steps.ts';

export async function opening(stage: Stage, page: Page, album: Album): Promise<void> {
  const [login] = (await stage.enrol(1)) as [Login];
  await album.shoot('language', 'first', async (one) => {
    await one.evaluate(() => localStorage.removeItem('language'));
    await one.reload();
    await screen(one, 'language');
  });
  await firstTime(stage, album);
  await signingIn(stage, page, album, login);
  await signInAs(page, stage, login);
  await album.shoot('home', 'empty', (one) => one.locator('[data-state="empty"]').waitFor());
  await album.shoot('language', 'chosen', (one) => icon(one, 'language'));
  await stage.setUp({ dispatch: '+390881000000' });
  stage.time = Date.parse('2027-07-02T17:00:00Z'); // Friday evening
  await album.shoot('help', 'closed', (one) => icon(one, 'help'));
  stage.time = Date.parse('2027-07-02T04:00:00Z');
  await album.shoot('help', 'dawn', (one) => icon(one, 'help'));
  stage.time = Date.parse('2027-07-01T10:00:00Z');
  await album.shoot('help', 'open', (one) => icon(one, 'help'));
  stage.time = Date.parse('2027-07-01T14:00:00Z');
  await album.shoot('help', 'danger', async (one) => (await icon(one, 'help'), await icon(one, 'warning'), await screen(one, 'danger')));
  await account(album, login);
  await album.shoot('clock', 'left', (one) => one.goto(`${stage.origin}/clock`));
}

async function firstTime(stage: Stage, album: Album): Promise<void> {
  const pictures = ['free', 'book', 'bus', 'seen', 'leave'];
  const turnTo = (at: number) => async (one: Page) => {
    await one.goto(`${stage.origin}/first`);
    for (let i = 0; i < at; i += 1) await forward(one);
    await screen(one, `first-${pictures[at]}`);
  };
  for (const [i, name] of pictures.entries()) await album.shoot('first', name, turnTo(i));
  const practise = async (one: Page) => {
    await turnTo(4)(one);
    await forward(one);
    await screen(one, 'home');
  };
  await album.shoot('practice', 'empty', practise);
  const booked = async (one: Page) => {
    await practise(one);
    await farms(one);
    await icon(one, 'farm');
    await screen(one, 'confirm');
    await forward(one);
    await card('accepted')(one);
  };
  await album.shoot('practice', 'accepted', booked);
  await album.shoot('practice', 'seat', async (one) => (await booked(one), await forward(one), await card('seat')(one)));
}

async function signingIn(stage: Stage, page: Page, album: Album, login: Login): Promise<void> {
  await album.shoot('sign-in', 'number');
  await album.shoot('sign-in', 'digits-missing', async (one) => (await keys(one, '123'), await forward(one), await one.getByRole('alert').waitFor()));
  await album.shoot('scan-card', 'asked', async (one) => (await icon(one, 'scan'), await screen(one, 'scan-card')));
  await album.shoot('scan-card', 'no-camera', async (one) => {
    await icon(one, 'scan');
    await forward(one);
    await one.locator('input[type="file"]').waitFor({ state: 'attached' });
  });
  await hubs(stage);
  const withoutCard = async (one: Page) => (await icon(one, 'help'), await screen(one, 'no-card'));
  await album.shoot('no-card', 'asked', withoutCard);
  await album.shoot('no-card', 'hubs', async (one) => (await withoutCard(one), await icon(one, 'list'), await screen(one, 'hubs')));
  const atFoggia = { latitude: 41.46, longitude: 15.55 };
  for (const [state, found] of [
    ['near', 'a[href^="geo:"]'],
    ['unknown', '[role="status"] [data-icon="warning"]'],
  ] as const) {
    await album.shoot('no-card', state, async (one) => {
      await one.context().setGeolocation(state === 'near' ? atFoggia : null);
      await one.context().grantPermissions(['geolocation']);
      await withoutCard(one);
      await icon(one, 'here');
      await one.locator(found).first().waitFor();
    });
  }
  await page.context().clearPermissions(); // whoever is given one by hand has no other
  let stranger = 90_000_000; // each number a new one: a wrong PIN is not to be tried often
  await album.shoot('sign-in', 'wrong-pin', async (one) => {
    await typeLogin(one, { number: String((stranger += 1)), pin: '1234' });
    await one.getByRole('alert').waitFor();
  });
  await page.context().setOffline(false);
  await album.shoot('whose-phone', 'asked', async (one) => {
    await one.context().clearCookies();
    await one.evaluate(() => sessionStorage.clear());
    await one.reload();
    await screen(one, 'sign-in-number');
    await typeLogin(one, login);
    await screen(one, 'whose-phone');
  });
  await page.context().clearCookies();
  await page.goto(stage.origin);
}

/** Beside Foggia. */
async function hubs(stage: Stage): Promise<void> {
  const rest = { region: 'Puglia', zone: 'Europe/Rome', cutoff: '20:00', closedDates: [], vehicles: [], people: [] };
  const towns = [
    ['cerignola', 'Cerignola', [15.9, 41.26]],
    ['lecce', 'Lecce', [18.17, 40.35]],
    ['nardo', 'Nardò', [18.03, 40.18]],
  ] as const;
  for (const [pole, name, at] of towns) {
    const places = [{ id: `${pole}-stop`, name, kind: 'stop', at }];
    const sites = [{ id: `${pole}-farm`, number: 1, name, at, shifts: [{ start: '06:00', end: '13:00' }] }];
    await stage.coordinator('setUpPole', { params: { pole: pole as never }, body: { id: fresh('hub'), name, at, places, sites, ...rest } as never });
  }
}

/** The rider's PIN, and the phone that signed in before the cookies of this one were cleared. */
async function account(album: Album, login: Login): Promise<void> {
  const shown = async (one: Page) => (await icon(one, 'help'), await icon(one, 'lock'), await screen(one, 'account'));
  const others = async (one: Page) => (await shown(one), await one.locator('main [data-icon="my-phone"]').first().waitFor());
  await album.shoot('account', 'others', others);
  await album.shoot('account', 'end', async (one) => (await others(one), await icon(one, 'my-phone'), await screen(one, 'end-session')));
  await album.shoot('account', 'pin', async (one) => (await shown(one), await icon(one, 'lock'), await screen(one, 'pin-before')));
  await album.shoot('account', 'pin-next', async (one) => {
    await shown(one);
    await icon(one, 'lock');
    await keys(one, login.pin);
    await forward(one);
    await screen(one, 'pin-next');
  });
  const typed = async (one: Page, ...pins: readonly string[]) => {
    await shown(one);
    await icon(one, 'lock');
    for (const pin of pins) await keys(one, pin).then(() => forward(one));
  };
  await album.shoot('account', 'pin-differs', async (one) => (await typed(one, login.pin, '8305', '8306'), await one.getByRole('alert').waitFor()));
  let [now, next] = [login.pin as string, '8305'];
  await album.shoot('account', 'pin-changed', async (one) => {
    await typed(one, now, next, next);
    await screen(one, 'pin-changed');
    [now, next] = [next, now];
  });
  await album.shoot('account', 'alone', async (one) => (await shown(one), await one.locator('main p').waitFor()));
  await album.shoot('account', 'no-signal', async (one) => {
    await icon(one, 'help');
    await one.context().setOffline(true);
    await icon(one, 'lock');
    await one.locator('main [data-icon="again"]').waitFor();
    await one.context().setOffline(false); // it is not asked again by itself
  });
}
