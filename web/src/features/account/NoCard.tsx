import { HOUR, NoAnswer, ProblemError } from '@passaggio/contracts';
import { geoAddress, Icon, Ltr, part, type SharedKey } from '@passaggio/ui';
import { useState } from 'react';
import { call, time } from '../../lib/rider/api.ts';
import { Notice, Tile, Tiles } from '../../lib/rider/Buttons.tsx';
import buttons from '../../lib/rider/buttons.module.css';
import { Screen } from '../../lib/rider/Screen.tsx';
import { whereabouts } from '../../lib/rider/whereabouts.ts';
import { say, useRiderWords, type RiderKey } from '../../lib/rider/words.ts';
import { Paged } from '../book/Paged.tsx';
import { Helpdesk } from '../help/Helpdesk.tsx';
import { nearest, type Hub } from './nearest.ts';
import styles from './no-card.module.css';

interface NoCardProps {
  readonly back: () => void;
  readonly leave: () => void;
}

/** Without a card or a PIN: the helpdesk, and the hubs that give one. Where somebody is stays on the phone. */
export function NoCard({ back, leave }: NoCardProps) {
  const { t } = useRiderWords();
  const [near, setNear] = useState<ReturnType<typeof nearest>>();
  const [all, setAll] = useState<readonly Hub[]>();
  const [trouble, setTrouble] = useState<RiderKey | SharedKey>();
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    setTrouble(undefined);
    try {
      await act();
    } catch (cause) {
      if (cause instanceof ProblemError) setTrouble(`problem.${cause.problem.code}`);
      else if (cause instanceof NoAnswer) setTrouble('common.noAnswer');
      else throw cause;
    }
  };
  const seek = () =>
    attempt(async () => {
      const here = await whereabouts(HOUR);
      if (here === undefined) setTrouble('noCard.unknown');
      else setNear(nearest((await call('listPoles', {})).poles, here));
    });
  const list = () => attempt(async () => setAll((await call('listPoles', {})).poles));

  if (all !== undefined) {
    return (
      <Screen name="hubs" title={t('noCard.all')} shows={say('noCard.all')} back={() => setAll(undefined)} leave={leave}>
        <Paged items={all} label={t('noCard.all')}>
          {(hub) => <HubTile key={hub.name} hub={hub} number={all.indexOf(hub) + 1} />}
        </Paged>
      </Screen>
    );
  }
  return (
    <Screen name="no-card" title={t('noCard.title')} shows={say('noCard.title')} back={back} leave={leave}>
      <Helpdesk now={time.now()} />
      {trouble !== undefined && (
        <Notice icon="warning" tone="late" shows={say(trouble)}>
          {t(trouble)}
        </Notice>
      )}
      <Tiles columns={2} label={t('noCard.title')}>
        {near?.map(({ hub, km }) => (
          <HubTile key={hub.name} hub={hub} km={km} />
        ))}
        {near === undefined && (
          <Tile icon="here" say={say('noCard.near')} act={() => void seek()}>
            {t('noCard.near')}
          </Tile>
        )}
        <Tile icon="list" say={say('noCard.all')} act={() => void list()}>
          {t('noCard.all')}
        </Tile>
      </Tiles>
      {near === undefined && trouble === undefined && <p data-shows={say('noCard.why')}>{t('noCard.why')}</p>}
    </Screen>
  );
}

interface HubTileProps {
  readonly hub: Hub;
  readonly km?: number;
  /** In the list: what somebody can be told who does not read the name. */
  readonly number?: number;
}

/** Opens the phone's own navigation. */
function HubTile({ hub, km, number }: HubTileProps) {
  const { rich } = useRiderWords();
  return (
    <a
      className={buttons.tile}
      data-say={say(number !== undefined && part.number(number), part.place(hub.name), km !== undefined && part.number(km), km !== undefined && 'noCard.km')}
      href={geoAddress(hub.at)}
    >
      <Icon name="home" size={40} />
      {number !== undefined && (
        <span className={styles.number}>
          <Ltr>{number}</Ltr>
        </span>
      )}
      {km !== undefined && <span className={styles.far}>{rich('noCard.km', { n: <Ltr>{km}</Ltr> })}</span>}
      <span className={styles.name}>{hub.name}</span>
    </a>
  );
}
