import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf, type Viewer } from './album.ts';

/** Keeps a picture of each view: `SCREEN.STATE.LANGUAGE.SCHEME.png`. */
export function camera(folder: string): Viewer {
  mkdirSync(folder, { recursive: true });
  return async (page, shown) => {
    await page.screenshot({ path: join(folder, `${nameOf(shown)}.png`) });
    return [];
  };
}
