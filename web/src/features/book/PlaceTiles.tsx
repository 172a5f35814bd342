import { MINUTE, type Choices } from '@passaggio/contracts';
import { Icon, Ltr, part } from '@passaggio/ui';
import { useState } from 'react';
import { Notice, Tile } from '../../lib/rider/Buttons.tsx';
import { whereabouts } from '../../lib/rider/whereabouts.ts';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import styles from './book.module.css';
import { Paged } from './Paged.tsx';
import { onFoot, type BoardingPlace } from './walk.ts';
import { numberOf } from './wish.ts';

/** Longer than this nobody walks to a bus. */
const MOST_MINUTES = 90;

interface PlaceTilesProps {
  readonly choices: Choices;
  readonly chosen: BoardingPlace['id'];
  readonly label: string;
  readonly choose: (place: BoardingPlace) => void;
}

/** Boarding places, with the walk to them once the rider asks: where somebody is stays on the phone. */
export function PlaceTiles({ choices, chosen, label, choose }: PlaceTilesProps) {
  const { t } = useRiderWords();
  const [walks, setWalks] = useState<ReturnType<typeof onFoot> | 'unasked' | 'asking' | 'unknown'>('unasked');
  const seek = async (): Promise<void> => {
    setWalks('asking');
    const here = await whereabouts(5 * MINUTE);
    setWalks(here === undefined ? 'unknown' : onFoot(choices.boardingPlaces, here));
  };
  const places = typeof walks === 'string' ? choices.boardingPlaces.map((place) => ({ place, minutes: undefined })) : walks;
  const nearMe =
    walks === 'asking' ? (
      <Tile icon="here" say={say('common.loading')} act={() => undefined}>
        {t('common.loading')}
      </Tile>
    ) : (
      walks === 'unasked' && (
        <Tile icon="here" say={say('noCard.near')} act={() => void seek()}>
          {t('noCard.near')}
        </Tile>
      )
    );
  return (
    <>
      {walks === 'unknown' && (
        <Notice icon="warning" tone="late" shows={say('noCard.unknown')}>
          {t('noCard.unknown')}
        </Notice>
      )}
      <Paged items={places} label={label} also={nearMe || undefined} most={walks === 'unknown' ? 4 : 6}>
        {({ place, minutes }) => (
          <PlaceTile
            key={place.id}
            number={numberOf(place, choices)}
            name={place.name}
            minutes={minutes !== undefined && minutes <= MOST_MINUTES ? minutes : undefined}
            chosen={place.id === chosen}
            act={() => choose(place)}
          />
        )}
      </Paged>
    </>
  );
}

interface PlaceTileProps {
  /** What the place is known by to who cannot read its name. */
  readonly number: number;
  readonly name: string;
  readonly minutes: number | undefined;
  readonly chosen: boolean;
  readonly act: () => void;
}

function PlaceTile({ number, name, minutes, chosen, act }: PlaceTileProps) {
  const { t } = useRiderWords();
  const walk = minutes === undefined ? [] : [part.count('card.minutes', minutes)];
  return (
    <Tile icon={minutes === undefined ? 'place' : undefined} chosen={chosen} say={say(part.number(number), part.place(name), ...walk)} act={act}>
      {minutes !== undefined && (
        <span className={styles.walk}>
          <Icon name="walk" size={40} />
          {t('card.minutes', { n: minutes })}
        </span>
      )}
      <span className={styles.number} aria-hidden="true">
        <Ltr>{number}</Ltr>
      </span>
      <span className={styles.name}>{name}</span>
    </Tile>
  );
}
