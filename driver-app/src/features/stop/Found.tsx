import { Clock, Ltr, Plate } from '@passaggio/ui';
import type { CodeFound } from '../../offline/codes.ts';
import { Notice } from '../../lib/Buttons.tsx';
import { useDriverWords } from '../../lib/words.ts';
import styles from './stop.module.css';

export interface Told {
  readonly code: string;
  readonly found: CodeFound | { readonly found: 'full' | 'other' | 'no-code' | 'strange-card' };
}

/** What a code meant, and what was done; another bus by its plate, as the rider sees it. */
export function Found({ code, found, seats }: Told & { readonly seats: number }) {
  const { t, rich } = useDriverWords();
  const isDone = found.found === 'gets-on' || found.found === 'gets-off';
  const words = () => {
    switch (found.found) {
      case 'full':
        return t('refused.full', { seats });
      case 'other':
        return t('refused.other');
      case 'no-code':
        return t('scan.other');
      case 'strange-card':
        return t('scan.strange');
      default:
        return rich(`code.${found.found}`, {
          code: <Ltr>{code}</Ltr>,
          ...('place' in found ? { place: found.place, time: <Clock at={found.at} /> } : {}),
          ...('plate' in found ? { plate: <Ltr>{found.plate}</Ltr> } : {}),
        });
    }
  };
  return (
    <div className={styles.found} data-found={found.found}>
      {'plate' in found && <Plate number={found.plate} size={64} />}
      <Notice icon={isDone ? 'check' : 'warning'} tone={isDone ? 'ok' : 'stop'}>
        {words()}
      </Notice>
    </div>
  );
}
