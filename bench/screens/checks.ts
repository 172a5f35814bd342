/** What a screen must keep on any phone, whatever it shows: it fits, can be hit, can be read, and works behind cracked glass. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { Viewer } from './album.ts';

/** A hidden input is hit through its label. */
const CONTROLS = 'button, a[href], label:has(input), select, [role="switch"]';

/** Nothing to scroll for. */
export const fits: Viewer = async (page, { isFirst }) => {
  if (!isFirst) return [];
  const [wide, tall] = await page.evaluate(
    () => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight] as const,
  );
  return wide > 0 || tall > 0 ? [`${wide} px too wide, ${tall} px too tall`] : [];
};

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** axe: everything once a language, colours in each scheme with the stricter contrast too. */
export const axe: Viewer = async (page, { isFirst }) => {
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))));
  const builder = new AxeBuilder({ page });
  const asked = isFirst
    ? builder.options({ runOnly: { type: 'tag', values: RULES }, rules: { 'color-contrast-enhanced': { enabled: true } } })
    : builder.withRules(['color-contrast', 'color-contrast-enhanced']);
  const { violations } = await asked.analyze();
  return violations.map((one) => `axe ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
};

/** What a phone may be set to (Android: high contrast, colours of one's own). */
const SETTINGS = [{ forcedColors: 'active' }, { contrast: 'more' }] as const;

/** Everything can be read with colours that are not ours, and with more contrast asked for. */
export const otherColours: Viewer = async (page, { isFirst }) => {
  if (!isFirst) return [];
  const faults: string[] = [];
  for (const setting of SETTINGS) {
    await page.emulateMedia(setting);
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast', 'color-contrast-enhanced']).analyze();
    faults.push(...violations.map((one) => `${JSON.stringify(setting)} ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`));
    await page.emulateMedia({ forcedColors: null, contrast: null });
  }
  return faults;
};

/** Each control can be hit by a thumb in a glove. @param least  px a side */
export const targets =
  (least: number): Viewer =>
  async (page, { isFirst }) => {
    if (!isFirst) return [];
    const boxes = await boxesOf(page, CONTROLS);
    return boxes
      .filter(({ width, height }) => width < least || height < least)
      .map(({ name, width, height }) => `${name} is ${width} x ${height} px, expected ${least}`);
  };

/** A dead band of this many px across or along the screen leaves enough of each essential control. */
const BAND = 48;
const LIVE = 20;

/** @param essential  selector of the controls without which the way ends */
export const cracked =
  (essential: string): Viewer =>
  async (page, { isFirst }) => {
    if (!isFirst) return [];
    const boxes = await boxesOf(page, essential);
    return boxes
      .filter(({ width, height }) => Math.min(width, height) - BAND < LIVE)
      .map(({ name, width, height }) => `${name} is ${width} x ${height} px: less than ${LIVE} px live in a dead band of ${BAND}`);
  };

/** No text is cut off, hangs out of its control or over other text, or leaves the screen at the side. */
export const legible: Viewer = async (page, { isFirst }) => (isFirst ? page.evaluate(illegible) : []);

/** The same with letters twice as large; what does not fit is scrolled to. */
export const legibleLarge: Viewer = async (page, { isFirst }) => {
  if (!isFirst) return [];
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  const faults = await page.evaluate(illegible);
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
  return faults.map((fault) => `at 200 %: ${fault}`);
};

interface Box {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

function boxesOf(page: Page, selector: string): Promise<Box[]> {
  return page.evaluate((wanted) => {
    const shown = [...document.querySelectorAll<HTMLElement>(wanted)].filter(
      (one) => one.checkVisibility({ visibilityProperty: true }) && one.closest('.leaflet-container') === null,
    );
    return shown.map((one) => {
      const { width, height } = one.getBoundingClientRect();
      return { name: one.getAttribute('aria-label') ?? one.innerText.trim().replaceAll('\n', ' '), width: Math.round(width), height: Math.round(height) };
    });
  }, selector);
}

/** Runs in the page: the ink of each text against its boxes and against the ink of the others. */
function illegible(): string[] {
  const faults: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const inks: { readonly text: string; readonly parent: HTMLElement; readonly rects: DOMRect[] }[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || (node.textContent ?? '').trim() === '') continue;
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (parent.closest('.only-heard, svg, .leaflet-container, [data-sticky]') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    inks.push({ text: node.textContent!.trim().slice(0, 30), parent, rects: [...range.getClientRects()].filter(({ width }) => width > 0) });
  }
  for (const { text, parent, rects } of inks) {
    for (const { left, right, top, bottom } of rects) {
      if (left < -1 || right > innerWidth + 1) faults.push(`"${text}" leaves the screen`);
      for (let box: HTMLElement | null = parent; box !== null && box !== document.body; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box);
        const edge = box.getBoundingClientRect();
        const isControl = box.matches('button, a, article, [role="switch"]');
        const cutX = isControl || overflowX !== 'visible';
        const cutY = isControl || overflowY !== 'visible';
        const slack = (bottom - top) * 0.2; // the box of a line is taller than its letters
        if (cutX && (left < edge.left - 1 || right > edge.right + 1)) faults.push(`"${text}" is cut off by ${box.tagName} at the side`);
        if (cutY && (top < edge.top - slack || bottom > edge.bottom + slack)) faults.push(`"${text}" is cut off by ${box.tagName} above or below`);
        if (overflowY === 'auto' || overflowY === 'scroll') break;
      }
    }
  }
  const isStuck = (element: HTMLElement): boolean => element.closest('footer, header') !== null;
  inks.forEach((one, i) => {
    for (const other of inks.slice(i + 1)) {
      if (isStuck(one.parent) !== isStuck(other.parent)) continue; // a footer stands above what is scrolled
      if (one.rects.some((a) => other.rects.some((b) => over(a, b)))) faults.push(`"${one.text}" and "${other.text}" overlap`);
    }
  });
  return [...new Set(faults)];

  function over(a: DOMRect, b: DOMRect): boolean {
    const [airA, airB] = [0.2 * a.height, 0.2 * b.height]; // a line's box is taller than its letters
    const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const height = Math.min(a.bottom - airA, b.bottom - airB) - Math.max(a.top + airA, b.top + airB);
    return width > 2 && height > 2;
  }
}
