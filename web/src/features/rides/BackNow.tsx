import type { RideCard as Card } from '@passaggio/contracts';
import type { ReactNode } from 'react';
import { Forward, Wide } from '../../lib/rider/Buttons.tsx';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { useRider } from './useRider.ts';

/**
 * *Take me back now*, while the shift goes on: asked once more, since a person sets out for it. *Yes* is not where the finger is that asked.
 *
 * @param children  the ride, where it may be shown
 */
export function BackNow({ card, done, children }: { readonly card: Card; readonly done: () => void; readonly children?: ReactNode }) {
  const { t } = useRiderWords();
  const { store, leave } = useRider();
  const yes = (): void => {
    store.stillHere(card.ride, true);
    done();
  };
  return (
    <Screen
      name="back-now"
      title={t('act.askBackNow')}
      shows={say('act.askBackNow')}
      back={done}
      leave={leave}
      forward={
        <Forward icon="person" tone="stop" say={say('act.yesBackNow')} act={yes}>
          {t('act.yesBackNow')}
        </Forward>
      }
    >
      {children}
      <Wide icon="back" say={say('act.noBackNow')} act={done}>
        {t('act.noBackNow')}
      </Wide>
    </Screen>
  );
}
