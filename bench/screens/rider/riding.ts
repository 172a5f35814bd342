/** A ride that goes well: the seat, another time, the bus, the farm, and home again. */
import { MINUTE, type RunView } from '@passaggio/contracts';
import type { Page } from 'playwright-core';
import { fresh, type Stage } from '../../e2e/stage.ts';
import type { Album } from '../album.ts';
import { publishDay } from './days.ts';
import { drives } from './drives.ts';
import { away, card, forward, icon, inHand, keys, screen } from './steps.ts';

const friday = { pole: 'foggia' as never, serviceDate: '2027-07-02' as never };

export async function riding(stage: Stage, page: Page, album: Album): Promise<void> {
  await publishDay(stage, friday.serviceDate);
  const pictured = (state: string, file = state) => album.shoot('home', file, card(state));
  await pictured('seat');
  await album.shoot(
    'code',
    'seat',
    async (one) => (await card('seat')(one), await one.locator('button[data-code]').click(), await one.locator('[data-qr]').waitFor()),
  );
  await album.shoot('where', 'seat', async (one) => {
    await card('seat')(one);
    await icon(one, 'map');
    await one.locator('.leaflet-pane path').first().waitFor({ state: 'attached' });
  });
  await locked(page, album);
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
  await album.shoot('locked', 'arrived', async (one) => (await inHand(one), await card('arrived')(one), await away(one)));
  await inHand(page);
  await album.shoot('help', 'danger-at-farm', async (one) => {
    await card('arrived')(one);
    await icon(one, 'help');
    await icon(one, 'warning');
    await one.locator('[data-spot="farm"]').waitFor();
  });
  await album.shoot('cancel', 'no-return', async (one) => (await card('arrived')(one), await icon(one, 'cross'), await screen(one, 'cancel')));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await album.shoot('back-now', 'asked', async (one) => (await card('arrived')(one), await icon(one, 'person'), await screen(one, 'back-now')));
  await page.context().setOffline(true);
  await icon(page, 'person');
  await screen(page, 'back-now');
  await icon(page, 'person');
  await page.locator('main a[href^="tel:"]').waitFor();
  await album.shoot('home', 'still-here-not-sent', (one) => one.locator('main a[href^="tel:"]').waitFor());
  await page.context().setOffline(false);
  await page.goto(stage.origin);
  await page.locator('[role="status"] [data-icon="bell"]').waitFor();
  await pictured('arrived', 'still-here');
  const alarm = (await stage.staff('viewDay', { params: friday })).alarms.find((one) => one.kind === 'still-here')!;
  await stage.staff('acknowledgeAlarm', { params: { pole: friday.pole, alarm: alarm.alarm }, body: { id: fresh('alarm'), note: '' } });
  await pictured('arrived', 'still-here-seen');
  stage.time = Date.parse('2027-07-02T11:00:30Z'); // the shift is over
  await pictured('return');
  await at(gate.plannedArrive, { act: 'arrive', stop: gate.stop });
  await pictured('here', 'return-here');
  await at(stage.time, { act: 'board', ride, leg: 'return' });
  await at(stage.time + 2 * MINUTE, { act: 'leave', stop: gate.stop });
  await pictured('on-board', 'return-on-board');
  await at(home.plannedDepart, { act: 'alight', ride, leg: 'return' }, { act: 'end' });
  await pictured('home');
}

/** What another hand finds on the rider's own phone. */
async function locked(page: Page, album: Album): Promise<void> {
  const shut = (wrong?: number) => async (one: Page) => (await inHand(one), await card('seat')(one), await away(one, wrong));
  const tried = (wrong: number) => async (one: Page) => {
    await shut(wrong)(one);
    await forward(one);
    await one.context().setOffline(wrong > 0);
    await keys(one, '0000');
    await forward(one);
    await one.getByRole('alert').waitFor();
  };
  await album.shoot('locked', 'seat', shut());
  await album.shoot('locked', 'pin', async (one) => (await shut()(one), await forward(one), await screen(one, 'lock-pin')));
  await album.shoot('locked', 'wrong', tried(0));
  await album.shoot('locked', 'signal', tried(3));
  await inHand(page);
}

/** A time that the rider has to agree to; the run as it is then. */
async function retimed(stage: Stage): Promise<RunView> {
  const view = async () => (await stage.staff('viewDay', { params: friday })).runs[0]!;
  const run = await view();
  await stage.staff('retimeTrip', { params: friday, body: { id: fresh('retime'), run: run.run, stop: run.stops[0]!.stop, minutes: 10 } });
  return view();
}
