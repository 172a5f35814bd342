import { Clock, clockTime, part } from '@passaggio/ui';
import { Notice } from '../../lib/rider/Buttons.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { useNow, useRider, useRiderState } from './useRider.ts';

/** A link that comes back at once is not worth a word. */
const GRACE_MS = 5_000;

/** Whether what is shown may be old, told as a time. */
export function Freshness() {
  const { rich } = useRiderWords();
  const { link, freshAt, unsent } = useRiderState();
  const { zone } = useRider();
  const now = useNow();
  if (unsent.some(({ command, tries }) => command.what === 'still-here' && tries > 0)) return null; // says more
  if (link === 'live' || freshAt === undefined || now - freshAt < GRACE_MS) return null;
  return (
    <Notice
      icon={link === 'opening' ? 'again' : 'no-signal'}
      tone="late"
      passing={link === 'opening'}
      shows={say('common.asOf', part.time(clockTime(freshAt, zone)))}
    >
      {rich('common.asOf', { time: <Clock at={freshAt} /> })}
    </Notice>
  );
}
