/** The apps whose screens are shown, each with its story. */
import type { Page } from 'playwright-core';
import { openStage, type Stage } from '../e2e/stage.ts';
import { openAlbum, type Album, type Asked, type Dress } from './album.ts';
import { driverStory } from './driver/story.ts';
import { riderStory } from './rider/story.ts';

interface Told {
  readonly start: string;
  readonly path: string;
  readonly schemes: readonly string[];
  readonly dress: Dress;
  readonly story: (stage: Stage, page: Page, album: Album) => Promise<void>;
}

const told = {
  rider: { start: '2027-07-01T14:00:00Z', path: '/', schemes: ['light', 'dark'], dress: (language) => ({ language }), story: riderStory },
  driver: {
    start: '2027-07-01T14:00:00Z',
    path: '/driver/',
    schemes: ['night', 'light'],
    dress: (language) => ({ 'driver.language': language }),
    story: driverStory,
  },
} as const satisfies { readonly [app: string]: Told };

export type App = keyof typeof told;
export const APPS = Object.keys(told) as App[];
export const isApp = (name: string): name is App => name in told;

/** Tells the whole story of an app on a phone of 360 x 568, shown to all viewers. */
export async function tell(app: App, looks: Pick<Asked, 'languages' | 'viewers'> & { readonly height?: number }): Promise<Pick<Album, 'count' | 'faults'>> {
  const { start, path, schemes, dress, story } = told[app];
  const stage = await openStage(start);
  try {
    const { page } = await stage.browser({ height: looks.height ?? 568 });
    const address = `${stage.origin}${path}`;
    await page.goto(address);
    const album = openAlbum({ page, address, schemes, dress, ...looks });
    await story(stage, page, album);
    return { ...album, faults: [...album.faults, ...stage.strayed.map((one) => `left its origin, or was reported by its policy: ${one}`)] };
  } finally {
    await stage.close();
  }
}
