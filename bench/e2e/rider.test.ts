import { afterAll, beforeAll, expect, test } from 'vitest';
import { MINUTE, type Call } from '@passaggio/contracts';
import type { Page } from 'playwright-core';
import { accessibility, DRIVER, fresh, openStage, riderSignIn, type Login, type Stage } from './stage.ts';
import { publishDay } from '../screens/rider/days.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterAll(() => stage.close());

const params = { pole: 'foggia' as never, serviceDate: '2027-07-02' as never };

async function phone(language: string, login: Login): Promise<Page> {
  const { page } = await stage.browser({ locale: language === 'العربية' ? 'ar' : 'en-GB' });
  await page.goto(stage.origin);
  await page.getByRole('button', { name: language, exact: true }).dblclick(); // the first tap speaks, the second chooses
  await page.locator('[data-screen="sign-in-number"]').waitFor();
  await riderSignIn(page, login, language === 'العربية' ? 'هاتفي' : 'My phone');
  return page;
}

/** A picture to look at, and what axe says of it. */
async function look(page: Page, name: string): Promise<void> {
  await stage.picture(page, name);
  expect(await accessibility(page), name).toEqual([]);
}

const card = (page: Page, state: string) => page.locator(`article[data-state="${state}"]`);

/** From home to a booked ride. @returns the taps that the page's own listener counted */
async function book(page: Page, words: { bus: string; farm: RegExp; go: RegExp }, place?: { row: RegExp; name: string }): Promise<number> {
  await page.evaluate(() => {
    document.addEventListener('click', () => void (document.body.dataset['taps'] = String(Number(document.body.dataset['taps'] ?? 0) + 1)), true);
  });
  const tap = (name: string | RegExp) => page.getByRole('button', { name }).click();
  await tap(words.bus);
  await tap(words.farm);
  await page.locator('[data-screen="confirm"]').waitFor();
  if (place !== undefined) {
    await tap(place.row);
    await tap(place.name);
  }
  await tap(words.go);
  return Number(await page.locator('body').getAttribute('data-taps'));
}

async function driver(): Promise<Call> {
  const { client } = await import('@passaggio/contracts');
  let cookie = '';
  const call = client(async (path, init) => {
    const response = await fetch(stage.origin + path, { ...init, headers: { ...(init.headers as Record<string, string>), origin: stage.origin, cookie } });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response;
  });
  await call('driverSignIn', { body: DRIVER as Login });
  return call;
}

const english = { bus: 'Bus', farm: /Borgo Tressanti/, go: /^Book/ };

test('a rider books in three taps, sees the seat without reload, rides out and back, and every state on the way', async () => {
  const [login] = await stage.enrol(1);
  const page = await phone('English', login!);
  await look(page, 'rider-home-empty');
  expect(await book(page, english)).toBe(3);
  await card(page, 'accepted').waitFor();
  await look(page, 'rider-accepted');

  await publishDay(stage, params.serviceDate);
  await card(page, 'seat').waitFor();
  await look(page, 'rider-seat');

  const call = await driver();
  let counter = 0;
  const run = (await call('myRuns', {})).runs[0]!;
  const { ride } = run.stops[0]!.on[0]!;
  const act = async (deed: object) => {
    counter += 1;
    const contact = { serverTime: stage.time, elapsed: 0, roundTrip: 0 };
    const body = { device: 'device-rider', facts: [{ counter, run: run.run, deviceTime: stage.time, contact, act: deed }] };
    const { results } = await call('recordFacts', { body: body as never });
    expect(results[0]!.result).toBe('taken');
  };
  const [boarding, site, gate, home] = run.stops;
  stage.time = boarding!.plannedArrive - 5 * MINUTE;
  await act({ act: 'start' });
  await card(page, 'on-its-way').waitFor();
  stage.time = boarding!.plannedArrive;
  await act({ act: 'arrive', stop: boarding!.stop });
  await card(page, 'here').waitFor();
  await act({ act: 'board', ride, leg: 'outbound' });
  await card(page, 'on-board').waitFor();
  await look(page, 'rider-on-board');
  stage.time += MINUTE;
  await act({ act: 'leave', stop: boarding!.stop });
  stage.time = site!.plannedDepart;
  await act({ act: 'alight', ride, leg: 'outbound' });
  await act({ act: 'leave', stop: site!.stop });
  await card(page, 'arrived').waitFor();
  await look(page, 'rider-arrived');

  await page.getByRole('button', { name: 'Take me back now' }).click();
  await page.getByRole('button', { name: 'Yes, call a person' }).click();
  await page.getByText('We know. We are finding a person for you.').waitFor();
  const alarm = (await stage.staff('viewDay', { params })).alarms.find((one) => one.kind === 'still-here')!;
  await stage.staff('acknowledgeAlarm', { params: { pole: params.pole, alarm: alarm.alarm }, body: { id: fresh('alarm'), note: '' } });
  await page.getByText('A person has seen it and is helping you.').waitFor();

  stage.time = gate!.plannedArrive;
  await act({ act: 'arrive', stop: gate!.stop });
  await act({ act: 'board', ride, leg: 'return' });
  stage.time += 2 * MINUTE;
  await act({ act: 'leave', stop: gate!.stop });
  await card(page, 'on-board').waitFor();
  stage.time = home!.plannedDepart;
  await act({ act: 'alight', ride, leg: 'return' });
  await act({ act: 'end' });
  await card(page, 'home').waitFor();
  await look(page, 'rider-home');
});

test('a refusal shows its reason and an alternative that works', async () => {
  stage.time = Date.parse('2027-07-02T14:00:00Z');
  const [login] = await stage.enrol(1);
  const page = await phone('English', login!);
  await book(page, { ...english, farm: /Ripalta/ }, { row: /Where you get on/, name: 'Vieste' });
  await card(page, 'refused').waitFor();
  await page.getByText('The farm is too far for the bus').waitFor();
  await look(page, 'rider-refused');
  const tiles = page.getByRole('group', { name: 'You can instead' }).getByRole('button');
  await tiles.first().click();
  await card(page, 'accepted').waitFor();
});

test('a changed time is shown, and holds once the rider understands', async () => {
  stage.time = Date.parse('2027-07-03T14:00:00Z');
  const [login] = await stage.enrol(1);
  const page = await phone('English', login!);
  await book(page, english);
  await card(page, 'accepted').waitFor();
  const tomorrow = { pole: params.pole, serviceDate: '2027-07-04' as never };
  await publishDay(stage, tomorrow.serviceDate);
  await card(page, 'seat').waitFor();
  const { runs } = await stage.staff('viewDay', { params: tomorrow });
  const trip = runs[0]!.stops[0]!;
  const { told } = trip.on[0]!;
  const moved = await stage.staff('retimeTrip', { params: tomorrow, body: { id: fresh('retime'), run: runs[0]!.run, stop: trip.stop, minutes: 10 } });
  expect(moved.holds).toBe(false);
  await card(page, 'changed').waitFor();
  await look(page, 'rider-changed');
  await page.getByRole('button', { name: 'I understand' }).click();
  await card(page, 'seat').waitFor();
  const after = (await stage.staff('viewDay', { params: tomorrow })).runs[0]!.stops[0]!.on[0]!.told;
  expect(after).toBe(told + 10 * MINUTE);
});

test('cancelling is asked once and frees the seat', async () => {
  stage.time = Date.parse('2027-07-04T14:00:00Z');
  const [login] = await stage.enrol(1);
  const page = await phone('English', login!);
  await book(page, english);
  await card(page, 'accepted').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Yes, cancel' }).click();
  await card(page, 'cancelled').waitFor();
});

test('the same booking in Arabic, from right to left', async () => {
  stage.time = Date.parse('2027-07-05T14:00:00Z');
  const [login] = await stage.enrol(1);
  const page = await phone('العربية', login!);
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  expect(await book(page, { bus: 'حافلة', farm: /Borgo Tressanti/, go: /0 €/ })).toBe(3);
  await card(page, 'accepted').waitFor();
  await look(page, 'rider-accepted-ar');
});

test('no page asks anything of another origin, and the content security policy has nothing to report', () => {
  expect(stage.strayed).toEqual([]);
});
