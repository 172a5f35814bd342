/** A rider's phone and what its owner does with it. */
import { MINUTE, ProblemError, type BodyOf, type Call, type Pin, type RideAnswer, type RideCard, type SignInNumber } from '@passaggio/contracts';
import type { Random } from '@passaggio/fixtures';
import { withPin } from '../../torture/judge/withPin.ts';
import { habits } from '../habits.ts';
import type { PoleStage, WishTold } from '../stage.ts';
import { bodyOf } from '../world/body.ts';
import type { DayWish } from '../world/people.ts';
import { follow, type Follower } from './follow.ts';
import { quietly } from './problems.ts';

type Ask = BodyOf<'requestRide'>;

export interface RiderPhone {
  readonly account: string;
  readonly away: boolean;
  plan(wish: DayWish): void;
  /** Out of coverage from one time to another. */
  loseCoverage(from: number, to: number): void;
  /** For the end of the play. */
  catchUp(): Promise<void>;
  /** The first thing in a new season: the old session has ended. */
  signIn(): Promise<void>;
  /** Called when its owner gets off at the site. */
  atSite(ride: string): void;
}

export interface Credentials {
  readonly account: string;
  readonly number: SignInNumber;
  readonly pin: Pin;
}

export async function riderPhone({ account, number, pin }: Credentials, stage: PoleStage, draw: Random): Promise<RiderPhone> {
  const { agenda, history, bodies, tally } = stage;
  const call: Call = withPin(stage.product.phone(), pin);
  const signIn = async () => void (await call('riderSignIn', { body: { number, pin } }));
  await signIn();
  const cards = new Map<string, RideCard>();
  const wishes = new Map<string, WishTold>();
  const body = bodyOf(account, (ride) => cards.get(ride), draw);
  bodies.add(body);
  let commands = 0;
  const id = () => `${account}-command-${(commands += 1)}` as BodyOf<'cancelRide'>['id'];
  const online = (act: () => Promise<void>) => async () => {
    if (follower.away) agenda.after(15 * MINUTE, online(act));
    else await act();
  };

  const see = (card: RideCard) => {
    history.card(card, account, agenda.now());
    cards.set(card.ride, card);
    const wish = wishes.get(card.ride);
    if (wish !== undefined && (card.state === 'accepted' || card.state === 'seat')) wish.seated = true;
    for (const leg of [card.outbound, card.return]) {
      if (leg?.proposed && !leg.proposed.acknowledged) considerChange(card.ride, leg.proposed.change);
    }
  };
  const considered = new Set<string>();
  const considerChange = (ride: string, change: string) => {
    if (considered.has(change)) return;
    considered.add(change);
    if (draw.chance(habits.deaf)) return;
    agenda.after(
      (1 + draw.next() * 20) * MINUTE,
      online(async () => {
        history.said({ at: agenda.now(), ride, what: 'acknowledge', change });
        await quietly(['nothing-to-acknowledge'], () => call('acknowledge', { params: { ride: ride as Ask['id'] }, body: { id: id(), change } }));
      }),
    );
  };

  const ask = async (wish: WishTold, body: Ask, second = false): Promise<void> => {
    wish.rides.push(body.id);
    wishes.set(body.id, wish);
    bodies.owns(body.id, account);
    const answer: RideAnswer = await call('requestRide', { body });
    if (!second && answer.answer === 'refused') await refused(wish, body, answer);
  };
  const refused = async (wish: WishTold, body: Ask, answer: Extract<RideAnswer, { answer: 'refused' }>) => {
    wish.refused = answer.reason;
    const other = answer.alternatives.find((one) => one.trip === body.trip);
    if (other === undefined || body.id.endsWith('-b') || !draw.chance(habits.takesAlternative)) return;
    const { boardAt: _, ...instead } = other;
    await ask(wish, { ...instead, id: `${body.id}-b` as Ask['id'] });
  };
  const cancel = async (wish: WishTold) => {
    const ride = wish.rides.at(-1)!;
    const state = cards.get(ride)?.state;
    if (state === 'refused' || state === 'cancelled' || body.where !== 'home' || cards.get(ride)?.outbound?.state === 'no-show') return;
    history.said({ at: agenda.now(), ride, what: 'cancel' });
    wish.cancelled = true;
    tally.cancellations += 1;
    await call('cancelRide', { params: { ride: ride as Ask['id'] }, body: { id: id() } });
  };

  const follower: Follower = await follow(
    {
      stream: `rider:${account}`,
      call,
      signIn,
      sync: 'riderSync',
      event: (event) => event.type === 'card' && see(event.card),
      snapshot: (snapshot) => snapshot.of === 'rider' && snapshot.cards.forEach(see),
    },
    stage,
  );
  const press = async (ride: string) => {
    history.said({ at: agenda.now(), ride, what: 'still-here' });
    await call('stillHere', { params: { ride: ride as Ask['id'] }, body: { id: id() } });
  };

  return {
    account,
    get away() {
      return follower.away;
    },
    plan(wish) {
      const told: WishTold = { rides: [], seated: false, cancelled: false, refused: undefined };
      agenda.at(
        wish.asksAt,
        online(async () => {
          tally.wishes.push(told);
          if (wish.late) tally.lateRequests += 1;
          await notPast(() => ask(told, wish.ask));
          if (wish.second) await notPast(() => ask({ ...told, rides: [] }, { ...wish.ask, id: `${wish.ask.id}-c` as Ask['id'] }, true));
        }),
      );
      if (wish.cancelsAt !== undefined)
        agenda.at(
          wish.cancelsAt + MINUTE,
          online(() => (told.rides.length === 0 ? Promise.resolve() : cancel(told))),
        );
    },
    loseCoverage(from, to) {
      agenda.at(from, () => follower.leave());
      agenda.at(to, () => follower.back());
    },
    catchUp: () => follower.back(),
    signIn,
    atSite(ride) {
      const card = cards.get(ride)!;
      const manner = body.mannerOf(ride);
      if (card.trip === 'outbound') return;
      if (manner.stays) {
        agenda.after(
          (20 + draw.next() * 60) * MINUTE,
          online(async () => {
            history.said({ at: agenda.now(), ride, what: 'not-returning' });
            await quietly(['too-late-to-cancel'], () => call('cancelRide', { params: { ride: ride as Ask['id'] }, body: { id: id() } }));
            body.where = 'home';
          }),
        );
      } else if (manner.heldBack) agenda.at(card.shiftEnd + (2 + draw.next() * 8) * MINUTE, () => press(ride));
      else
        agenda.at(card.shiftEnd + (45 + draw.next() * 10) * MINUTE, () =>
          body.where === 'site' && agenda.now() > (card.return?.told ?? 0) + 20 * MINUTE ? press(ride) : undefined,
        );
      agenda.at(card.shiftEnd + 30 * MINUTE, () => history.shiftOver(ride, agenda.now()));
    },
  };
}

/** A phone that found coverage only after the shift began asks no more. */
async function notPast(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (cause) {
    if (!(cause instanceof ProblemError) || cause.problem.code !== 'past-date') throw cause;
  }
}
