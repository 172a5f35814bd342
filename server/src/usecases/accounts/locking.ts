/**
 * A rider's session is locked five minutes after a hand last did something with it, by the server's clock: whoever finds the phone has its cookie, and not
 * the PIN. The time is written down once a minute at most, so that it is locked four to five minutes after the last tap.
 */
import { MINUTE, type EpochMs } from '@passaggio/contracts';
import type { Session } from '../../domain/documents.ts';
import type { Actor } from '../handlers.ts';
import type { AccountNeeds } from './sessions.ts';

const LOCKED_AFTER = 5 * MINUTE;

/** Drivers and staff have no lock: their doors close by themselves after a day or less. */
export function isLocked({ role, used }: Pick<Session, 'role' | 'used'>, now: EpochMs): boolean {
  return role === 'rider' && now >= openUntil(used, now);
}

/** One that says no time is of an earlier release, and one that says a time to come is of a clock that was wrong: nobody knows. */
const openUntil = (used: EpochMs | undefined, now: EpochMs): EpochMs => (used === undefined || used - now >= LOCKED_AFTER ? 0 : used + LOCKED_AFTER) as EpochMs;

/** When it will be locked, as far as is written down; 0 where it has ended. */
export async function openUntilOf(id: string, { reads, clock }: Pick<AccountNeeds, 'reads' | 'clock'>): Promise<EpochMs> {
  const session = await reads.sessions.find(id);
  return openUntil(session?.used, clock.now());
}

/** Somebody is there. Where another server wrote in the same moment, it is written. */
export async function noteUse(
  { session: id }: Pick<Actor, 'session'>,
  { store, reads, clock }: Pick<AccountNeeds, 'store' | 'reads' | 'clock'>,
): Promise<void> {
  const session = await reads.sessions.find(id);
  const now = clock.now();
  if (session === undefined || (session.used !== undefined && now - session.used < MINUTE)) return;
  const { version, ...doc } = session;
  await store.commit([{ puts: [{ kind: 'session', doc: { ...doc, used: now }, ifVersion: version }] }], now);
}
