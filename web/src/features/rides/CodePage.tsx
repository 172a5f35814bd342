import type { RideCard } from '@passaggio/contracts';
import { Ltr, part, Plate } from '@passaggio/ui';
import makeCode from 'qrcode-generator';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import styles from './code-page.module.css';
import type { Face } from './face.ts';
import { useRider } from './useRider.ts';

/** The boarding code to hold out to the driver: digits to read, the same as a QR to scan. */
export function CodePage({ card, face, back }: { readonly card: RideCard; readonly face: Face; readonly back: () => void }) {
  const { t } = useRiderWords();
  const { leave } = useRider();
  const { code } = card;
  if (code === null) return null;
  return (
    <Screen name="code" title={t('code.title')} shows={say('code.title', part.code(code))} back={back} leave={leave}>
      <div className={styles.page}>
        <p className={styles.code}>
          <Ltr>{code}</Ltr>
        </p>
        <Squares text={`passaggio:code:${code}`} />
        {face.leg?.plate !== null && face.leg?.plate !== undefined && <Plate number={face.leg.plate.number} size={64} />}
      </div>
    </Screen>
  );
}

/** Around the squares, in squares: what the standard asks for. */
const QUIET = 4;

function Squares({ text }: { readonly text: string }) {
  const code = makeCode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const rows = Array.from({ length: count }, (_, y) => Array.from({ length: count }, (__, x) => (code.isDark(y, x) ? `M${x} ${y}h1v1h-1z` : '')).join(''));
  const side = count + 2 * QUIET;
  return (
    <svg className={styles.squares} viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} data-qr={text} aria-hidden="true" focusable="false">
      <path d={rows.join('')} />
    </svg>
  );
}
