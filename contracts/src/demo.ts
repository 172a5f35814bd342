/** What the page of the demo hears of the day that is played. Served in demo mode alone, and no operation of the interface. */
import * as z from 'zod/mini';
import { PoleId, ServiceDate } from './units.ts';

/** What a driver did, or is about to do. */
export const DemoTold = z.object({
  what: z.enum(['start', 'arrive', 'board', 'alight', 'leave', 'end']),
  at: z.number(),
  plate: z.number(),
  place: z.nullable(z.string()),
});
export type DemoTold = z.infer<typeof DemoTold>;

const Login = z.object({ number: z.string(), pin: z.string() });
export type DemoLogin = z.infer<typeof Login>;

const Ready = z.object({
  ready: z.literal(true),
  /** The product's clock. */
  now: z.number(),
  /** 0: nobody plays. */
  speed: z.number(),
  pole: PoleId,
  date: ServiceDate,
  people: z.object({ rider: Login, driver: Login, staff: Login }),
  /** Newest first. */
  said: z.array(DemoTold),
  next: z.nullable(DemoTold),
});
export const DemoState = z.discriminatedUnion('ready', [z.object({ ready: z.literal(false) }), Ready]);
export type DemoState = z.infer<typeof DemoState>;
export type DemoReady = z.infer<typeof Ready>;

/** How many times faster than real time the day goes on; 0 stops. */
export const DemoPlay = z.strictObject({ speed: z.number().check(z.minimum(0), z.maximum(60)) });
