/** Asking for a ride: every question, a refusal with what would work, no signal, the answer, cancelling. */
import type { Page } from 'playwright-core';
import type { Stage } from '../../e2e/stage.ts';
import type { Album } from '../album.ts';
import { card, change, confirm, farms, forward, icon, MEZZANONE, RIPALTA, screen, tile, TRESSANTI, VIESTE } from './steps.ts';

export async function booking(stage: Stage, page: Page, album: Album): Promise<void> {
  await album.shoot('book', 'farms', farms);
  await album.shoot('book', 'confirm', confirm(TRESSANTI));
  await album.shoot('book', 'day', change('calendar', 'day'));
  await album.shoot('book', 'shift', change('clock', 'shift'));
  await album.shoot('book', 'place', change('place', 'place'));
  for (const state of ['near', 'unknown'] as const) {
    await album.shoot('book', `place-${state}`, async (one) => {
      await one.context().setGeolocation(state === 'near' ? { latitude: 41.43, longitude: 15.7 } : null);
      await one.context().grantPermissions(['geolocation']);
      await change('place', 'place')(one);
      await icon(one, 'here');
      await one
        .locator(`main [data-icon="${state === 'near' ? 'walk' : 'warning'}"]`)
        .first()
        .waitFor();
    });
  }
  await page.context().clearPermissions();
  await confirm(RIPALTA)(page);
  await icon(page, 'place');
  await tile(page, VIESTE);
  await forward(page);
  await card('refused')(page);
  await album.shoot('home', 'refused', card('refused'));
  await change('place', 'place')(page); // Vieste is now the usual one
  await tile(page, MEZZANONE);
  await page.context().setOffline(true);
  await forward(page);
  await card('not-sent')(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await album.shoot('home', 'not-sent', card('not-sent'));
  await page.context().setOffline(false);
  await page.goto(stage.origin);
  await card('accepted')(page);
  await album.shoot('home', 'accepted', card('accepted'));
  await album.shoot('push', 'asked', async (one) => (await card('accepted')(one), await turnToPush(one)));
  await album.shoot('cancel', 'asked', async (one) => (await card('accepted')(one), await icon(one, 'cross'), await screen(one, 'cancel')));
  await page.context().setOffline(true);
  await album.shoot('home', 'offline', async (one) => (await card('accepted')(one), await one.locator('[role="status"] [data-icon="no-signal"]').waitFor()));
  await icon(page, 'cross');
  await screen(page, 'cancel');
  await page.locator('main button:has([data-icon="cross"])').click();
  await album.shoot('home', 'cancel-not-sent', mayTakeBack);
  await mayTakeBack(page);
  await icon(page, 'back');
  await page.locator('main [data-icon="back"]').waitFor({ state: 'detached' });
  await page.context().setOffline(false);
  await page.goto(stage.origin);
}

/** A cancel waits for signal, and can be taken back. */
const mayTakeBack = async (page: Page) => (await card('accepted')(page), await page.locator('main button:has([data-icon="back"])').waitFor());

async function turnToPush(page: Page): Promise<void> {
  await icon(page, 'bell');
  await screen(page, 'push');
}
