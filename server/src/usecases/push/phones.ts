/** Phones that take news with the app closed: put, found again, dropped. */
import type { PutPush, RideCard } from '@passaggio/contracts';
import type { PushPhone } from '../../domain/documents.ts';
import { markOf } from '../../domain/push/news.ts';
import type { Clock } from '../../ports/clock.ts';
import { SCHEMA } from '../../ports/collections.ts';
import type { Push } from '../../ports/push.ts';
import type { Reads } from '../../ports/reads.ts';
import type { Store } from '../../ports/store.ts';
import { tokenHash } from '../accounts/secrets.ts';
import { NotPossible, type Actor } from '../handlers.ts';

export interface PhoneNeeds {
  readonly store: Pick<Store, 'commit' | 'streams'>;
  readonly reads: Reads;
  readonly clock: Clock;
  readonly push: Push;
  /** The rider's cards as they are now: what they say already is no news. */
  readonly cardsOf: (rider: Actor['account']) => Promise<readonly RideCard[]>;
  /** Told of a phone that takes news from now on. */
  readonly put: (rider: Actor['account']) => void;
}

/** Of one rider; the one put longest ago goes. */
const PHONES = 5;
const ATTEMPTS = 5;

/** The same phone put again keeps its place in the rider's news; another rider's begins anew, and the one before gets none any more. */
export async function putPhone(actor: Actor, body: PutPush, needs: PhoneNeeds): Promise<Record<string, never>> {
  const { store, reads, clock, push } = needs;
  if (push.serviceOf(body.endpoint) === undefined) throw new NotPossible('unfit-endpoint', 'expected the address of a known push service');
  const id = tokenHash(body.endpoint);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await reads.pushPhones.find(id);
    const state = before?.account === actor.account ? stateOf(before) : await freshState(actor, needs);
    const doc = { id, schema: SCHEMA, account: actor.account, session: actor.session, ...body, putAt: clock.now(), ...state };
    const others = (await reads.pushPhones.ofAccount(actor.account)).filter((phone) => phone.id !== id);
    const drops = others.toSorted((a, b) => b.putAt - a.putAt).slice(PHONES - 1);
    const [outcome] = await store.commit(
      [{ puts: [{ kind: 'pushPhone', doc, ifVersion: before?.version ?? 0 }], drops: drops.map((phone) => ({ kind: 'pushPhone', id: phone.id })) }],
      clock.now(),
    );
    if (outcome!.outcome === 'committed') {
      needs.put(actor.account);
      return {};
    }
  }
  throw new NotPossible('outcome-unknown', 'the store has not said whether this was stored: send it again');
}

type State = Pick<PushPhone, 'epoch' | 'after' | 'rides' | 'due' | 'dueAt' | 'failing' | 'sent'>;
const stateOf = ({ epoch, after, rides, due, dueAt, failing, sent }: PushPhone): State => ({
  epoch,
  after,
  rides,
  due,
  dueAt,
  ...(failing !== undefined && { failing }),
  ...(sent !== undefined && { sent }),
});

async function freshState(actor: Actor, { store, clock, cardsOf }: PhoneNeeds): Promise<State> {
  const [epoch, { last }] = await Promise.all([store.streams.epoch(), store.streams.bounds(`rider:${actor.account}`)]);
  const cards = await cardsOf(actor.account);
  const rides = cards.map((card) => {
    const mark = markOf(card, clock.now());
    return { ride: card.ride, serviceDate: card.serviceDate, mark, said: [mark] };
  });
  return { epoch, after: last, rides, due: [], dueAt: null };
}

/** Those of a session that ends, or of a rider who wants no more news on this phone. */
export async function dropPhones(
  { account, session }: Pick<Actor, 'account' | 'session'>,
  { reads, store, clock }: { readonly reads: Reads; readonly store: Pick<Store, 'commit'>; readonly clock: Clock },
): Promise<Record<string, never>> {
  const phones = (await reads.pushPhones.ofAccount(account)).filter((phone) => phone.session === session);
  const drops = phones.map(({ id }) => ({ kind: 'pushPhone' as const, id }));
  if (drops.length > 0) await store.commit([{ drops }], clock.now());
  return {};
}
