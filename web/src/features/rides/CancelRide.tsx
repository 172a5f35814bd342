import type { RideCard as Card } from '@passaggio/contracts';
import { Forward, Wide } from '../../lib/rider/Buttons.tsx';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { faceOf } from './face.ts';
import { RideCard } from './RideCard.tsx';
import { useNow, useRider } from './useRider.ts';

/** Asked once, with the ride in sight. After arriving it is the way back that is given up. */
export function CancelRide({ card, done }: { readonly card: Card; readonly done: () => void }) {
  const { t } = useRiderWords();
  const { store, leave } = useRider();
  const face = faceOf(card, useNow());
  const back = face.acts.includes('no-return');
  const yes = (): void => {
    if (back || face.acts.includes('cancel')) store.cancel(card.ride, back ? 'way-back' : 'ride'); // else the bus has come meanwhile
    done();
  };
  return (
    <Screen
      name="cancel"
      title={t(back ? 'act.askNoReturn' : 'act.askCancel')}
      shows={say(back ? 'act.askNoReturn' : 'act.askCancel')}
      back={done}
      leave={leave}
    >
      <RideCard card={card} face={face} show={done} />
      <Forward icon="cross" tone="stop" say={say(back ? 'act.yesNoReturn' : 'act.yes')} act={yes}>
        {t(back ? 'act.yesNoReturn' : 'act.yes')}
      </Forward>
      <Wide icon="back" say={say('act.keep')} act={done}>
        {t('act.keep')}
      </Wide>
    </Screen>
  );
}
