import { drawings, type SignName } from './drawings.ts';
import styles from './state-sign.module.css';

/** Shape first, word beside it. @param of  the state; @param size  px */
export function StateSign({ of, size = 48 }: { readonly of: SignName; readonly size?: 28 | 40 | 48 | 72 }) {
  const { tone, stroke, fill } = drawings[of];
  return (
    <svg className={styles.sign} data-sign={of} data-tone={tone} viewBox="0 0 48 48" width={size} height={size} aria-hidden="true" focusable="false">
      {stroke !== undefined && <path className={styles.stroke} d={stroke} />}
      {fill !== undefined && <path className={styles.fill} d={fill} fillRule="evenodd" />}
    </svg>
  );
}
