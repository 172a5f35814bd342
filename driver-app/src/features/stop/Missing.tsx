import type { RunPerson, RunStop } from '@passaggio/contracts';
import { Clock, Icon, Ltr } from '@passaggio/ui';
import { mayBeAbsent } from '../../offline/absence.ts';
import type { Tap } from '../../offline/decide.ts';
import { unaccounted } from '../../offline/leave.ts';
import type { Now } from '../../offline/time.ts';
import { keyOf, type View } from '../../offline/view.ts';
import { BarButton } from '../../lib/Buttons.tsx';
import { Paged } from '../../lib/Paged.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { useDriverWords } from '../../lib/words.ts';
import { Remaining } from './Remaining.tsx';
import { LeaveMain } from './StopMain.tsx';
import styles from './stop.module.css';

interface MissingProps {
  readonly view: View;
  readonly stop: RunStop;
  readonly now: Now;
  readonly act: (tap: Tap) => Promise<void>;
  readonly back: () => void;
}

/** Two columns of three, below the rule. */
const FIT = 6;

/** Who is unaccounted for: called absent when the rule allows, or left after being asked once more. */
export function Missing({ view, stop, now, act, back }: MissingProps) {
  const { t } = useDriverWords();
  const people = unaccounted(stop);
  const isWaiting = people.some((person) => person.leg === 'outbound' && !mayBeAbsent(stop, person, now).open && person.state !== 'boarded');
  const sure = people.length > 0 ? { sure: people.length } : {};
  return (
    <Screen
      name="missing"
      title={t('missing.title')}
      bar={<BarButton icon="back" label={t('common.back')} act={back} />}
      foot={<LeaveMain view={view} stop={stop} now={now} act={(tap) => void act(tap)} {...sure} />}
    >
      {people.length === 0 ? <p>{t('stop.nobody')}</p> : isWaiting && <p className={styles.rule}>{t('missing.rule')}</p>}
      <Paged items={people} fit={FIT}>
        {(shown) => (
          <ul className={styles.missing}>
            {shown.map((person) => (
              <li key={keyOf(person)}>
                <One person={person} stop={stop} now={now} act={act} />
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </Screen>
  );
}

function One({ person, stop, now, act }: { readonly person: RunPerson; readonly stop: RunStop; readonly now: Now; readonly act: (tap: Tap) => Promise<void> }) {
  const { t, rich } = useDriverWords();
  if (person.state === 'boarded') return <p className={styles.stillOn}>{rich('missing.stillOn', { code: <Ltr>{person.code}</Ltr> })}</p>;
  const absence = mayBeAbsent(stop, person, now);
  const isOpen = absence.open;
  const word = t(person.leg === 'outbound' ? 'missing.absent' : 'missing.notHere');
  return (
    <button
      type="button"
      className={styles.absence}
      data-code={person.code}
      data-closed={absence.open ? undefined : absence.closed}
      aria-disabled={!isOpen}
      onClick={() => (isOpen ? void act({ tap: 'absent', who: { ride: person.ride, leg: person.leg } }) : undefined)}
    >
      <strong className={styles.code}>
        <Ltr>{person.code}</Ltr>
      </strong>
      <span className={styles.wait}>
        {word}
        {!absence.open && absence.closed === 'wait' && (
          <>
            {' '}
            <Icon name="lock" size={16} />
            <br />
            {rich('missing.wait', { time: <Clock at={absence.until} />, left: <Remaining until={absence.until} now={now} /> })}
          </>
        )}
      </span>
    </button>
  );
}
