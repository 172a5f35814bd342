/** Sessions that end take along what hangs on them: news to their phones, and their sockets. */
import type { AccountId } from '@passaggio/contracts';
import { StoreAway, type Entry } from '../../ports/store.ts';
import type { AccountNeeds } from './sessions.ts';

interface Ending {
  readonly id: string;
  readonly account: AccountId;
}

/** What is deleted with sessions of one account or of several. */
export async function dropsOf(sessions: readonly Ending[], { reads }: Pick<AccountNeeds, 'reads'>): Promise<NonNullable<Entry['drops']>> {
  const ids = new Set(sessions.map(({ id }) => id));
  const accounts = [...new Set(sessions.map(({ account }) => account))];
  const phones = (await Promise.all(accounts.map((account) => reads.pushPhones.ofAccount(account)))).flat();
  return [
    ...sessions.map(({ id }) => ({ kind: 'session' as const, id })),
    ...phones.filter(({ session }) => ids.has(session)).map(({ id }) => ({ kind: 'pushPhone' as const, id })),
  ];
}

/**
 * @param besides  what is deleted with them
 * @throws StoreAway where nobody knows whether they ended
 */
export async function endSessions(
  sessions: readonly Ending[],
  needs: Pick<AccountNeeds, 'store' | 'reads' | 'clock' | 'ended'>,
  besides: NonNullable<Entry['drops']> = [],
): Promise<void> {
  if (sessions.length === 0) return;
  const [outcome] = await needs.store.commit([{ drops: [...(await dropsOf(sessions, needs)), ...besides] }], needs.clock.now());
  if (outcome!.outcome !== 'committed') throw new StoreAway(`the end of ${sessions.length} sessions ended as ${outcome!.outcome}, expected committed`);
  for (const { id } of sessions) needs.ended(id);
}
