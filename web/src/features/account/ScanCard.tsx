import { Icon } from '@passaggio/ui';
import { openCamera, readPhoto } from '@passaggio/ui/camera';
import { useEffect, useRef, useState } from 'react';
import { Forward, Notice } from '../../lib/rider/Buttons.tsx';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { readCard, type Card } from './card.ts';
import styles from './scan-card.module.css';

interface ScanCardProps {
  readonly found: (card: Card) => void;
  readonly back: () => void;
  readonly leave: () => void;
}

/** The card before the camera, which is asked for with a picture first; where there is none, a photo does. */
export function ScanCard({ found, back, leave }: ScanCardProps) {
  const { t } = useRiderWords();
  const [camera, setCamera] = useState<'unasked' | 'open' | 'none'>('unasked');
  const [isOther, setOther] = useState(false);
  const read = (text: string | undefined): void => {
    const card = text === undefined ? undefined : readCard(text);
    setOther(card === undefined);
    if (card !== undefined) found(card);
  };
  const photo = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) read(await readPhoto(file));
  };
  return (
    <Screen
      name="scan-card"
      title={t('scan.title')}
      shows={say('scan.title')}
      back={back}
      leave={leave}
      forward={
        camera === 'unasked' && (
          <Forward icon="camera" say={say('scan.open')} act={() => setCamera('open')}>
            {t('scan.open')}
          </Forward>
        )
      }
    >
      {isOther && (
        <Notice icon="warning" tone="stop" shows={say('scan.other')}>
          {t('scan.other')}
        </Notice>
      )}
      {camera === 'unasked' && (
        <>
          <div className={styles.picture} aria-hidden="true">
            <Icon name="scan" size={56} />
            <Icon name="next" />
            <Icon name="camera" size={56} />
          </div>
          <p data-shows={say('scan.why')}>{t('scan.why')}</p>
        </>
      )}
      {camera === 'open' && <Looking read={read} none={() => setCamera('none')} />}
      {camera === 'none' && (
        <>
          <Notice icon="camera" tone="late" shows={say('scan.none')}>
            {t('scan.none')}
          </Notice>
          <label className={styles.photo} data-say={say('scan.photo')}>
            <Icon name="camera" size={40} />
            <span>{t('scan.photo')}</span>
            <input type="file" accept="image/*" capture="environment" onChange={(event) => void photo(event.target.files?.[0])} />
          </label>
        </>
      )}
    </Screen>
  );
}

function Looking({ read, none }: { readonly read: (text: string) => void; readonly none: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef({ read, none });
  useEffect(() => {
    latest.current = { read, none };
  });
  useEffect(
    () =>
      openCamera(
        video.current!,
        (text) => Promise.resolve(latest.current.read(text)),
        (camera) => camera === 'none' && latest.current.none(),
      ),
    [],
  );
  return <video ref={video} className={styles.video} muted playsInline aria-hidden="true" />;
}
