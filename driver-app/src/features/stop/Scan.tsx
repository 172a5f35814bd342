import { Icon } from '@passaggio/ui';
import { openCamera, readPhoto, type Camera } from '@passaggio/ui/camera';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { BarButton, Main, Notice, Tool } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { useDriverWords } from '../../lib/words.ts';
import styles from './stop.module.css';

interface ScanProps {
  /** Called once for each code that comes before the camera. */
  readonly read: (text: string) => Promise<void>;
  /** What the last one meant. */
  readonly told: ReactNode;
  readonly back: () => void;
}

/** The camera looks for a boarding code or a card; where there is none, a photo does. */
export function Scan({ read, told, back }: ScanProps) {
  const { t } = useDriverWords();
  const video = useRef<HTMLVideoElement>(null);
  const [camera, setCamera] = useState<Camera | 'starting' | 'none'>('starting');
  const [isLit, setLit] = useState(false);
  const [hasNothing, setNothing] = useState(false);
  const found = useRef(read);
  useEffect(() => {
    found.current = read;
  });
  useEffect(() => openCamera(video.current!, (text) => found.current(text), setCamera), []);
  const photo = async (file: File | undefined): Promise<void> => {
    const text = file === undefined ? undefined : await readPhoto(file);
    setNothing(file !== undefined && text === undefined);
    if (text !== undefined) await read(text);
  };
  const light = typeof camera === 'object' ? camera.light : undefined;
  return (
    <Screen
      name="scan"
      title={t('scan.title')}
      bar={<BarButton icon="back" label={t('common.back')} act={back} />}
      foot={
        <>
          <div className={styles.tools}>
            {light !== undefined && (
              <Tool icon="torch" act={() => (light(!isLit), setLit(!isLit))} isOn={isLit}>
                {t('scan.light')}
              </Tool>
            )}
            {camera === 'none' && (
              <label className={styles.photo}>
                <Icon name="camera" />
                <span>{t('scan.photo')}</span>
                <input type="file" accept="image/*" capture="environment" onChange={(event) => void photo(event.target.files?.[0])} />
              </label>
            )}
          </div>
          <Main icon="check" act={back} isLow>
            {t('code.done')}
          </Main>
        </>
      }
    >
      {told}
      {hasNothing && (
        <Notice icon="warning" tone="stop">
          {t('scan.nothing')}
        </Notice>
      )}
      {camera === 'none' ? (
        <Notice icon="camera" tone="late">
          {t('scan.noCamera')}
        </Notice>
      ) : (
        camera === 'starting' && <p>{t('scan.starts')}</p>
      )}
      <video
        ref={video}
        className={styles.video}
        hidden={camera === 'none'}
        data-camera={typeof camera === 'string' ? camera : 'on'}
        muted
        playsInline
        aria-hidden="true"
      />
    </Screen>
  );
}
