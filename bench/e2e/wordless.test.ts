/** The whole way of a rider who cannot read: letters are blocks, and everything is found by pictogram, digit and voice. */
import { MINUTE } from '@passaggio/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookFor, eveOf, publishDay, runOf } from '../screens/rider/days.ts';
import { drives } from '../screens/rider/drives.ts';
import { card, change, confirm, forward, icon, keys, MEZZANONE, RIPALTA, screen, tile, TRESSANTI, VIESTE } from '../screens/rider/steps.ts';
import { caller, fresh, openStage, type Login, type Stage } from './stage.ts';

const FRIDAY = '2027-07-02';
const params = { pole: 'foggia' as never, serviceDate: FRIDAY as never };
let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterAll(() => stage.close());

/** A phone whose letters are blocks, and which writes down what it says. */
async function blockedPhone() {
  const { page } = await stage.browser();
  const clips: string[] = [];
  await page.exposeFunction('heard', (clip: string) => clips.push(clip));
  await page.addInitScript(() => {
    localStorage.setItem('language', 'zz');
    document.addEventListener('passaggio:clip', (event) =>
      (window as unknown as { heard: (clip: string) => void }).heard((event as CustomEvent<{ clip: string }>).detail.clip),
    );
  });
  await page.goto(stage.origin);
  const says = async (...wanted: readonly string[]) => {
    clips.length = 0;
    await page.locator('[data-speaker]').click();
    for (const clip of wanted) await expect.poll(() => clips, { timeout: 20_000 }).toContain(clip);
    await page.locator('[data-speaker]').click(); // listens no more
  };
  return { page, says };
}

async function signIn(page: Page, { number, pin }: Login): Promise<void> {
  await keys(page, number);
  await forward(page);
  await keys(page, pin);
  await forward(page);
  await screen(page, 'whose-phone');
  await icon(page, 'my-phone');
  await screen(page, 'home');
}

test('books, is refused and takes what works, cancels, agrees to another time, gets help, and says that they are still there', async () => {
  const [login] = (await stage.enrol(1)) as [Login];
  const { page, says } = await blockedPhone();
  await screen(page, 'sign-in-number');
  expect(await page.locator('body').innerText()).not.toMatch(/\p{L}/u); // keys, and nothing to read
  await signIn(page, login);
  await says('w.home.empty');

  await confirm(RIPALTA)(page);
  await icon(page, 'place');
  await tile(page, VIESTE);
  await forward(page);
  await card('refused')(page);
  await says('w.state.refused', 'w.refusal.too-far');
  await page.locator('[role="group"] button:has([data-icon="place"])').first().click();
  await card('accepted')(page);
  await says('w.state.accepted');

  await icon(page, 'cross');
  await screen(page, 'cancel');
  await says('w.act.askCancel');
  await page.locator('main button[data-tone="stop"]').click();
  await card('cancelled')(page);
  await says('w.state.cancelled');

  await change('place', 'place')(page);
  await tile(page, MEZZANONE);
  await forward(page);
  await card('accepted')(page);
  await publishDay(stage, FRIDAY);
  await card('seat')(page);
  await says('w.state.seat', 'w.card.code');
  const { run, stops } = await runOf(stage, FRIDAY);
  await stage.staff('retimeTrip', { params, body: { id: fresh('retime'), run, stop: stops[0]!.stop, minutes: 10 } });
  await card('changed')(page);
  await says('w.state.changed', 'w.card.new', 'w.card.old');
  await page.locator('main button[data-tone="go"]:has([data-icon="check"])').click();
  await card('seat')(page);

  await icon(page, 'help');
  await screen(page, 'help');
  await says('w.tile.help');
  await icon(page, 'back');

  const { act } = await drives(stage, FRIDAY);
  const [boarding, site] = (await runOf(stage, FRIDAY)).stops;
  const { ride } = boarding!.on[0]!;
  const at = async (time: number, ...deeds: readonly object[]) => {
    stage.time = time;
    for (const deed of deeds) await act(deed);
  };
  await at(boarding!.plannedArrive - 10 * MINUTE, { act: 'start' });
  await at(boarding!.plannedArrive, { act: 'arrive', stop: boarding!.stop });
  await card('here')(page);
  await at(stage.time, { act: 'board', ride, leg: 'outbound' });
  await at(boarding!.on[0]!.told + MINUTE, { act: 'leave', stop: boarding!.stop });
  await at(site!.plannedDepart, { act: 'arrive', stop: site!.stop }, { act: 'alight', ride, leg: 'outbound' }, { act: 'leave', stop: site!.stop });
  await card('arrived')(page);
  await page.locator('main button[data-tone="stop"]:has([data-icon="person"])').click();
  await screen(page, 'back-now');
  await says('w.act.askBackNow');
  await forward(page); // not where the finger is
  await page.locator('[role="status"] [data-icon="bell"]').waitFor();
  await says('w.still.sent');
  expect((await stage.staff('viewDay', { params })).alarms.filter((one) => one.kind === 'still-here')).toHaveLength(1);
});

test('who waits is told their number, and has the seat as soon as somebody before them cancels', async () => {
  const serviceDate = '2027-07-06';
  stage.time = eveOf(serviceDate, '14:00:00');
  const [mine, ...others] = (await stage.enrol(9)) as [Login, ...Login[]];
  for (const other of others) await bookFor(stage, serviceDate, other);
  const { page, says } = await blockedPhone();
  await signIn(page, mine);
  await confirm(TRESSANTI)(page);
  await forward(page);
  await card('waiting')(page);
  await says('w.state.waiting', 'w.card.number', 'n.1');
  const other = caller(stage.origin);
  const { number, pin } = others[0]!;
  await other('riderSignIn', { body: { number, pin } });
  const [seated] = (await other('myRides', {})).cards;
  await other('cancelRide', { params: { ride: seated!.ride }, body: { id: fresh('cancel') } });
  await card('accepted')(page); // without a reload
  await says('w.state.accepted');
});

test('no page asked anything of another origin, and the content security policy has nothing to report', () => {
  expect(stage.strayed).toEqual([]);
});
