import type { Choices } from '@passaggio/contracts';
import { Icon, Ltr, type IconName } from '@passaggio/ui';
import { useState, type ReactNode } from 'react';
import { Forward, Tile } from '../../lib/rider/Buttons.tsx';
import { Screen } from '../../lib/rider/Screen.tsx';
import { useRiderWords } from '../../lib/rider/words.ts';
import { Day } from '../rides/Day.tsx';
import { useRider } from '../rides/useRider.ts';
import styles from './book.module.css';
import { Paged } from './Paged.tsx';
import type { Wish } from './wish.ts';

interface ConfirmProps {
  readonly choices: Choices;
  readonly wish: Wish;
  readonly change: (wish: Wish) => void;
  readonly ask: () => void;
  readonly back: () => void;
}
type Part = 'day' | 'shift' | 'place';

/** Everything at once, each line changed by one tap; 0 euro in sight of the button. */
export function Confirm(props: ConfirmProps) {
  const { choices, wish, change, ask, back } = props;
  const { t } = useRiderWords();
  const { leave } = useRider();
  const [part, setPart] = useState<Part>();
  const site = choices.sites.find((one) => one.id === wish.site);
  const place = choices.boardingPlaces.find((one) => one.id === wish.boardingPlace);
  const shift = site?.shifts.find((one) => one.start === wish.shiftStart);
  if (part !== undefined) return <ChangePart {...props} part={part} done={() => setPart(undefined)} />;
  return (
    <Screen
      name="confirm"
      title={t('book.confirm')}
      back={back}
      leave={leave}
      forward={
        <Forward icon="check" act={ask}>
          {t('book.go')} · <Ltr>0 €</Ltr>
        </Forward>
      }
    >
      <Row icon="farm" label={t('book.farm')} act={back}>
        <Ltr>{site?.number}</Ltr> {site?.name}
      </Row>
      <Row icon="calendar" label={t('book.day')} act={() => setPart('day')}>
        <Day serviceDate={wish.serviceDate} />
      </Row>
      <Row icon="clock" label={t('book.shift')} act={() => setPart('shift')}>
        <Ltr>
          {wish.shiftStart}
          {shift !== undefined && ` - ${shift.end}`}
        </Ltr>
      </Row>
      <Row icon="place" label={t('book.place')} act={() => setPart('place')}>
        {place?.name}
      </Row>
      <button
        type="button"
        role="switch"
        aria-checked={wish.trip === 'both'}
        className={styles.row}
        data-part="return"
        onClick={() => change({ ...wish, trip: wish.trip === 'both' ? 'outbound' : 'both' })}
      >
        <Icon name={wish.trip === 'both' ? 'return' : 'one-way'} />
        <span className={styles.value}>{t(wish.trip === 'both' ? 'book.both' : 'book.outbound')}</span>
        <span className={styles.switch} data-on={wish.trip === 'both'}>
          <Icon name={wish.trip === 'both' ? 'check' : 'cross'} size={20} />
        </span>
      </button>
    </Screen>
  );
}

function Row({ icon, label, act, children }: { readonly icon: IconName; readonly label: string; readonly act: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" className={styles.row} onClick={act}>
      <Icon name={icon} />
      <span className={styles.value}>
        <span className="only-heard">{label} </span>
        {children}
      </span>
      <Icon name="next" size={20} />
    </button>
  );
}

function ChangePart({ choices, wish, change, part, done }: ConfirmProps & { readonly part: Part; readonly done: () => void }) {
  const { t } = useRiderWords();
  const { leave } = useRider();
  const take = (some: Partial<Wish>): void => {
    change({ ...wish, ...some });
    done();
  };
  const title = t(`book.${part}`);
  return (
    <Screen name={`choose-${part}`} title={title} back={done} leave={leave}>
      {part === 'day' && (
        <Paged items={choices.days.filter((day) => day.open)} label={title}>
          {({ serviceDate }) => (
            <Tile key={serviceDate} chosen={serviceDate === wish.serviceDate} act={() => take({ serviceDate })}>
              <Day serviceDate={serviceDate} stacked />
            </Tile>
          )}
        </Paged>
      )}
      {part === 'shift' && (
        <Paged items={choices.sites.find((one) => one.id === wish.site)?.shifts ?? []} label={title}>
          {({ start, end }) => (
            <Tile key={`${start}-${end}`} chosen={start === wish.shiftStart} act={() => take({ shiftStart: start })}>
              <span className={styles.number}>
                <Ltr>{start}</Ltr>
              </span>
              <span className={styles.name}>
                <Ltr>- {end}</Ltr>
              </span>
            </Tile>
          )}
        </Paged>
      )}
      {part === 'place' && (
        <Paged items={choices.boardingPlaces} label={title}>
          {({ id, name }) => (
            <Tile key={id} icon="place" chosen={id === wish.boardingPlace} act={() => take({ boardingPlace: id })}>
              <span className={styles.name}>{name}</span>
            </Tile>
          )}
        </Paged>
      )}
    </Screen>
  );
}
