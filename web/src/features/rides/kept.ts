/** Unsent commands over a reload of this tab; gone with the tab, and when somebody leaves. */
import { Acknowledge, Command, RideAsk, RideId, type AccountId } from '@passaggio/contracts';
import type { RiderCommand, Unsent } from './outbox.ts';

const KEY = 'unsent';

export const kept = {
  /** What another account left, or cannot be read, is not sent. */
  read: (account: AccountId): readonly Unsent[] => {
    try {
      const found = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as { account?: unknown; list?: unknown } | null;
      if (found?.account !== account || !Array.isArray(found.list)) return [];
      return (found.list as { command: RiderCommand; tries: number }[]).map(({ command, tries }) => ({ command: checked(command), tries, stopped: undefined }));
    } catch {
      return [];
    }
  },
  write: (account: AccountId, list: readonly Unsent[]): void => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ account, list }));
    } catch {
      return;
    }
  },
};

/** @throws for a command this release does not know */
function checked(command: RiderCommand): RiderCommand {
  const ride = RideId.parse(command.ride);
  switch (command.what) {
    case 'ask':
      return { what: command.what, ride, body: RideAsk.parse(command.body) };
    case 'acknowledge':
      return { what: command.what, ride, body: Acknowledge.parse(command.body) };
    case 'cancel':
    case 'still-here':
      return { what: command.what, ride, body: Command.parse(command.body) };
  }
}
