/** A driver's morning, pictured on the way: one phone, which keeps where it is when the page is opened anew. */
import type { Page } from 'playwright-core';
import { DRIVER, fresh, typeLogin, type Stage } from '../e2e/stage.ts';
import type { Album } from './album.ts';

const monday = { pole: 'foggia' as never, serviceDate: '2027-07-05' as never };

const main = (page: Page) => page.locator('[data-main]').click();
const bar = (name: string) => (page: Page) => page.locator(`header button:has([data-icon="${name}"])`).click();
const tool = (name: string) => (page: Page) => page.locator(`footer button:has([data-icon="${name}"])`).click();
const screen = (name: string) => (page: Page) => page.locator(`[data-screen="${name}"]`).waitFor();
/** One after the other. */
const way =
  (...steps: readonly ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of steps) await step(page);
  };
const map = (page: Page) => page.locator('.leaflet-pane path').first().waitFor({ state: 'attached' });

export async function driverStory(stage: Stage, page: Page, album: Album): Promise<void> {
  const told = await published(stage);
  await album.shoot('sign-in', 'number', screen('sign-in-number'));
  await typeLogin(page, DRIVER);
  await screen('runs')(page);
  stage.time = told + 30_000;
  const open = way(screen('runs'), main, screen('before-start'));
  await album.shoot(
    'runs',
    'one',
    way(screen('runs'), (one) => one.locator('[data-run]').first().waitFor()),
  );
  await album.shoot('before-start', 'planned', open);
  await album.shoot('map', 'before-start', way(open, bar('map'), map));
  await album.shoot('help', 'before-start', way(open, bar('help'), screen('help')));
  await album.shoot('vehicle-check', 'begun', way(open, main, screen('vehicle-check')));
  await way(open, main, screen('vehicle-check'), async (one) => {
    for (const item of ['lights', 'tyres', 'brakes', 'doors', 'belts', 'kit']) await one.locator(`[data-item="${item}"]`).click();
  })(page);
  await main(page);
  await album.shoot('moving', 'to-stop', screen('moving'));
  await main(page);
  const atStop = screen('at-stop');
  await album.shoot('at-stop', 'waiting', atStop);
  await album.shoot(
    'code',
    'unknown',
    way(
      atStop,
      tool('search'),
      (one) => one.keyboard.type('0000'),
      (one) => one.locator('[data-found="unknown"]').waitFor(),
    ),
  );
  await way(atStop, (one) => one.locator('[data-code]').first().click())(page);
  await album.shoot('at-stop', 'on-board', atStop);
  await main(page);
  await album.shoot('at-stop', 'all-on-board', atStop);
  await main(page);
  await album.shoot('moving', 'to-site', screen('moving'));
  await main(page);
  await album.shoot('at-site', 'on-board', atStop);
}

/** Two people for one site, planned and published. @returns when the first one is to be there */
async function published(stage: Stage): Promise<number> {
  stage.time = Date.parse('2027-07-04T14:00:00Z');
  const { riders } = await stage.staff('enrol', { params: { pole: monday.pole }, body: { id: fresh('enrol'), count: 2 } });
  const wish = { serviceDate: monday.serviceDate, site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both', override: false };
  for (const { number } of riders)
    await stage.staff('staffRequestRide', { params: { pole: monday.pole }, body: { id: fresh('ride'), ...wish, rider: number } as never });
  const view = () => stage.staff('viewDay', { params: monday });
  await stage.staff('planDay', { params: monday, body: { id: fresh('plan'), version: (await view()).head.version } });
  await stage.staff('publishDay', { params: monday, body: { id: fresh('publish'), version: (await view()).head.version } });
  return (await view()).people[0]!.outbound!.told!;
}
