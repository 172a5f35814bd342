/** The five pictures, drawn of the signs that the app itself uses, so that they are known again. */
import { Icon, Ltr, Plate, type IconName } from '@passaggio/ui';
import type { ReactNode } from 'react';
import styles from './first.module.css';

/** Not anybody's. */
const TAIL = '4ZK';
const BIG = 56;
const SMALL = 40;

const Big = ({ name }: { readonly name: IconName }) => <Icon name={name} size={BIG} />;

function Free() {
  return (
    <div className={styles.row}>
      <Big name="bus" />
      <span className={styles.price}>
        <Ltr>0 €</Ltr>
      </span>
    </div>
  );
}

function Booking() {
  return (
    <ol className={styles.way}>
      {(['bus', 'farm', 'check'] as const).map((name, i) => (
        <li key={name}>
          {i > 0 && <Icon name="next" />}
          <span className={styles.tile} data-go={name === 'check'}>
            <Icon name={name} size={SMALL} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function YourBus() {
  return (
    <div className={styles.row}>
      <Plate number={7} size={96} />
      <span className={styles.tail} dir="ltr">
        {TAIL}
      </span>
    </div>
  );
}

/** A farm sees how many, a driver a code, a boss nothing. */
function WhoSees() {
  return (
    <div className={styles.sees}>
      <Sees icon="farm">
        <Icon name="people" />
        <Ltr>12</Ltr>
      </Sees>
      <Sees icon="wheel">
        <Ltr>4711</Ltr>
      </Sees>
      <Sees icon="person">
        <Icon name="cross" size={SMALL} />
      </Sees>
      <Sees icon="calendar">
        <Ltr>90</Ltr> <Icon name="broom" />
      </Sees>
    </div>
  );
}

function Sees({ icon, children }: { readonly icon: IconName; readonly children: ReactNode }) {
  return (
    <p className={styles.seer}>
      <Icon name={icon} size={SMALL} />
      <Icon name="next" />
      <span className={styles.seen}>{children}</span>
    </p>
  );
}

function Leaving() {
  return (
    <div className={styles.row}>
      <span className={styles.tile}>
        <Icon name="leave" size={SMALL} />
      </span>
      <Icon name="next" />
      <Big name="clock" />
    </div>
  );
}

export const pictures = [
  { name: 'free', words: 'first.free', Picture: Free },
  { name: 'book', words: 'first.book', Picture: Booking },
  { name: 'bus', words: 'first.bus', Picture: YourBus },
  { name: 'seen', words: 'first.seen', Picture: WhoSees },
  { name: 'leave', words: 'first.leave', Picture: Leaving },
] as const;
