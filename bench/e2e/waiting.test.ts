/** On the waiting list: what would work instead is offered too, and the place on the list is given up only for a seat. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookFor, eveOf } from '../screens/rider/days.ts';
import { card, confirm, forward, screen, TRESSANTI } from '../screens/rider/steps.ts';
import { accessibility, openStage, riderSignIn, type Login, type Stage } from './stage.ts';

const TUESDAY = '2027-07-06';
/** A second shift, for which the one bus of eight goes once more. */
const SHIFTS = [
  { start: '06:00', end: '13:00' },
  { start: '07:30', end: '14:30' },
];
let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-05T14:00:00Z');
  await stage.setUp({ sites: [{ id: 'tressanti', number: 12, name: 'Borgo Tressanti', at: [15.84, 41.395], shifts: SHIFTS }] as never });
  stage.time = eveOf(TUESDAY, '14:00:00');
  for (const other of await stage.enrol(8)) await bookFor(stage, TUESDAY, other);
});
afterAll(() => stage.close());

async function waiting(): Promise<Page> {
  const [login] = (await stage.enrol(1)) as [Login];
  const { page, context } = await stage.browser();
  await context.addInitScript(() => localStorage.setItem('language', 'en'));
  await page.goto(stage.origin);
  await screen(page, 'sign-in-number');
  await riderSignIn(page, login);
  await confirm(TRESSANTI)(page);
  await forward(page);
  await card('waiting')(page);
  return page;
}

const instead = (page: Page) => page.getByRole('group', { name: 'You can instead' }).getByRole('button');

test('who waits sees what would work, looks at it once more, and has the seat for the place on the list', async () => {
  const page = await waiting();
  expect(await accessibility(page)).toEqual([]);
  await stage.picture(page, 'waiting.instead');
  await instead(page).filter({ hasText: '07:30' }).click();
  await screen(page, 'confirm');
  await page.getByRole('button', { name: 'Back' }).click();
  await card('waiting')(page); // nothing is given up by looking
  await instead(page).filter({ hasText: '07:30' }).click();
  await forward(page);
  await card('accepted')(page);
  await page.locator('button[data-other]').click();
  await card('cancelled')(page);
});

test('where the other seat is gone meanwhile, the place on the list is still there', async () => {
  const page = await waiting();
  await page.context().setOffline(true);
  await instead(page).filter({ hasText: '07:30' }).click();
  await forward(page);
  await card('not-sent')(page);
  await stage.setUp({ sites: [{ id: 'tressanti', number: 12, name: 'Borgo Tressanti', at: [15.84, 41.395], shifts: SHIFTS.slice(0, 1) }] as never });
  await page.context().setOffline(false);
  await card('refused')(page);
  await page.locator('button[data-other]').click();
  await card('waiting')(page);
});

test('no page asked anything of another origin, and the content security policy has nothing to report', () => {
  expect(stage.strayed).toEqual([]);
});
