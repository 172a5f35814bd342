import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { drawings, type SignName } from '../../ui/src/state/drawings.ts';

/** States that a rider must not mix up; and the largest part of two that may be the same ink. */
const apart: readonly SignName[] = ['not-sent', 'asked', 'waiting', 'seat', 'changed', 'cancelled', 'missed'];
const MOST_ALIKE = 0.5;
const SIZE = 48;

test('the states that matter differ pairwise in silhouette, black at 48 px', async () => {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage();
  const ink = await page.evaluate(
    ([all, size]) =>
      all.map(({ stroke, fill }) => {
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = size;
        const pen = canvas.getContext('2d')!;
        pen.lineWidth = 5;
        pen.lineCap = 'square';
        const [lines, shape] = [new Path2D(stroke), new Path2D(fill)];
        pen.stroke(lines);
        pen.fill(shape, 'evenodd');
        return [...pen.getImageData(0, 0, size, size).data].filter((_, i) => i % 4 === 3).map((alpha) => alpha > 127);
      }),
    [apart.map((sign) => drawings[sign]), SIZE] as const,
  );
  await browser.close();
  const silhouette = (of: SignName): readonly boolean[] => ink[apart.indexOf(of)]!;
  const alike: string[] = [];
  for (const [i, one] of apart.entries()) {
    for (const other of apart.slice(i + 1)) {
      const [a, b] = [silhouette(one), silhouette(other)];
      const shared = a.filter((black, at) => black && b[at]).length;
      const together = a.filter((black, at) => black || b[at]).length;
      const part = shared / together;
      if (part > MOST_ALIKE) alike.push(`${one} and ${other}: ${part.toFixed(2)}`);
    }
    expect(silhouette(one).filter(Boolean).length, `${one} is drawn`).toBeGreaterThan(150);
  }
  expect(alike).toEqual([]);
});
