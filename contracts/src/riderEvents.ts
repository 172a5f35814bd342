/** What a rider's stream says: a rider's page brings no schemas of runs and days. */
import * as z from 'zod/mini';
import { Cards, RideCard } from './http/rides.ts';
import { ownOf } from './reading.ts';
import { eventOf, syncAnswerOf } from './streams.ts';
import { named } from './units.ts';

export const RiderEvent = z.object({ v: z.literal(1), type: z.literal('card'), card: RideCard });
export type RiderEvent = z.infer<typeof RiderEvent>;
export const RiderSnapshot = z.object({ of: z.literal('rider'), cards: Cards.shape.cards, reduced: Cards.shape.reduced });

export const RiderStreamEvent = named(eventOf(ownOf(RiderEvent)), 'RiderStreamEvent');
export const RiderSyncAnswer = named(syncAnswerOf(RiderStreamEvent, ownOf(RiderSnapshot)), 'RiderSyncAnswer');
