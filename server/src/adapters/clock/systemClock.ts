import type { EpochMs } from '@passaggio/contracts';
import type { Clock, Ticks } from '../../ports/clock.ts';

export const systemClock: Clock = { now: () => Date.now() as EpochMs };

export const systemTicks: Ticks = () => performance.now();
