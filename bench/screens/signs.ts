/** What carries a screen without words: no two controls alike, one way forward, and a voice for everything. */
import type { Browser, Page } from 'playwright-core';
import type { Viewer } from './album.ts';

const CONTROLS = 'button, a[href], [role="switch"]';

/** One forward button a screen. */
export const oneForward: Viewer = async (page, { isFirst }) => {
  if (!isFirst) return [];
  const count = await page.locator('[class*="_forward_"]:visible').count();
  return count > 1 ? [`${count} forward buttons, expected one`] : [];
};

/** Least part of two crops, in grey, that must differ. */
const APART = 0.015;

/**
 * No two controls of a screen look alike, also in grey. Not those that say themselves at the first tap wherever one is (`data-listen`): the
 * names of languages.
 */
export const unlike: Viewer = async (page, { isFirst }) => {
  if (!isFirst) return []; // in grey every scheme is the same
  const boxes = await page.evaluate((wanted) => {
    const shown = [...document.querySelectorAll<HTMLElement>(wanted)].filter(
      (one) => one.checkVisibility({ visibilityProperty: true }) && one.closest('[data-listen]') === null,
    );
    return shown.map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return { name: one.getAttribute('aria-label') ?? one.innerText.trim().replaceAll('\n', ' '), x: x + scrollX, y: y + scrollY, width, height };
    });
  }, CONTROLS);
  const picture = await page.screenshot({ fullPage: true });
  const table = await tableOf(page.context().browser()!);
  const alike = await table.evaluate(compare, { png: picture.toString('base64'), boxes, apart: APART });
  return alike.map(([a, b, part]) => `"${a}" and "${b}" look alike: ${(100 * part).toFixed(1)} % differ`);
};

const tables = new WeakMap<Browser, Promise<Page>>();

/** An empty page to take pictures apart on: in a window of its own, or the page that is looked at is drawn once a second only. */
function tableOf(browser: Browser): Promise<Page> {
  const made = tables.get(browser) ?? browser.newPage();
  tables.set(browser, made);
  return made;
}

interface Compared {
  readonly png: string;
  readonly boxes: readonly { readonly name: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number }[];
  readonly apart: number;
}

/** Runs on the table. */
async function compare({ png, boxes, apart }: Compared): Promise<[string, string, number][]> {
  const bytes = Uint8Array.from(atob(png), (char) => char.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const SIDE = 64;
  const greys = boxes.map(({ x, y, width, height }) => {
    const canvas = new OffscreenCanvas(SIDE, SIDE);
    const pen = canvas.getContext('2d')!;
    pen.filter = 'grayscale(1)';
    pen.drawImage(image, x, y, width, height, 0, 0, SIDE, SIDE);
    return pen.getImageData(0, 0, SIDE, SIDE).data.filter((_, i) => i % 4 === 0);
  });
  const alike: [string, string, number][] = [];
  greys.forEach((one, i) => {
    greys.slice(i + 1).forEach((other, j) => {
      const differ = one.filter((value, at) => Math.abs(value - other[at]!) > 64).length / one.length;
      if (differ < apart) alike.push([boxes[i]!.name, boxes[i + 1 + j]!.name, differ]);
    });
  });
  return alike;
}

/**
 * Every screen with a speaker says what it shows, and every control of it says itself. A control that stands on many screens is heard on the
 * first.
 *
 * @param isRecorded  a device voice and a tone are not enough
 */
export function speaks(isRecorded: boolean): Viewer {
  const known = new Set<string>();
  return (page, { isFirst }) => (isFirst ? listen(page, known, isRecorded) : Promise.resolve([]));
}

async function listen(page: Page, known: Set<string>, isRecorded: boolean): Promise<string[]> {
  const speaker = page.locator('[data-speaker]');
  if ((await speaker.count()) === 0) return [];
  await page.evaluate((recordedOnly) => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const { start } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function quick(this: AudioBufferSourceNode, when?: number) {
      if (this.buffer === null) return start.call(this, when);
      queueMicrotask(() => this.dispatchEvent(new Event('ended'))); // hundreds of sentences: that it could be read is enough
    };
    document.addEventListener('passaggio:clip', (event) => {
      const { clip, how } = (event as CustomEvent<{ clip: string; how: string }>).detail;
      if (!recordedOnly || how === 'recording' || clip.startsWith('l.')) heard.push(clip); // names of languages are not recorded yet
    });
  }, isRecorded);
  const faults: string[] = [];
  const isHeard = async (act: () => Promise<unknown>, what: string) => {
    const before = await page.evaluate(() => (window as unknown as { heard: string[] }).heard.length);
    await act();
    await page
      .waitForFunction((count) => (window as unknown as { heard: string[] }).heard.length > count, before, { timeout: 5_000 })
      .catch(() => faults.push(`${what} says nothing`));
  };
  await isHeard(() => speaker.click(), 'the screen');
  const controls = await page.locator(`:is(${CONTROLS}):visible:not([data-speaker])`).all();
  for (const control of controls) {
    const name = (await control.getAttribute('aria-label')) ?? (await control.innerText()).trim();
    const what = `${name} ${await control.getAttribute('data-say')}`;
    if (known.has(what)) continue;
    known.add(what);
    await isHeard(() => control.evaluate((one: HTMLElement) => one.click()), `"${name}"`);
  }
  await speaker.click();
  return faults;
}
