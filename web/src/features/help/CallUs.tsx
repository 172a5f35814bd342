import { Icon, Ltr, part, type IconName } from '@passaggio/ui';
import buttons from '../../lib/rider/buttons.module.css';
import { say, useRiderWords, type RiderKey } from '../../lib/rider/words.ts';
import { useNow, useRider } from '../rides/useRider.ts';
import { answersNow, helpdesk } from './hours.ts';

interface Answering {
  readonly words: RiderKey;
  readonly icon: IconName;
  /** As it is dialled, and as it is read. */
  readonly dialled: string;
  readonly shown: string;
}

export const dispatchAt = (number: string): Answering => ({ words: 'help.dispatch', icon: 'bus', dialled: number, shown: number });
export const HELPDESK: Answering = { words: 'help.helpdesk', icon: 'phone', dialled: helpdesk.phone, shown: helpdesk.shown };

/** Who takes a call from somebody on a ride: dispatch, which answers while buses run, else the helpdesk while it is open. */
export function useAnswering(): Answering | undefined {
  const { me, zone } = useRider();
  const now = useNow();
  const number = me.poles[0]?.dispatch;
  if (number !== undefined) return { ...dispatchAt(number), icon: 'phone' }; // beside the tile that books a bus
  return answersNow(now, zone) ? HELPDESK : undefined;
}

/** A call needs no data. @param state  why it is offered, where that is not said beside it: the pictogram and the number then say the rest */
export function CallUs({ who: { words, icon, dialled, shown }, state }: { readonly who: Answering; readonly state?: RiderKey }) {
  const { t } = useRiderWords();
  return (
    <a className={buttons.wide} data-say={say(state, words, part.code(shown))} href={`tel:${dialled}`}>
      <Icon name={icon} size={40} />
      <span>
        {state !== undefined && (
          <span className={buttons.late} role="status">
            {t(state)}
          </span>
        )}
        <span className={state === undefined ? undefined : 'only-heard'}>{t(words)} </span>
        <Ltr>{shown}</Ltr>
      </span>
    </a>
  );
}
