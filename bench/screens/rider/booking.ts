/** Asking for a ride: every question, a refusal with what would work, no signal, the answer, cancelling. */
import type { Page } from 'playwright-core';
import type { Stage } from '../../e2e/stage.ts';
import type { Album } from '../album.ts';
import { card, change, confirm, farms, forward, icon, screen } from './steps.ts';

export async function booking(stage: Stage, page: Page, album: Album): Promise<void> {
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
  await album.shoot('home', 'offline', card('accepted'));
  await page.context().setOffline(false);
  await page.goto(stage.origin);
}

async function turnToPush(page: Page): Promise<void> {
  await icon(page, 'bell');
  await screen(page, 'push');
}
