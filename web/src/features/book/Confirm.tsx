import type { Choices } from '@passaggio/contracts';
import { Icon, Ltr, part, type IconName } from '@passaggio/ui';
import { useState, type ReactNode } from 'react';
import { Forward, Tile } from '../../lib/rider/Buttons.tsx';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { Day } from '../rides/Day.tsx';
import { daySays } from '../rides/says.ts';
import { useNow, useRider } from '../rides/useRider.ts';
import styles from './book.module.css';
import { Paged } from './Paged.tsx';
import { PlaceTiles } from './PlaceTiles.tsx';
import { openDays, type Wish } from './wish.ts';

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
  const { leave, zone } = useRider();
  const now = useNow();
  const [changing, setChanging] = useState<Part>();
  const site = choices.sites.find((one) => one.id === wish.site);
  const place = choices.boardingPlaces.find((one) => one.id === wish.boardingPlace);
  const shift = site?.shifts.find(({ start, end }) => start === wish.shiftStart && (wish.shiftEnd === undefined || end === wish.shiftEnd));
  if (changing !== undefined) return <ChangePart {...props} changing={changing} done={() => setChanging(undefined)} />;
  return (
    <Screen
      name="confirm"
      title={t('book.confirm')}
      shows={say('book.confirm')}
      back={back}
      leave={leave}
      forward={
        <Forward icon="check" say={say('book.go', part.number(0))} act={ask}>
          {t('book.go')} · <Ltr>0 €</Ltr>
        </Forward>
      }
    >
      <Row
        icon="farm"
        label={t('book.farm')}
        says={say(site !== undefined && part.number(site.number), site !== undefined && part.place(site.name))}
        act={back}
      >
        <Ltr>{site?.number}</Ltr> {site?.name}
      </Row>
      <Row icon="calendar" label={t('book.day')} says={daySays(wish.serviceDate, now, zone) ?? ''} act={() => setChanging('day')}>
        <Day serviceDate={wish.serviceDate} />
      </Row>
      <Row icon="clock" label={t('book.shift')} says={say('book.shift', part.time(wish.shiftStart))} act={() => setChanging('shift')}>
        <Ltr>
          {wish.shiftStart}
          {shift !== undefined && ` - ${shift.end}`}
        </Ltr>
      </Row>
      <Row
        icon="place"
        label={t('book.place')}
        says={say('book.place', place !== undefined && part.number(place.number), place !== undefined && part.place(place.name))}
        act={() => setChanging('place')}
      >
        {place !== undefined && <Ltr>{place.number}</Ltr>} {place?.name}
      </Row>
      <button
        type="button"
        role="switch"
        aria-checked={wish.trip === 'both'}
        className={styles.row}
        data-part="return"
        data-shows={say(wish.trip === 'both' ? 'book.both' : 'book.outbound')}
        data-say={say(wish.trip === 'both' ? 'book.both' : 'book.outbound')}
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

interface RowProps {
  readonly icon: IconName;
  readonly label: string;
  readonly says: string;
  readonly act: () => void;
  readonly children: ReactNode;
}

function Row({ icon, label, says, act, children }: RowProps) {
  return (
    <button type="button" className={styles.row} data-say={says} data-shows={says} onClick={act}>
      <Icon name={icon} />
      <span className={styles.value}>
        <span className="only-heard">{label} </span>
        {children}
      </span>
      <Icon name="next" size={20} />
    </button>
  );
}

function ChangePart({ choices, wish, change, changing, done }: ConfirmProps & { readonly changing: Part; readonly done: () => void }) {
  const { t } = useRiderWords();
  const { leave, zone } = useRider();
  const now = useNow();
  const take = (some: Partial<Wish>): void => {
    change({ ...wish, ...some });
    done();
  };
  const title = t(`book.${changing}`);
  return (
    <Screen name={`choose-${changing}`} title={title} shows={say(`book.${changing}`)} back={done} leave={leave}>
      {changing === 'day' && (
        <Paged items={openDays(choices, now)} label={title}>
          {({ serviceDate }) => (
            <Tile key={serviceDate} chosen={serviceDate === wish.serviceDate} say={daySays(serviceDate, now, zone)} act={() => take({ serviceDate })}>
              <Day serviceDate={serviceDate} stacked />
            </Tile>
          )}
        </Paged>
      )}
      {changing === 'shift' && (
        <Paged items={choices.sites.find((one) => one.id === wish.site)?.shifts ?? []} label={title}>
          {({ start, end }) => (
            <Tile
              key={`${start}-${end}`}
              chosen={start === wish.shiftStart}
              say={say(part.time(start), part.time(end))}
              act={() => take({ shiftStart: start, shiftEnd: end })}
            >
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
      {changing === 'place' && <PlaceTiles choices={choices} chosen={wish.boardingPlace} label={title} choose={({ id }) => take({ boardingPlace: id })} />}
    </Screen>
  );
}
