import type { EpochMs } from '@passaggio/contracts';
import type { Clock } from '../../ports/clock.ts';

export const systemClock: Clock = { now: () => Date.now() as EpochMs };
