/** A rider's days, shown on the way: a new phone, a booking, a ride out and home again, and what may go wrong. */
import type { Page } from 'playwright-core';
import type { Stage } from '../../e2e/stage.ts';
import type { Album } from '../album.ts';
import { booking } from './booking.ts';
import { opening } from './opening.ts';
import { riding } from './riding.ts';
import { troubles } from './troubles.ts';

export async function riderStory(stage: Stage, page: Page, album: Album): Promise<void> {
  await opening(stage, page, album);
  await booking(stage, page, album);
  await riding(stage, page, album);
  await troubles(stage, page, album);
}
