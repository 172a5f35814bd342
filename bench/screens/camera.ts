import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf, type Viewer } from './album.ts';

/** Keeps a picture of each view: `SCREEN.STATE.LANGUAGE.SCHEME.png`. No two of an app have the same name. */
export function camera(folder: string): Viewer {
  mkdirSync(folder, { recursive: true });
  const taken = new Set<string>();
  return async (page, shown) => {
    const name = nameOf(shown);
    if (taken.has(name)) return ['another view has this name, expected one of its own'];
    taken.add(name);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    return [];
  };
}
