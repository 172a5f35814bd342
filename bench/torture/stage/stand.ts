/** The product that is tortured, with the time it believes in, over all its restarts. */
import type { Begin, Point, StorePlace } from '../child/orders.ts';
import { startProduct, type Heard, type Running } from './product.ts';

export interface Stand {
  readonly origin: () => string;
  readonly running: Running;
  /** The product's time, in epoch milliseconds. */
  now(): number;
  /** Moves the product's clock, back too, and lets it do what is due. */
  moveClock(by: number): Promise<void>;
  /** Kills it; its death is waited for. */
  kill(): Promise<void>;
  /** Where it died by itself. */
  died(): Promise<Point | undefined>;
  restart(): Promise<void>;
  /** Whether it still answers; asked after a connection was lost. */
  alive(): Promise<boolean>;
}

export interface Standing {
  readonly store: StorePlace;
  /** The product's first moment, in epoch milliseconds. */
  readonly start: number;
  readonly begin: Pick<Begin, 'seed' | 'followed'>;
  readonly heard: Heard;
  /** What the product runs under until its first restart. */
  readonly under: readonly string[];
}

export async function openStand({ store, start, begin, heard, under }: Standing): Promise<Stand> {
  let ahead = start - Date.now();
  const launch = (below: readonly string[] = []) => startProduct({ ...begin, store, ahead: Math.round(ahead) }, heard, below);
  let running = await launch(under);
  return {
    origin: () => running.origin,
    get running() {
      return running;
    },
    now: () => Date.now() + ahead,
    async moveClock(by) {
      ahead += by;
      await running.order({ order: 'clock', ahead: Math.round(ahead) });
      await running.order({ order: 'tick' });
    },
    kill: () => running.kill(),
    died: () => running.dead,
    async restart() {
      running = await launch();
    },
    async alive() {
      const answers = await fetch(`${running.origin}/healthz`).then(
        (response) => response.ok,
        () => false,
      );
      if (!answers) await running.dead;
      return answers;
    },
  };
}
