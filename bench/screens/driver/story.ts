/** A driver's day on one phone, which keeps where it is when the page is opened anew: out before dawn, home in the afternoon. */
import type { Page } from 'playwright-core';
import type { Stage } from '../../e2e/stage.ts';
import type { Album } from '../album.ts';
import { home } from './home.ts';
import { opening } from './opening.ts';
import { outward } from './outward.ts';
import { setOut } from './setOut.ts';

export async function driverStory(stage: Stage, page: Page, album: Album): Promise<void> {
  const shift = await opening(stage, page, album);
  await setOut(stage, page, album, shift);
  await outward(stage, page, album, shift);
  await home(stage, page, album, shift);
}
