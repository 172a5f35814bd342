/** The phones and links that the pages are measured on. */
import type { Page } from 'playwright-core';

export interface Link {
  readonly name: string;
  /** kbit/s. */
  readonly down: number;
  readonly up: number;
  /** Milliseconds from a request to the first byte of its answer, added to each. */
  readonly latency: number;
}

/**
 * The throughput of Chrome's preset "Slow 3G" (80 % of 500 kbit/s, both ways). The preset stands for a round trip of 400 ms and adds five times as
 * much to each request, for the connections, handshakes and lost packets that it does not play: `slow3G` is the link, `preset` is what the preset
 * makes of it.
 */
export const slow3G: Link = { name: 'slow 3G, round trip 400 ms', down: 400, up: 400, latency: 400 };
export const preset: Link = { name: 'Chrome\'s preset "Slow 3G", 2,000 ms a request', down: 400, up: 400, latency: 2_000 };

/** Times slower than this machine: a cheap phone. */
export const SLOWER = 4;

export async function throttle(page: Page, { down, up, latency }: Link): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const perSecond = (kbit: number) => (kbit * 1000) / 8;
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: perSecond(down),
    uploadThroughput: perSecond(up),
    connectionType: 'cellular3g',
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}
