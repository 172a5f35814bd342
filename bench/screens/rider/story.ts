/** A rider's two days, pictured on the way: asked, refused, seated, changed, driven out and home again. */
import { MINUTE, type RunView } from '@passaggio/contracts';
import type { Page } from 'playwright-core';
import { fresh, riderSignIn, typeLogin, type Login, type Stage } from '../e2e/stage.ts';
import type { Album } from './album.ts';
import { drives } from './drives.ts';

const pole = 'foggia' as never;
const friday = { pole, serviceDate: '2027-07-02' as never };

const CUT_OFF = Date.parse('2027-07-01T18:00:30Z');

const icon = (page: Page, name: string) => page.locator(`button:has([data-icon="${name}"])`).first().click();
const forward = (page: Page) => page.locator('footer button').click();
const keys = async (page: Page, digits: string) => {
  for (const digit of digits) await page.locator(`[data-key="${digit}"]`).click();
};
const screen = (page: Page, name: string) => page.locator(`[data-screen="${name}"]`).waitFor();
const card = (state: string) => (page: Page) => page.locator(`article[data-state="${state}"]`).waitFor();
const farms = async (page: Page) => {
  await icon(page, 'bus');
  await page.locator('[data-screen="book"] button:has([data-icon="farm"])').first().waitFor();
};
const confirm = (farm: string) => async (page: Page) => {
  await farms(page);
  await page.getByRole('button', { name: farm }).click();
  await screen(page, 'confirm');
};
const change = (row: string, part: string) => async (page: Page) => {
  await confirm('Borgo Tressanti')(page);
  await icon(page, row);
  await screen(page, `choose-${part}`);
};

export async function riderStory(stage: Stage, page: Page, album: Album): Promise<void> {
  const [rider, other] = (await stage.enrol(2)) as [Login, Login];
  await signIns(album, other);
  await page.context().clearCookies();
  await page.goto(stage.origin);
  await page.evaluate(() => localStorage.setItem('language', 'en'));
  await page.goto(stage.origin);
  await screen(page, 'sign-in-number');
  await riderSignIn(page, rider);
  await album.shoot('home', 'empty', (one) => one.locator('[data-state="empty"]').waitFor());
  await album.shoot('language', 'chosen', (one) => icon(one, 'language'));
  await album.shoot('help', 'all', async (one) => (await icon(one, 'help'), await screen(one, 'help')));
  await album.shoot('help', 'danger', async (one) => (await icon(one, 'help'), await icon(one, 'warning'), await screen(one, 'danger')));
  await album.shoot('clock', 'left', (one) => one.goto(`${stage.origin}/clock`));
  await booking(stage, page, album);
  await riding(stage, page, album);
}

async function signIns(album: Album, login: Login): Promise<void> {
  await album.shoot('sign-in', 'number');
  await album.shoot('sign-in', 'digits-missing', async (one) => (await keys(one, '123'), await forward(one), await one.getByRole('alert').waitFor()));
  let stranger = 90_000_000; // each number a new one: a wrong PIN is not to be tried often
  await album.shoot('sign-in', 'wrong-pin', async (one) => {
    await typeLogin(one, { number: String((stranger += 1)), pin: '1234' });
    await one.getByRole('alert').waitFor();
  });
  await album.shoot('whose-phone', 'asked', async (one) => {
    await one.context().clearCookies();
    await one.evaluate(() => sessionStorage.clear());
    await one.reload();
    await screen(one, 'sign-in-number');
    await typeLogin(one, login);
    await screen(one, 'whose-phone');
  });
}

async function booking(stage: Stage, page: Page, album: Album): Promise<void> {
  await album.shoot('book', 'farms', farms);
  await album.shoot('book', 'confirm', confirm('Borgo Tressanti'));
  await album.shoot('book', 'day', change('calendar', 'day'));
  await album.shoot('book', 'shift', change('clock', 'shift'));
  await album.shoot('book', 'place', change('place', 'place'));
  await confirm('Ripalta')(page);
  await icon(page, 'place');
  await page.getByRole('button', { name: 'Vieste' }).click();
  await forward(page);
  await card('refused')(page);
  await album.shoot('home', 'refused', card('refused'));
  await change('place', 'place')(page); // Vieste is now the usual one
  await page.getByRole('button', { name: 'Borgo Mezzanone' }).click();
  await page.context().setOffline(true);
  await forward(page);
  await page.locator('article[data-state="not-sent"]').waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await album.shoot('home', 'not-sent', card('not-sent'));
  await page.context().setOffline(false);
  await page.goto(stage.origin);
  await card('accepted')(page);
  await album.shoot('home', 'accepted', card('accepted'));
  await album.shoot('cancel', 'asked', async (one) => (await card('accepted')(one), await icon(one, 'cross'), await screen(one, 'cancel')));
}

async function riding(stage: Stage, page: Page, album: Album): Promise<void> {
  stage.time = CUT_OFF;
  const { head } = await stage.staff('viewDay', { params: friday });
  if (head.phase !== 'published') await stage.staff('publishDay', { params: friday, body: { id: fresh('publish'), version: head.version } });
  const pictured = (state: string, file = state) => album.shoot('home', file, card(state));
  await pictured('seat');
  await album.shoot('where', 'seat', async (one) => {
    await card('seat')(one);
    await icon(one, 'map');
    await one.locator('.leaflet-pane path').first().waitFor({ state: 'attached' });
  });
  const run = await retimed(stage);
  await pictured('changed');
  await page.locator('main button[data-tone="go"]').first().click();
  await card('seat')(page);
  const { act } = await drives(stage, friday.serviceDate);
  const [boarding, site, gate, home] = run.stops as [RunView['stops'][number], RunView['stops'][number], RunView['stops'][number], RunView['stops'][number]];
  const { ride } = boarding.on[0]!;
  const at = async (time: number, ...deeds: readonly object[]) => {
    stage.time = time;
    for (const deed of deeds) await act(deed);
  };
  await at(boarding.plannedArrive - 5 * MINUTE, { act: 'start' });
  await pictured('on-its-way');
  await at(boarding.plannedArrive, { act: 'arrive', stop: boarding.stop });
  await pictured('here');
  await at(stage.time, { act: 'board', ride, leg: 'outbound' });
  await pictured('on-board');
  await at(stage.time + MINUTE, { act: 'leave', stop: boarding.stop });
  await at(site.plannedDepart, { act: 'alight', ride, leg: 'outbound' }, { act: 'leave', stop: site.stop });
  await pictured('arrived');
  await icon(page, 'person');
  await page.locator('[role="status"] [data-icon="bell"]').waitFor();
  await pictured('arrived', 'still-here');
  const alarm = (await stage.staff('viewDay', { params: friday })).alarms.find((one) => one.kind === 'still-here')!;
  await stage.staff('acknowledgeAlarm', { params: { pole, alarm: alarm.alarm }, body: { id: fresh('alarm'), note: '' } });
  await pictured('arrived', 'still-here-seen');
  await at(gate.plannedArrive, { act: 'arrive', stop: gate.stop });
  await pictured('here', 'return-here');
  await at(stage.time, { act: 'board', ride, leg: 'return' });
  await at(stage.time + 2 * MINUTE, { act: 'leave', stop: gate.stop });
  await pictured('on-board', 'return-on-board');
  await at(home.plannedDepart, { act: 'alight', ride, leg: 'return' }, { act: 'end' });
  await pictured('home');
}

/** A time that the rider has to agree to; the run as it is then. */
async function retimed(stage: Stage): Promise<RunView> {
  const view = async () => (await stage.staff('viewDay', { params: friday })).runs[0]!;
  const run = await view();
  await stage.staff('retimeTrip', { params: friday, body: { id: fresh('retime'), run: run.run, stop: run.stops[0]!.stop, minutes: 10 } });
  return view();
}
