import type { Alternative, RideCard as Card, RideId } from '@passaggio/contracts';
import { serviceDateAt } from '@passaggio/ui';
import { useState, type ReactNode } from 'react';
import { Tile, Tiles, Wide } from '../../lib/rider/Buttons.tsx';
import { useGo } from '../../lib/rider/go.ts';
import { later, Later } from '../../lib/rider/later.tsx';
import { NewVersion } from '../../lib/rider/NewVersion.tsx';
import { preferences } from '../../lib/rider/preferences.ts';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { Actions } from './Actions.tsx';
import { BackNow } from './BackNow.tsx';
import { Day } from './Day.tsx';
import { daySays } from './says.ts';
import { faceOf, inOrder, isSearched } from './face.ts';
import { Freshness } from './Freshness.tsx';
import styles from './home.module.css';
import { NoRide } from './NoRide.tsx';
import { Other } from './Other.tsx';
import { RideCard } from './RideCard.tsx';
import { SameAgain } from './SameAgain.tsx';
import type { Instead } from './TakeInstead.tsx';
import { UnsentCard } from './UnsentCard.tsx';
import { push } from '../push/phone.ts';
import { useNow, useRider, useRiderState } from './useRider.ts';

const CodePage = later(async () => (await import('./CodePage.tsx')).CodePage);
const CancelRide = later(async () => (await import('./CancelRide.tsx')).CancelRide);
const TakeInstead = later(async () => (await import('./TakeInstead.tsx')).TakeInstead);
const Where = later(async () => (await import('./Where.tsx')).Where);
const PushAsk = later(async () => (await import('../push/PushAsk.tsx')).PushAsk);

/** The ride first, then what it asks for, then the ways on. */
export function Home() {
  const { zone, leave, next, practice, store } = useRider();
  const state = useRiderState();
  const now = useNow();
  const [page, setPage] = useState(0);
  const [asking, setAsking] = useState(false);
  const [cancelling, setCancelling] = useState<string>();
  const [leavingWork, setLeavingWork] = useState<RideId>();
  const [finding, setFinding] = useState<RideId>();
  const [showing, setShowing] = useState<RideId>();
  const [instead, setInstead] = useState<Instead>();
  const asks = state.unsent.flatMap((unsent) => (unsent.command.what === 'ask' ? [{ unsent, ask: unsent.command.body }] : []));
  const cards = inOrder([...state.cards.values()], now, serviceDateAt(now, zone), state.focus);
  const count = asks.length + cards.length;
  const at = page % Math.max(count, 1);
  const unsent = asks[at];
  const card = cards[at - asks.length];
  const toCancel = cards.find((one) => one.ride === cancelling);
  const opened = (screen: ReactNode, back: () => void): ReactNode => (
    <Later back={back} leave={leave}>
      {screen}
    </Later>
  );
  if (toCancel !== undefined) {
    const done = (): void => setCancelling(undefined);
    return opened(<CancelRide card={toCancel} done={done} />, done);
  }
  const back = cards.find((one) => one.ride === leavingWork);
  if (back !== undefined) {
    const done = (): void => setLeavingWork(undefined);
    return (
      <BackNow card={back} done={done}>
        <RideCard card={back} face={faceOf(back, now)} show={done} />
      </BackNow>
    );
  }
  const found = cards.find((one) => one.ride === finding);
  if (found !== undefined) {
    const back = (): void => setFinding(undefined);
    return opened(<Where card={found} face={faceOf(found, now)} back={back} />, back);
  }
  const shown = cards.find((one) => one.ride === showing && one.code !== null);
  if (shown !== undefined) {
    const back = (): void => setShowing(undefined);
    return opened(<CodePage card={shown} face={faceOf(shown, now)} back={back} />, back);
  }
  if (instead !== undefined && typeof state.choices !== 'string') {
    const done = (): void => setInstead(undefined);
    return opened(<TakeInstead {...instead} choices={state.choices} change={(wish) => setInstead({ ...instead, wish })} done={done} />, done);
  }
  if (asking) {
    const done = (): void => setAsking(false);
    return opened(<PushAsk done={done} leave={leave} />, done);
  }
  const isWaiting = state.unsent.some(({ command }) => command.ride === card?.ride);
  const day = unsent?.ask.serviceDate ?? card?.serviceDate;
  const choose =
    (from: Card) =>
    ({ boardAt: _, ...wish }: Alternative): void => {
      if (from.state === 'waiting') setInstead({ ride: from.ride, wish });
      else store.ask(wish);
    };
  return (
    <Screen
      name="home"
      title={
        day === undefined ? (
          'Passaggio'
        ) : count > 1 ? (
          <Other n={at + 1} of={count} act={() => setPage(at + 1)}>
            <Day serviceDate={day} />
          </Other>
        ) : (
          <Day serviceDate={day} />
        )
      }
      shows={daySays(day, now, zone)}
      leave={leave}
      forward={practice ?? (next === undefined ? undefined : <NextPerson act={next} />)}
    >
      <Freshness />
      {unsent !== undefined && <UnsentCard unsent={unsent.unsent} ask={unsent.ask} />}
      {card !== undefined && (
        <RideCard
          key={card.ride}
          card={card}
          face={faceOf(card, now)}
          find={practice === undefined && isSearched(faceOf(card, now)) ? () => setFinding(card.ride) : undefined}
          show={() => setShowing(card.ride)}
        />
      )}
      {count === 0 && <NoRide />}
      {card !== undefined && <Actions card={card} face={faceOf(card, now)} choose={choose(card)} backNow={() => setLeavingWork(card.ride)} />}
      <div className={styles.rest} />
      <div className={styles.again}>
        {practice === undefined && !state.unkept && <NewVersion />}
        {unsent === undefined && state.reading === 'loaded' && <SameAgain cards={cards} shown={card} />}
        {card !== undefined && practice === undefined && !isWaiting && offersPush(card, now) && <PushOffer act={() => setAsking(true)} />}
      </div>
      <Ways card={card} cancel={setCancelling} />
    </Screen>
  );
}

/** A ride that something can still be told of, and that asks nothing itself: news is worth asking for, in the place of *same again*. */
function offersPush(card: Card, now: number): boolean {
  const { acts, over, state } = faceOf(card, now);
  const asks = acts.includes('acknowledge') || acts.includes('still-here') || (state === 'waiting' && card.alternatives.length > 0);
  return !over && !asks && preferences.mine() && push.askable();
}

/** Stays in sight whatever the rides need: who gives the phone back must not have to look for it. */
function NextPerson({ act }: { readonly act: () => void }) {
  const { t } = useRiderWords();
  return (
    <div className={styles.next}>
      <Wide icon="people" say={say('phone.next')} act={act}>
        {t('phone.next')}
      </Wide>
    </div>
  );
}

function PushOffer({ act }: { readonly act: () => void }) {
  const { t } = useRiderWords();
  return (
    <Wide icon="bell" act={act}>
      {t('push.open')}
    </Wide>
  );
}

function Ways({ card, cancel }: { readonly card: Card | undefined; readonly cancel: (ride: string) => void }) {
  const { t } = useRiderWords();
  const go = useGo();
  const now = useNow();
  const { unsent } = useRiderState();
  const isCancelling = unsent.some(({ command, stopped }) => command.what === 'cancel' && command.ride === card?.ride && stopped === undefined);
  const acts = card === undefined || isCancelling ? [] : faceOf(card, now).acts;
  return (
    <Tiles columns={3}>
      <Tile icon="bus" say={say('tile.bus')} act={() => go('/book')}>
        {t('tile.bus')}
      </Tile>
      {card !== undefined && (acts.includes('cancel') || acts.includes('no-return')) && (
        <Tile icon="cross" say={say(acts.includes('cancel') ? 'tile.cancel' : 'tile.noReturn')} act={() => cancel(card.ride)}>
          {t(acts.includes('cancel') ? 'tile.cancel' : 'tile.noReturn')}
        </Tile>
      )}
      <Tile icon="help" say={say('tile.help')} act={() => go('/help')}>
        {t('tile.help')}
      </Tile>
    </Tiles>
  );
}
