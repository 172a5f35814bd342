import { afterAll, beforeAll, expect, test } from 'vitest';
import { client, type Call } from '@passaggio/contracts';
import type { Page } from 'playwright-core';
import { accessibility, DRIVER, openStage, OPERATOR, riderSignIn, type Login, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterAll(() => stage.close());

async function desk(language = 'English'): Promise<Page> {
  const { page } = await stage.browser({ width: 1280, height: 800 });
  await page.goto(`${stage.origin}/console`);
  await page.locator('select').first().selectOption({ label: language });
  await page.locator('input[name="number"]').fill(OPERATOR.number);
  await page.locator('input[name="pin"]').fill(OPERATOR.pin);
  await page.locator('form button').click();
  await page.locator('[data-phase]').first().waitFor();
  return page;
}

/** A picture to look at, and what axe says of it. */
async function look(page: Page, name: string): Promise<void> {
  await stage.picture(page, name);
  expect(await accessibility(page), name).toEqual([]);
}

async function phone(login: Login): Promise<Page> {
  const { page } = await stage.browser();
  await page.goto(stage.origin);
  await page.getByRole('button', { name: 'English', exact: true }).dblclick();
  await page.locator('[data-screen="sign-in-number"]').waitFor();
  await riderSignIn(page, login);
  return page;
}

async function book(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Bus' }).click();
  await page.getByRole('button', { name: /Borgo Tressanti/ }).click();
  await page.getByRole('button', { name: /^Book/ }).click();
  await page.locator('article[data-state="accepted"]').waitFor();
}

function driver(): Call {
  let cookie = '';
  return client(async (path, init) => {
    const response = await fetch(stage.origin + path, { ...init, headers: { ...(init.headers as Record<string, string>), origin: stage.origin, cookie } });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response;
  });
}

test('staff see a booking come in, plan and publish, and the card turns to a seat without reload', async () => {
  const [login] = await stage.enrol(1);
  const rider = await phone(login!);
  const console_ = await desk();
  expect(console_.url()).toBe(`${stage.origin}/console/foggia/2027-07-02`);
  await console_.getByText('No requests for this day.').waitFor();
  await book(rider);
  const row = console_.getByRole('table', { name: 'Demand by farm and shift' }).getByRole('row', { name: /06:00 Borgo Tressanti/ });
  await row.waitFor();
  expect(await row.getByRole('cell').allTextContents()).toEqual(['06:00', '1', '0', '0']);

  await console_.getByRole('button', { name: 'Plan' }).click();
  await console_.getByText(/^1 with a seat, 0 without, 1 vehicles/).waitFor();
  await look(console_, 'console-planned');
  await console_.getByRole('button', { name: 'Publish' }).click();
  await console_.getByText(/^1 people are told time, place and plate; 0 stay/).waitFor();
  await console_.getByRole('button', { name: 'Yes, publish' }).click();
  await console_.locator('[data-phase="published"]').first().waitFor();
  await rider.locator('article[data-state="seat"]').waitFor();
  await console_.getByRole('img', { name: 'Bus 1, star' }).first().waitFor();
  await look(console_, 'console-published');
});

test('a trip that staff move by 10 min waits for the rider, and a person who spoke to them can say yes for them', async () => {
  const console_ = await desk();
  await console_.getByText('Move the trip').first().click();
  await console_.getByRole('button', { name: 'Move', exact: true }).first().click();
  await console_.getByText('Holds once one person has said yes.').waitFor();
  await console_.getByRole('button', { name: /^I spoke to \d{4}$/ }).click();
  await console_.getByRole('button', { name: /^I spoke to/ }).waitFor({ state: 'detached' });
  const { runs } = await stage.staff('viewDay', { params: { pole: 'foggia' as never, serviceDate: '2027-07-02' as never } });
  expect(runs[0]!.stops[0]!.on[0]!.told).toBe(runs[0]!.stops[0]!.plannedArrive - (runs[0]!.stops[0]!.plannedArrive % 60_000));
});

test('an alarm appears by itself, is taken care of and solved; until then the day does not close', async () => {
  const console_ = await desk();
  const call = driver();
  await call('driverSignIn', { body: DRIVER as Login });
  const run = (await call('myRuns', {})).runs[0]!;
  const { ride } = run.stops[0]!.on[0]!;
  const contact = { serverTime: stage.time, elapsed: 0, roundTrip: 0 };
  const facts = [
    { act: 'board', ride, leg: 'outbound' },
    { act: 'alight', ride, leg: 'outbound' },
    { act: 'not-here', ride, leg: 'return' },
  ].map((act, i) => ({ counter: i + 1, run: run.run, deviceTime: stage.time, contact, act }));
  await call('recordFacts', { body: { device: 'device-console', facts } as never });
  const alarm = console_.locator('[data-alarm="not-here"]');
  await alarm.waitFor();
  await look(console_, 'console-alarm');
  await console_.getByRole('button', { name: 'Close the day' }).click();
  await console_.getByRole('button', { name: 'Yes, close' }).click();
  await console_.getByText('An alarm is still open.').waitFor();
  await alarm.getByRole('button', { name: 'I take care of it' }).click();
  await console_.locator('[data-alarm="not-here"][data-state="acknowledged"]').waitFor();
  await console_.getByRole('button', { name: 'Not returning with us' }).click();
  const alarms = console_.locator('[data-alarm]');
  for (let left = await alarms.count(); left > 0; left -= 1) {
    const solved = alarms.first().getAttribute('data-alarm');
    await alarms.first().getByRole('button', { name: 'Solved' }).click();
    await expect.poll(() => alarms.count(), { message: `${await solved} is solved` }).toBeLessThan(left);
  }
  await console_.getByText('Nobody needs help now.').waitFor();
});

test('staff book for somebody who cannot, in Italian and in Arabic', async () => {
  stage.time = Date.parse('2027-07-02T14:00:00Z');
  for (const [language, rider, go, answer] of [
    ['Italiano', 'Numero della persona', 'Prenota', 'Sì: c’è posto.'],
    ['العربية', 'رقم الراكب', 'احجز', 'نعم: يوجد مقعد.'],
  ] as const) {
    const [login] = await stage.enrol(1);
    const console_ = await desk(language);
    await console_.getByLabel(rider).fill(login!.number);
    await console_.getByRole('button', { name: go, exact: true }).click();
    await console_.getByText(answer.replace('’', "'")).waitFor();
    await look(console_, `console-${language === 'Italiano' ? 'it' : 'ar'}`);
  }
});

test('no page asks anything of another origin, and the content security policy has nothing to report', () => {
  expect(stage.strayed).toEqual([]);
});
