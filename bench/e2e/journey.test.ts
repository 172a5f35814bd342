import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { accessibility, DRIVER, openStage, OPERATOR, riderSignIn, typeLogin, type Login, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterAll(() => stage.close());

const params = { pole: 'foggia' as never, serviceDate: '2027-07-02' as never };

async function look(page: Page, name: string): Promise<void> {
  await stage.picture(page, name);
  expect(await accessibility(page), name).toEqual([]);
}

interface Actor {
  readonly page: Page;
  readonly context: BrowserContext;
}

async function rider(login: Login): Promise<Actor> {
  const { page, context } = await stage.browser();
  await page.goto(stage.origin);
  await page.getByRole('button', { name: 'English', exact: true }).dblclick();
  await page.locator('[data-screen="sign-in-number"]').waitFor();
  await riderSignIn(page, login);
  return { page, context };
}

async function staff(): Promise<Actor> {
  const { page, context } = await stage.browser({ width: 1280, height: 800 });
  await page.goto(`${stage.origin}/console/foggia/2027-07-02`);
  await page.locator('input[name="number"]').fill(OPERATOR.number);
  await page.locator('input[name="pin"]').fill(OPERATOR.pin);
  await page.locator('form button').click();
  await page.locator('[data-phase]').first().waitFor();
  return { page, context };
}

async function driver(): Promise<Actor> {
  const { page, context } = await stage.browser();
  await page.goto(`${stage.origin}/driver`);
  await page.locator('[data-screen^="sign-in"]').waitFor();
  await look(page, 'driver-sign-in');
  await typeLogin(page, DRIVER);
  await page.locator('[data-screen="runs"]').waitFor();
  return { page, context };
}

const tap = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const screen = (page: Page, name: string) => page.locator(`[data-screen="${name}"]`).waitFor();
const card = (page: Page, state: string) => page.locator(`article[data-state="${state}"]`).waitFor();

test('a rider books, staff plan and publish, a driver drives without signal and boards by code, and all see the same', async () => {
  const [login] = await stage.enrol(1);
  const phone = await rider(login!);
  await tap(phone.page, 'Bus');
  await tap(phone.page, /Borgo Tressanti/);
  await tap(phone.page, /^Book/);
  await card(phone.page, 'accepted');

  const evening = await staff();
  await tap(evening.page, 'Plan');
  await evening.page.getByText(/^1 with a seat/).waitFor();
  await tap(evening.page, 'Publish');
  await tap(evening.page, 'Yes, publish');
  await card(phone.page, 'seat');
  await tap(phone.page, 'Map');
  await phone.page.locator('.leaflet-pane path').first().waitFor({ state: 'attached' });
  await look(phone.page, 'rider-where');
  await tap(phone.page, 'Back');
  const person = (await stage.staff('viewDay', { params })).people[0]!;

  stage.time = person.outbound!.told! + 30_000;
  const desk = await staff(); // the evening's session has ended
  const bus = await driver();
  await look(bus.page, 'driver-runs');
  await tap(bus.page, 'Open');
  await screen(bus.page, 'before-start');
  await look(bus.page, 'driver-before-start');
  await tap(bus.page, 'Map');
  await bus.page.locator('.leaflet-pane path').first().waitFor({ state: 'attached' });
  await look(bus.page, 'driver-map');
  await tap(bus.page, 'Back');
  await tap(bus.page, 'Help');
  await look(bus.page, 'driver-help');
  await tap(bus.page, 'Back');
  await bus.context.setOffline(true);
  await tap(bus.page, 'Check the vehicle');
  for (const item of ['Lights', 'Tyres', 'Brakes', 'Doors', 'Belts', 'Extinguisher']) await tap(bus.page, item);
  await look(bus.page, 'driver-check');
  await tap(bus.page, 'Start');
  await screen(bus.page, 'moving');
  await look(bus.page, 'driver-moving');
  await tap(bus.page, 'Arrived');
  await screen(bus.page, 'at-stop');
  await look(bus.page, 'driver-at-stop');
  await tap(bus.page, 'Code');
  await bus.page.keyboard.type('0000');
  await bus.page.locator('[data-found="unknown"]').waitFor();
  await bus.page.keyboard.type(person.code!);
  await bus.page.locator('[data-found="gets-on"]').waitFor();
  await look(bus.page, 'driver-code');
  await tap(bus.page, 'Done');
  await tap(bus.page, 'Leave');
  await screen(bus.page, 'moving');
  await tap(bus.page, 'Arrived');
  await tap(bus.page, /^All off/);
  await bus.page
    .getByLabel(/entr(y|ies) to send/)
    .first()
    .waitFor();
  await card(phone.page, 'seat'); // nothing has reached the server yet
  await bus.context.setOffline(false);
  await card(phone.page, 'arrived');
  await desk.page.locator('[data-leg="outbound"][data-leg-state="alighted"]').waitFor();
  await look(desk.page, 'console-under-way');

  const { runs } = await stage.staff('viewDay', { params });
  stage.time = runs[0]!.stops[2]!.plannedArrive + 30_000;
  await bus.page.reload(); // the run under way is where it was
  await screen(bus.page, 'at-stop');
  await tap(bus.page, 'Leave');
  await tap(bus.page, 'Arrived');
  await tap(bus.page, /^All on board/);
  await card(phone.page, 'on-board');
  await tap(bus.page, 'Leave');
  await tap(bus.page, 'Arrived');
  await tap(bus.page, /^All off/);
  await tap(bus.page, 'Leave');
  await tap(bus.page, 'End the run');
  await bus.page.getByText('Run ended. Thank you.').waitFor();
  await card(phone.page, 'home');
  await desk.page.locator('[data-leg="return"][data-leg-state="alighted"]').waitFor();

  const after = await stage.staff('viewDay', { params });
  expect(after.alarms).toEqual([]);
  expect(after.runs[0]).toMatchObject({ state: 'ended', needsPerson: [] });
});

test('no page asks anything of another origin, and the content security policy has nothing to report', () => {
  expect(stage.strayed).toEqual([]);
});
