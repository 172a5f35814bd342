import { Ltr } from '@passaggio/ui';
import { MainLink } from '../../lib/Buttons.tsx';
import { useDriverState } from '../../lib/useDriver.ts';
import { useDriverWords } from '../../lib/words.ts';

/** By voice, where the pole has a number. */
export function CallDispatch() {
  const { t } = useDriverWords();
  const dispatch = useDriverState().me?.poles[0]?.dispatch;
  if (dispatch === undefined) return null;
  return (
    <MainLink icon="phone" href={`tel:${dispatch.replaceAll(' ', '')}`} note={<Ltr>{dispatch}</Ltr>} isLow>
      {t('help.dispatch')}
    </MainLink>
  );
}
