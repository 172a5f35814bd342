import { Tile, Tiles } from '../../lib/rider/Buttons.tsx';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import styles from './whose-phone.module.css';

interface WhosePhoneProps {
  readonly answer: (whose: 'mine' | 'borrowed') => void;
  readonly leave: () => void;
}

/** Asked after every sign-in: who types the PIN today need not be who typed it yesterday. Until the answer it is a borrowed one. */
export function WhosePhone({ answer, leave }: WhosePhoneProps) {
  const { t } = useRiderWords();
  return (
    <Screen name="whose-phone" title={t('phone.title')} shows={say('phone.title')} leave={leave}>
      <div className={styles.two}>
        <Tiles columns={2} label={t('phone.title')}>
          <Tile icon="my-phone" say={say('phone.mine')} act={() => answer('mine')}>
            {t('phone.mine')}
          </Tile>
          <Tile icon="borrowed-phone" say={say('phone.borrowed')} act={() => answer('borrowed')}>
            {t('phone.borrowed')}
          </Tile>
        </Tiles>
      </div>
      <p className={styles.why} data-shows={say('phone.why')}>
        {t('phone.why')}
      </p>
    </Screen>
  );
}
