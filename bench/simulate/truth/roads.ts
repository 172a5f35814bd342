/** Driving in the physical world: the pinned times, with lognormal noise on each leg and one blockage a pole and day. */
import type { PoleSetup } from '@passaggio/contracts';
import type { Random } from '@passaggio/fixtures';
import { estimateTravel } from '../../../server/src/adapters/estimate/estimate.ts';
import { habits } from '../habits.ts';

export interface Roads {
  /** Pinned driving time in milliseconds; an empty id is the depot. */
  pinned(from: string, to: string): number;
  /** How long this drive takes. */
  drive(from: string, to: string, at: number): number;
  /** The first drive that begins after this is held up. */
  block(at: number): void;
}

export async function roadsOf(setup: PoleSetup, draw: Random): Promise<Roads> {
  const spots = [{ id: '', at: setup.at }, ...setup.places, ...setup.sites];
  const index = new Map(spots.map((spot, i): [string, number] => [spot.id, i]));
  const { seconds } = await estimateTravel().matrix(spots.map((spot) => spot.at));
  const blocks: number[] = [];
  const pinned = (from: string, to: string) => seconds[index.get(from)! * spots.length + index.get(to)!]! * 1000;
  return {
    pinned,
    drive(from, to, at) {
      const blocked = blocks.findIndex((time) => time <= at && from !== to);
      if (blocked >= 0) blocks.splice(blocked, 1);
      return Math.round(pinned(from, to) * Math.exp(habits.noise * draw.normal())) + (blocked >= 0 ? habits.blockage : 0);
    },
    block: (at) => void blocks.push(at),
  };
}
