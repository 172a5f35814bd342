import type { EpochMs } from '@passaggio/contracts';
import { clockTime, Clock, Icon, part, serviceDateAt, useSessions, type OtherSession } from '@passaggio/ui';
import { useState } from 'react';
import { call } from '../../lib/rider/api.ts';
import { Forward, Notice, Tile, Wide } from '../../lib/rider/Buttons.tsx';
import { useGo } from '../../lib/rider/go.ts';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { Paged } from '../book/Paged.tsx';
import { Day } from '../rides/Day.tsx';
import { useRider } from '../rides/useRider.ts';
import styles from './account.module.css';
import { ChangePin } from './ChangePin.tsx';

/** The rider's own PIN, and the other phones that are signed in: asked once more, then they are signed out. */
export function Account() {
  const { t } = useRiderWords();
  const { leave } = useRider();
  const go = useGo();
  const [isChanging, setChanging] = useState(false);
  const [ending, setEnding] = useState<OtherSession | 'others'>();
  const { others, fault, end, again } = useSessions({
    list: () => call('riderSessions', {}),
    endOne: (session) => call('endRiderSession', { params: { session } }),
    endOthers: () => call('endOtherRiderSessions', {}),
  });
  if (isChanging) return <ChangePin back={() => setChanging(false)} />;
  if (ending !== undefined) {
    const done = (): void => setEnding(undefined);
    return <End of={ending} act={() => (end(ending), done())} back={done} />;
  }
  return (
    <Screen name="account" title={t('account.title')} shows={say('account.title')} back={() => go('/help')} leave={leave}>
      <Wide icon="lock" say={say('account.pin')} act={() => setChanging(true)}>
        {t('account.pin')}
      </Wide>
      {fault !== undefined ? (
        <>
          <Notice icon={fault === 'common.noAnswer' ? 'no-signal' : 'warning'} tone="stop" shows={say(fault)}>
            {t(fault)}
          </Notice>
          {others === undefined && (
            <Wide icon="again" say={say('common.retry')} act={again}>
              {t('common.retry')}
            </Wide>
          )}
        </>
      ) : others === undefined ? (
        <output>{t('common.loading')}</output>
      ) : (
        others.length === 0 && <p data-shows={say('account.alone')}>{t('account.alone')}</p>
      )}
      {others !== undefined && others.length > 0 && (
        <>
          <Paged items={others} label={t('account.title')} most={4}>
            {(one) => <Phone key={one.session} one={one} act={() => setEnding(one)} />}
          </Paged>
          <Wide icon="leave" say={say('account.endAll')} act={() => setEnding('others')}>
            {t('account.endAll')}
          </Wide>
        </>
      )}
    </Screen>
  );
}

function Phone({ one, act }: { readonly one: OtherSession; readonly act: () => void }) {
  const { zone } = useRider();
  return (
    <Tile icon="my-phone" say={endOf(one, zone)} act={act}>
      <LastUse of={one} />
    </Tile>
  );
}

const usedLast = ({ used, began }: OtherSession): EpochMs => used ?? began;

function endOf(one: OtherSession, zone: string): string {
  const at = usedLast(one);
  return say('account.end', part.day(serviceDateAt(at, zone)), part.time(clockTime(at, zone)));
}

/** All that is known of a phone. */
function LastUse({ of }: { readonly of: OtherSession }) {
  const { zone } = useRider();
  const at = usedLast(of);
  return (
    <>
      <Day serviceDate={serviceDateAt(at, zone)} />
      <Clock at={at} />
    </>
  );
}

function End({ of, act, back }: { readonly of: OtherSession | 'others'; readonly act: () => void; readonly back: () => void }) {
  const { t } = useRiderWords();
  const { leave, zone } = useRider();
  const question = of === 'others' ? 'account.endAll' : 'account.end';
  const shows = of === 'others' ? say(question) : endOf(of, zone);
  return (
    <Screen
      name="end-session"
      title={t(question)}
      shows={shows}
      back={back}
      leave={leave}
      forward={
        <Forward icon="leave" tone="stop" say={shows} act={act}>
          {t(question)}
        </Forward>
      }
    >
      {of !== 'others' && (
        <div className={styles.phone}>
          <Icon name="my-phone" size={40} />
          <LastUse of={of} />
        </div>
      )}
      <Wide icon="back" say={say('help.no')} act={back}>
        {t('help.no')}
      </Wide>
    </Screen>
  );
}
