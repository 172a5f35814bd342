import { Main, Notice } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { useDriverWords } from '../../lib/words.ts';
import { CallDispatch } from './CallDispatch.tsx';

/** What was tapped is not on the disk, and so did not happen: on paper, and to dispatch by voice. */
export function DiskFull({ retry }: { readonly retry: () => void }) {
  const { t } = useDriverWords();
  return (
    <Screen
      name="disk-full"
      foot={
        <Main icon="again" act={retry}>
          {t('common.retry')}
        </Main>
      }
    >
      <Notice icon="warning" tone="stop">
        {t('refused.disk')}
      </Notice>
      <CallDispatch />
    </Screen>
  );
}
