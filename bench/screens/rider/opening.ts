/** From a new phone to home: language, first pictures, practice, signing in, whose phone it is. */
import type { Page } from 'playwright-core';
import { typeLogin, type Login, type Stage } from '../../e2e/stage.ts';
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
  await album.shoot('help', 'closed', (one) => icon(one, 'help'));
  stage.time = Date.parse('2027-07-02T04:00:00Z');
  await album.shoot('help', 'dawn', (one) => icon(one, 'help'));
  stage.time = Date.parse('2027-07-01T10:00:00Z');
  await album.shoot('help', 'open', (one) => icon(one, 'help'));
  stage.time = Date.parse('2027-07-01T14:00:00Z');
  await album.shoot('help', 'danger', async (one) => (await icon(one, 'help'), await icon(one, 'warning'), await screen(one, 'danger')));
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
