/** Signing in, and who is signed in. */
import * as z from 'zod/mini';
import { each, open } from '../reading.ts';
import { AccountId, CardToken, EpochMs, LonLat, Pin, PoleId, SignInNumber, named } from '../units.ts';

export const Role = z.enum(['rider', 'driver', 'operator', 'coordinator']);
export type Role = z.infer<typeof Role>;
/** Which app, and so which cookie. Operators and coordinators share the console. */
export const Door = z.enum(['rider', 'driver', 'staff']);
export type Door = z.infer<typeof Door>;

export const SignIn = named(z.strictObject({ number: SignInNumber, pin: Pin }), 'SignIn');
export type SignIn = z.infer<typeof SignIn>;

/** A card instead of the number: still open where a number has run out of tries. */
export const CardSignIn = named(z.strictObject({ card: CardToken, pin: Pin }), 'CardSignIn');
export type CardSignIn = z.infer<typeof CardSignIn>;

/** As it is shown and dialled: digits, spaces, perhaps a plus. */
export const Telephone = z.string().check(z.regex(/^\+?[0-9 ]{3,20}$/));

export const Me = named(
  z.object({
    now: EpochMs,
    account: AccountId,
    role: open(Role),
    /** Poles in reach; a rider's and a driver's own one. */
    poles: each(z.object({ id: PoleId, name: z.string(), region: z.string(), zone: z.string(), dispatch: z.optional(Telephone) })),
  }),
  'Me',
);
export type Me = z.infer<typeof Me>;

/** The programme's hubs, for whoever has no card: public places. */
export const Poles = named(z.object({ poles: each(z.object({ name: z.string(), region: z.string(), at: LonLat })) }), 'Poles');
export type Poles = z.infer<typeof Poles>;

/** What proves to a locked session that its rider holds the phone. */
export const Unlock = named(z.strictObject({ pin: Pin }), 'Unlock');
export type Unlock = z.infer<typeof Unlock>;

export const ChangePin = named(z.strictObject({ before: Pin, pin: Pin }), 'ChangePin');
export type ChangePin = z.infer<typeof ChangePin>;

/** Names a session to its own account; opens nothing. */
export const SessionName = z.string().check(z.regex(/^[0-9a-f]{16}$/));

/** Where an account is signed in: when, and nothing of the device. */
export const Sessions = named(
  z.object({
    now: EpochMs,
    sessions: z.array(
      z.object({
        session: SessionName,
        began: EpochMs,
        /** To the minute. Null where it is not known: it began before this was written down. */
        used: z.nullable(EpochMs),
        isThis: z.boolean(),
      }),
    ),
  }),
  'Sessions',
);
export type Sessions = z.infer<typeof Sessions>;

export const Empty = named(z.object({}), 'Empty');
