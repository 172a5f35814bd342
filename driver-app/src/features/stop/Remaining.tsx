import type { Now } from '../../offline/time.ts';
import { useDriverWords } from '../../lib/words.ts';

/** Until then, never negative: whole minutes, the last one in seconds. With a colon it would read as a time of day. */
export function Remaining({ until, now }: { readonly until: number; readonly now: Now }) {
  const { t } = useDriverWords();
  const seconds = Math.max(0, Math.ceil((until - now.at) / 1000));
  return <bdi>{seconds > 60 ? t('stop.minutes', { n: Math.ceil(seconds / 60) }) : t('stop.seconds', { n: seconds })}</bdi>;
}
