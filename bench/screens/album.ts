/** A page shown in every language and scheme at each step of its story, for whoever looks: a camera, a check. */
import type { Page } from 'playwright-core';

export interface Shown {
  readonly screen: string;
  readonly state: string;
  readonly language: string;
  readonly scheme: string;
  /** The first scheme of this language: what does not hang on colours need not be looked at again. */
  readonly isFirst: boolean;
}

/** @returns what is wrong, in words */
export type Viewer = (page: Page, shown: Shown) => Promise<readonly string[]>;

/** How an app is told the language: what its page keeps. */
export type Dress = (language: string) => { readonly [key: string]: string };

export interface Album {
  /**
   * The page is opened anew for each language, at the same place in its story.
   *
   * @param reach  the way from where the page opens to the screen, by pictograms and never by words
   */
  shoot(screen: string, state: string, reach?: (page: Page) => Promise<unknown>): Promise<void>;
  /** The page as it stands, in the language of the moment only: where opening it anew would lose it. */
  here(screen: string, state: string): Promise<void>;
  /** Views so far. */
  readonly count: number;
  /** What viewers found, and screens that could not be reached. */
  readonly faults: readonly string[];
}

export interface Asked {
  readonly page: Page;
  readonly address: string;
  readonly languages: readonly string[];
  readonly schemes: readonly string[];
  readonly dress: Dress;
  readonly viewers: readonly Viewer[];
}

export const nameOf = ({ screen, state, language, scheme }: Shown): string => `${screen}.${state}.${language}.${scheme}`;

export function openAlbum({ page, address, languages, schemes, dress, viewers }: Asked): Album {
  const album = { count: 0, faults: [] as string[] };
  let worn = languages[0]!;
  const view = async (screen: string, state: string, language: string): Promise<void> => {
    await page.evaluate(() => document.fonts.ready);
    for (const [i, scheme] of schemes.entries()) {
      const shown: Shown = { screen, state, language, scheme, isFirst: i === 0 };
      await page.evaluate((theme) => (document.documentElement.dataset['theme'] = theme), scheme);
      for (const viewer of viewers) for (const fault of await viewer(page, shown)) album.faults.push(`${nameOf(shown)}: ${fault}`);
      album.count += 1;
    }
  };
  const open = async (language: string): Promise<void> => {
    worn = language;
    await page.evaluate((kept) => Object.entries(kept).forEach(([key, value]) => localStorage.setItem(key, value)), dress(language));
    await page.goto(address);
    await page.locator('[data-screen]').first().waitFor();
    await page.locator('[data-passing="true"]').waitFor({ state: 'detached' }); // what the phone remembered
  };
  return Object.assign(album, {
    async shoot(screen: string, state: string, reach?: (page: Page) => Promise<unknown>) {
      for (const language of languages) {
        try {
          await open(language);
          await reach?.(page);
          await view(screen, state, language);
        } catch (cause) {
          album.faults.push(`${screen}.${state}.${language}: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`);
        }
      }
      await open(languages[0]!); // the story goes on from where the page opens
    },
    here: (screen: string, state: string) => view(screen, state, worn),
  });
}
