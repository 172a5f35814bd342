/** Somebody still at the farm without signal: the alarm is kept and told as not sent, and a call, which needs no data, is one tap away. */
import { MINUTE } from '@passaggio/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookFor, publishDay, runOf } from '../screens/rider/days.ts';
import { drives } from '../screens/rider/drives.ts';
import { card } from '../screens/rider/steps.ts';
import { accessibility, fresh, openStage, riderSignIn, type Login, type Stage } from './stage.ts';

const FRIDAY = '2027-07-02';
const SATURDAY = '2027-07-03';
const DISPATCH = '+390881000000';
let stage: Stage;
let login: Login;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
  await stage.setUp({ dispatch: DISPATCH });
  [login] = (await stage.enrol(1)) as [Login];
  await bookFor(stage, FRIDAY, login);
  await publishDay(stage, FRIDAY);
});
afterAll(() => stage.close());

const alarms = async () => {
  const view = await stage.staff('viewDay', { params: { pole: 'foggia' as never, serviceDate: FRIDAY as never } });
  return view.alarms.filter((one) => one.kind === 'still-here').length;
};

async function driveOut(day = FRIDAY): Promise<void> {
  const { act } = await drives(stage, day);
  const [boarding, site] = (await runOf(stage, day)).stops;
  const { ride, told } = boarding!.on[0]!;
  const at = async (time: number, ...deeds: readonly object[]) => {
    stage.time = time;
    for (const deed of deeds) await act(deed);
  };
  await at(boarding!.plannedArrive - 10 * MINUTE, { act: 'start' });
  await at(boarding!.plannedArrive, { act: 'arrive', stop: boarding!.stop }, { act: 'board', ride, leg: 'outbound' });
  await at(told + MINUTE, { act: 'leave', stop: boarding!.stop });
  await at(site!.plannedDepart, { act: 'arrive', stop: site!.stop }, { act: 'alight', ride, leg: 'outbound' }, { act: 'leave', stop: site!.stop });
}

test('I am still here, without signal: not sent, and a call is offered; one alarm as soon as there is signal', async () => {
  const { context, page } = await stage.browser();
  await context.addInitScript(() => localStorage.setItem('language', 'en'));
  await page.goto(stage.origin);
  await page.locator('[data-screen="sign-in-number"]').waitFor();
  await riderSignIn(page, login);
  await driveOut();
  await card('arrived')(page);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Take me back now' }).click();
  await page.getByRole('button', { name: 'Yes, call a person' }).click();
  await page.locator(`a[href="tel:${DISPATCH}"]`).getByText('Not sent yet').waitFor();
  expect(await accessibility(page)).toEqual([]);
  await stage.picture(page, 'stranded.en');
  expect(await alarms()).toBe(0);
  await context.setOffline(false);
  await page.getByText('We know. We are finding a person for you.').waitFor();
  expect(await page.locator(`a[href="tel:${DISPATCH}"]`).count()).toBe(0);
  expect(await alarms()).toBe(1);
});

test('without signal, a new time that was understood does not hide that somebody is still here', async () => {
  const [other] = (await stage.enrol(1)) as [Login];
  await bookFor(stage, SATURDAY, other);
  await publishDay(stage, SATURDAY);
  const run = await runOf(stage, SATURDAY);
  const back = run.stops.find((stop) => stop.on.some(({ leg }) => leg === 'return'))!;
  await stage.staff('retimeTrip', {
    params: { pole: 'foggia' as never, serviceDate: SATURDAY as never },
    body: { id: fresh('retime'), run: run.run, stop: back.stop, minutes: 10 },
  });
  const { context, page } = await stage.browser();
  await context.addInitScript(() => localStorage.setItem('language', 'en'));
  await page.goto(stage.origin);
  await page.locator('[data-screen="sign-in-number"]').waitFor();
  await riderSignIn(page, other);
  await driveOut(SATURDAY);
  await card('changed')(page);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByText('Not sent yet. The phone keeps trying.').waitFor();
  await page.getByRole('button', { name: 'Take me back now' }).click();
  await page.getByRole('button', { name: 'Yes, call a person' }).click();
  await page.locator(`a[href="tel:${DISPATCH}"]`).getByText('Not sent yet').waitFor();
  expect(await accessibility(page)).toEqual([]);
  await context.setOffline(false);
  await page.getByText('We know. We are finding a person for you.').waitFor();
});

test('no page asked anything of another origin, and the content security policy has nothing to report', () => {
  expect(stage.strayed).toEqual([]);
});
