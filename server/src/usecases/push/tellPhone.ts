/**
 * Brings one phone up to its rider's stream. What is to be said is stored as due, with the place in the stream, before it is sent, and taken
 * off after: a server that dies in between leaves it to the next one. Of several servers the one whose commit came first sends.
 */
import { HOUR, MINUTE, RiderEvent, type EpochMs } from '@passaggio/contracts';
import type { DueNews, PushPhone, RideSaid } from '../../domain/documents.ts';
import { newsFor, urgencyOf } from '../../domain/push/compose.ts';
import { newsOf } from '../../domain/push/news.ts';
import { addDays, serviceDateAt } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Push } from '../../ports/push.ts';
import type { Reads } from '../../ports/reads.ts';
import type { Store } from '../../ports/store.ts';
import { actorOfSession } from '../accounts/sessions.ts';

export interface TellNeeds {
  readonly store: Pick<Store, 'commit' | 'streams'>;
  readonly reads: Reads;
  readonly clock: Clock;
  readonly push: Push;
  /** Milliseconds that a push service has to answer. */
  readonly patience: number;
  /** Ends what is being sent. */
  readonly signal: AbortSignal;
}

const PAGE = 200;
/** Events that may be read again for nothing before a phone's place in them is stored. */
const LAZY = 20;
/** How long a sender has before another one may think it dead. */
const LEASE = 2 * MINUTE;
const ATTEMPTS = 4;
/** Messages to one phone in an hour: far more than rides can need. What is over it waits, and the newest of a ride takes the place of those before. */
const AN_HOUR = 30;
/** Rides of days before yesterday are forgotten. */
const REMEMBERED = -2;

/** Until nothing is left that could be said now; another writer's commit in between begins it anew. */
export async function tellPhone(id: string, needs: TellNeeds): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const phone = await needs.reads.pushPhones.find(id);
    if (phone === undefined) return;
    if ((await actorOfSession(phone.session, needs))?.account !== phone.account) return forgetPhone(phone, needs);
    const { read, fresh } = await readOn(phone, needs);
    const ours = fresh || (phone.dueAt !== null && phone.dueAt <= needs.clock.now());
    if (!ours && read === phone) return;
    const claimed = { ...read, ...(ours && { dueAt: (needs.clock.now() + LEASE) as EpochMs }) };
    if (!(await put(claimed, needs))) continue;
    if (ours) await sendDue({ ...claimed, version: claimed.version + 1 }, needs);
    return;
  }
}

/** The phone as it is after all that its rider's stream says; the very same where that is nothing. */
async function readOn(phone: PushPhone, { store, reads, clock }: TellNeeds): Promise<{ readonly read: PushPhone; readonly fresh: boolean }> {
  const stream = `rider:${phone.account}`;
  const epoch = await store.streams.epoch();
  // restored: what was told then is told
  if (epoch !== phone.epoch) return { read: { ...phone, epoch, after: (await store.streams.bounds(stream)).last }, fresh: false };
  const rides = new Map(phone.rides.map((ride) => [ride.ride as string, ride]));
  const due = new Map(phone.due.map((news) => [news.message.tag, news]));
  let { after } = phone;
  let [moved, fresh] = [false, false];
  for (let full = true; full;) {
    const events = await store.streams.after(stream, after, PAGE);
    for (const { n, at, body } of events) {
      after = n;
      const event = RiderEvent.safeParse(body);
      if (!event.success) continue;
      const { card } = event.data;
      const before = rides.get(card.ride);
      const { kind, after: said } = newsOf(card, before, at);
      moved ||= said.mark !== before?.mark;
      rides.set(card.ride, said);
      if (kind === undefined) continue;
      const zone = (await reads.poles.find(card.pole))?.zone ?? 'Europe/Rome';
      const news = newsFor(phone, kind, card, zone, at as EpochMs);
      if (news.until <= clock.now()) continue;
      due.set(news.message.tag, news);
      fresh = true;
    }
    full = events.length === PAGE;
  }
  if (!moved && after - phone.after < LAZY) return { read: phone, fresh };
  return { read: { ...phone, after, rides: recent([...rides.values()], clock), due: [...due.values()] }, fresh };
}

const recent = (rides: readonly RideSaid[], clock: Clock): RideSaid[] => {
  const from = addDays(serviceDateAt(clock.now(), 'Europe/Rome'), REMEMBERED);
  return rides.filter((ride) => ride.serviceDate >= from);
};

async function sendDue(phone: PushPhone, needs: TellNeeds): Promise<void> {
  const { clock, push, patience, signal } = needs;
  const left: DueNews[] = [];
  let sent = phone.sent !== undefined && Math.abs(clock.now() - phone.sent.from) < HOUR ? phone.sent : { from: clock.now(), count: 0 };
  let failing = phone.failing === true;
  for (const [i, news] of phone.due.entries()) {
    const ttl = Math.floor((news.until - clock.now()) / 1000);
    if (ttl <= 0) continue;
    if (sent.count >= AN_HOUR) {
      left.push(news);
      continue;
    }
    const { message } = news;
    const outcome = await push.send(phone, JSON.stringify(message), { ttl, urgency: urgencyOf(message.kind), topic: message.tag, patience, signal });
    if (outcome === 'gone') return forgetPhone(phone, needs);
    if (signal.aborted) return; // whoever starts next sends it, after the lease
    sent = { ...sent, count: sent.count + 1 };
    failing = outcome === 'later';
    if (!failing) continue;
    left.push(...phone.due.slice(i).map((one) => ({ ...one, tries: one.tries + 1 }))); // nor will the next one be taken now
    break;
  }
  await settle(phone, { left, failing, sent }, needs);
}

interface Sent {
  readonly left: readonly DueNews[];
  readonly failing: boolean;
  readonly sent: NonNullable<PushPhone['sent']>;
}

/** Takes off what was sent. A phone that was put anew meanwhile keeps what it has become, but for that. */
async function settle(phone: PushPhone, { left, failing, sent }: Sent, needs: TellNeeds): Promise<void> {
  const tries = Math.max(0, ...left.map((news) => news.tries));
  const later = (sent.count >= AN_HOUR ? sent.from + HOUR : needs.clock.now() + MINUTE * 2 ** (tries - 1)) as EpochMs;
  const handled = new Set(phone.due.map((news) => `${news.message.tag} ${news.until}`));
  let now: PushPhone | undefined = phone;
  for (let attempt = 0; attempt < ATTEMPTS && now !== undefined; attempt += 1) {
    const others = now.due.filter((news) => !handled.has(`${news.message.tag} ${news.until}`));
    const dueAt = others.length > 0 ? needs.clock.now() : left.length > 0 ? later : null;
    if (await put({ ...now, due: [...left, ...others], dueAt, failing, sent }, needs)) return;
    now = await needs.reads.pushPhones.find(phone.id);
  }
}

async function put({ version, ...doc }: PushPhone, { store, clock }: TellNeeds): Promise<boolean> {
  const [outcome] = await store.commit([{ puts: [{ kind: 'pushPhone', doc, ifVersion: version }] }], clock.now());
  return outcome!.outcome === 'committed';
}

/** It takes no news any more. */
export async function forgetPhone(phone: Pick<PushPhone, 'id'>, { store, clock }: Pick<TellNeeds, 'store' | 'clock'>): Promise<void> {
  await store.commit([{ drops: [{ kind: 'pushPhone', id: phone.id }] }], clock.now());
}
