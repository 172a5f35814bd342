/**
 * A rider's session is locked five minutes after a hand last did something with it, by the server's clock: whoever finds the phone has its cookie, and not
 * the PIN. The time is written down once a minute at most, so that it is locked four to five minutes after the last tap.
 */
import { MINUTE, type EpochMs } from '@passaggio/contracts';
import type { Session } from '../../domain/documents.ts';
import type { Actor } from '../handlers.ts';
import type { AccountNeeds } from './sessions.ts';

const LOCKED_AFTER = 5 * MINUTE;

/** Drivers and staff have no lock: their doors close by themselves after a day or less. One that says no time is of an earlier release: nobody knows. */
export function isLocked({ role, used }: Pick<Session, 'role' | 'used'>, now: EpochMs): boolean {
  return role === 'rider' && (used === undefined || now - used >= LOCKED_AFTER);
}

/** When it will be locked, as far as is written down; 0 where it has ended. */
export async function openUntilOf(id: string, { reads }: Pick<AccountNeeds, 'reads'>): Promise<EpochMs> {
  const session = await reads.sessions.find(id);
  return ((session?.used ?? -LOCKED_AFTER) + LOCKED_AFTER) as EpochMs;
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
