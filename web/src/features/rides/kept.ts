/**
 * Commands that were not answered yet, each under a key of its own, so that two tabs do not take each other's away: over closing the page on the
 * rider's own phone, over a reload of this tab on a borrowed one.
 */
import type { AccountId } from '@passaggio/contracts';
import { asking } from '../../lib/rider/api.ts';
import { preferences } from '../../lib/rider/preferences.ts';
import type { RiderCommand, Unsent } from './outbox.ts';

const PREFIX = 'unsent.';

interface Kept {
  readonly account: AccountId;
  readonly command: RiderCommand;
  readonly stopped?: Unsent['stopped'];
}

const storage = (): Storage => (preferences.mine() ? localStorage : sessionStorage);

export const kept = {
  /** Something was not answered yet: it is looked through by what asks the server, before it is shown. */
  isAny: (): boolean => {
    try {
      return keys(storage()).length > 0;
    } catch {
      return false;
    }
  },
  /** What another account left, or cannot be read, is not sent. */
  read: (account: AccountId): readonly Unsent[] => {
    try {
      return keys(storage()).flatMap((key) => readOne(key, account));
    } catch {
      return [];
    }
  },
  /** @returns false where this phone cannot keep them: they are gone with the page */
  write: (account: AccountId, before: readonly Unsent[], list: readonly Unsent[]): boolean => {
    try {
      const now = new Set(list.map((one) => keyOf(one)));
      for (const one of before) if (!now.has(keyOf(one))) storage().removeItem(keyOf(one));
      for (const one of list) storage().setItem(keyOf(one), JSON.stringify({ account, command: one.command, stopped: one.stopped } satisfies Kept));
      return true;
    } catch {
      return list.length === 0;
    }
  },
};

const keyOf = ({ command }: Unsent): string => PREFIX + command.body.id;

const keys = (of: Storage): string[] => Object.keys(of).filter((key) => key.startsWith(PREFIX));

function readOne(key: string, account: AccountId): Unsent[] {
  try {
    const found = JSON.parse(storage().getItem(key) ?? '') as Kept;
    return found.account === account
      ? [{ command: checked(found.command), tries: 0, stopped: found.stopped && asking().problemCode.parse(found.stopped) }]
      : [];
  } catch {
    return [];
  }
}

/** @throws for a command this release does not know */
function checked(command: RiderCommand): RiderCommand {
  const { Acknowledge, Command, EpochMs, RideAsk, RideId, StillHere } = asking();
  const ride = RideId.parse(command.ride);
  switch (command.what) {
    case 'ask':
      return { what: command.what, ride, body: RideAsk.parse(command.body) };
    case 'acknowledge':
      return { what: command.what, ride, body: Acknowledge.parse(command.body) };
    case 'cancel':
      return { what: command.what, ride, body: Command.parse(command.body), until: command.until === undefined ? undefined : EpochMs.parse(command.until) };
    case 'still-here':
      return { what: command.what, ride, body: StillHere.parse(command.body) };
  }
}
