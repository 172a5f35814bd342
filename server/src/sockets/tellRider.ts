/** A rider's stream over sockets: each session hears it as it stands at that moment, locked or open. */
import { type EpochMs, type ServerToClient, type StreamEvent } from '@passaggio/contracts';
import { openUntilOf } from '../usecases/accounts/locking.ts';
import type { AccountNeeds } from '../usecases/accounts/sessions.ts';
import type { SyncNeeds } from '../usecases/sync.ts';
import type { Turn } from '../usecases/turns.ts';

interface Hearing {
  readonly data: { readonly actor: { readonly session: string }; openUntil?: EpochMs };
  emit: (name: 'event', ...args: Parameters<ServerToClient['event']>) => unknown;
  disconnect: (close: boolean) => unknown;
}

interface Needs {
  readonly accounts: AccountNeeds;
  readonly sync: SyncNeeds;
}

/** Events are told one after the other, in their order. */
export function tellRider(socketsOf: () => readonly Hearing[], needs: Needs, turn: Turn): (event: StreamEvent) => void {
  let last: Promise<unknown> = Promise.resolve();
  return (event) => {
    last = last.then(() => tellAll(event, socketsOf(), needs, turn));
  };
}

async function tellAll(event: StreamEvent, sockets: readonly Hearing[], needs: Needs, turn: Turn): Promise<void> {
  let reduced: Promise<StreamEvent | undefined> | undefined;
  for (const socket of sockets) {
    try {
      if (await isOpen(socket, needs)) {
        socket.emit('event', event);
        continue;
      }
      reduced ??= turn().then(() => needs.sync.locked.event(event));
      const told = await reduced;
      if (told !== undefined) socket.emit('event', told);
    } catch {
      socket.disconnect(true); // nobody knows what it may hear: it comes back and asks
    }
  }
}

/** A session is read again only where it was not known to be open: it stays open longer than was known, never shorter. */
async function isOpen({ data }: Hearing, { accounts }: Needs): Promise<boolean> {
  const now = accounts.clock.now();
  if (data.openUntil === undefined || now >= data.openUntil) data.openUntil = await openUntilOf(data.actor.session, accounts);
  return now < data.openUntil;
}
