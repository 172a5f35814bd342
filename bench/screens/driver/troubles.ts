/** At a stop: a breakdown that dispatch has seen, an accident that waits for signal. */
import type { Page } from 'playwright-core';
import { fresh, type Stage } from '../../e2e/stage.ts';
import type { Album } from '../album.ts';
import { MONDAY } from './shift.ts';
import { bar, hold, offline, screen, shows, way } from './steps.ts';

export async function troubles(stage: Stage, page: Page, album: Album): Promise<void> {
  const help = way(screen('at-stop'), bar('help'), screen('help'));
  await way(help, hold('wrench', 'breakdown'), shows('[data-trouble="breakdown"][data-told="true"]'))(page);
  await album.shoot('help', 'told', way(help, shows('[data-told="true"][data-seen="false"]')));
  const { alarms } = await stage.staff('viewDay', { params: { pole: 'foggia' as never, serviceDate: MONDAY as never } });
  const { alarm } = alarms.find((one) => one.kind === 'breakdown')!;
  await stage.staff('acknowledgeAlarm', { params: { pole: 'foggia' as never, alarm }, body: { id: fresh('seen'), note: '' } });
  await album.shoot('help', 'seen', way(help, shows('[data-seen="true"]')));

  await offline(page);
  await page.reload();
  await way(help, hold('crash', 'accident'), shows('[data-trouble="accident"][data-told="false"]'))(page);
  await album.shoot('help', 'waits-for-signal', way(help, shows('[data-told="false"]')));
  await album.shoot('at-stop', 'offline', way(screen('at-stop'), shows('[data-waiting]:not([data-waiting="0"])')));
  await page.context().setOffline(false);
  await page.reload();
  await way(screen('at-stop'), shows('[data-waiting="0"]'))(page);
}
