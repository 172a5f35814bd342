/** What acts are made from. */
import type { Commands } from '../commands.ts';
import type { Draw } from '../draw.ts';
import type { Rides } from '../rides.ts';
import type { Town } from '../town.ts';
import type { Verdict } from '../verdict.ts';

export interface Scene {
  readonly town: Town;
  readonly rides: Rides;
  readonly commands: Commands;
  readonly verdict: Verdict;
  readonly draw: Draw;
  /** The product's time, in epoch milliseconds. */
  now(): number;
}
