/** Pictures of one page in every language and scheme: `SCREEN.STATE.LANG.SCHEME.png`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export interface Look {
  readonly language: string;
  readonly scheme: string;
}

/** How an app is told the language and the scheme. */
export type Dress = (look: Look) => { readonly [key: string]: string };

export interface Album {
  /**
   * The page is opened anew for each look, at the same place in its story.
   *
   * @param reach  the way from where the page opens to the screen
   */
  shoot(screen: string, state: string, reach?: (page: Page) => Promise<unknown>): Promise<void>;
  readonly count: number;
  /** What does not fit its phone, and screens that could not be reached. */
  readonly faults: readonly string[];
}

interface Asked {
  readonly page: Page;
  readonly address: string;
  readonly out: string;
  readonly looks: readonly Look[];
  readonly dress: Dress;
}

export function openAlbum({ page, address, out, looks, dress }: Asked): Album {
  mkdirSync(out, { recursive: true });
  const album = { count: 0, faults: [] as string[] };
  const shot = async (name: string, look: Look, reach?: (page: Page) => Promise<unknown>): Promise<void> => {
    try {
      await page.evaluate((kept) => Object.entries(kept).forEach(([key, value]) => localStorage.setItem(key, value)), dress(look));
      await page.goto(address);
      await page.locator('[data-screen]').first().waitFor();
      await reach?.(page);
      await page.evaluate(() => document.fonts.ready);
      const over = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]);
      if (over.some((px) => px > 0)) album.faults.push(`${name}: ${over[0]} px too wide, ${over[1]} px too tall`);
    } catch (cause) {
      album.faults.push(`${name}: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`);
    }
    await page.screenshot({ path: join(out, `${name}.png`) });
    album.count += 1;
  };
  return Object.assign(album, {
    async shoot(screen: string, state: string, reach?: (page: Page) => Promise<unknown>) {
      for (const look of looks) await shot(`${screen}.${state}.${look.language}.${look.scheme}`, look, reach);
      await page.goto(address); // the story goes on from where the page opens
      await page.locator('[data-screen]').first().waitFor();
    },
  });
}
