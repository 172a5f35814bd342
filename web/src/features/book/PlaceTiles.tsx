import { MINUTE, type Choices } from '@passaggio/contracts';
import { Icon, Ltr, part } from '@passaggio/ui';
import { useState } from 'react';
import { Notice, Tile } from '../../lib/rider/Buttons.tsx';
import { whereabouts } from '../../lib/rider/whereabouts.ts';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import styles from './book.module.css';
import { Paged } from './Paged.tsx';
import { onFoot, type BoardingPlace, type Way } from './walk.ts';

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
  const places = typeof walks === 'string' ? choices.boardingPlaces.map((place) => ({ place, way: undefined })) : walks;
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
        {({ place, way }) => (
          <PlaceTile key={place.id} number={place.number} name={place.name} way={way} chosen={place.id === chosen} act={() => choose(place)} />
        )}
      </Paged>
    </>
  );
}

interface PlaceTileProps {
  /** What the place is known by to who cannot read its name. */
  readonly number: number;
  readonly name: string;
  readonly way: Way | undefined;
  readonly chosen: boolean;
  readonly act: () => void;
}

function PlaceTile({ number, name, way, chosen, act }: PlaceTileProps) {
  const { t } = useRiderWords();
  const isNear = way !== undefined && 'minutes' in way;
  const says = way === undefined ? [] : isNear ? [part.count('card.minutes', way.minutes)] : [part.number(way.km), 'noCard.km' as const];
  return (
    <Tile icon={way === undefined ? 'place' : undefined} chosen={chosen} say={say(part.number(number), part.place(name), ...says)} act={act}>
      {way !== undefined && (
        <span className={styles.walk}>
          <Icon name={isNear ? 'walk' : 'place'} size={40} />
          {isNear ? t('card.minutes', { n: way.minutes }) : t('noCard.km', { n: way.km })}
        </span>
      )}
      <span className={styles.number} aria-hidden="true">
        <Ltr>{number}</Ltr>
      </span>
      <span className={styles.name}>{name}</span>
    </Tile>
  );
}
