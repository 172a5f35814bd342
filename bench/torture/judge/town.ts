/** Everybody who acts, signed in: riders, drivers and operators of some poles. */
import {
  HOUR,
  withChange,
  type BodyOf,
  type Call,
  type DayHead,
  type Pin,
  type PoleId,
  type PoleSetup,
  type RunView,
  type SignInNumber,
} from '@passaggio/contracts';
import type { Commands } from './commands.ts';
import { openPhone } from './phone.ts';
import type { Rides } from './rides.ts';
import { follow, type Followed } from './streams.ts';
import { together } from './together.ts';
import type { Verdict } from './verdict.ts';
import { withPin } from './withPin.ts';

interface Login {
  readonly number: SignInNumber;
  readonly pin: Pin;
}

export interface Rider extends Login {
  readonly account: string;
  readonly pole: Pole;
  readonly call: Call;
  readonly stream: Followed;
}

export interface Driver extends Login {
  readonly account: string;
  readonly call: Call;
  /** Facts noted on this device so far. */
  counter: number;
  /** For the answer to a batch: facts are sent in their order. */
  waits: boolean;
}

export interface Pole {
  readonly pole: PoleId;
  readonly setup: PoleSetup;
  readonly operator: Call;
  readonly login: Login;
  readonly drivers: readonly Driver[];
  readonly riders: Rider[];
  readonly stream: Followed;
  /** Newest, by service date. */
  readonly heads: Map<string, DayHead>;
  readonly runs: Map<string, RunView>;
}

export interface Town {
  readonly coordinator: Call;
  readonly login: Login;
  readonly poles: readonly Pole[];
  /** Plans that were taken over, as heads of days told. */
  readonly plans: ReadonlySet<string>;
  /** Makes a command's id. */
  fresh(what: string): BodyOf<'cancelRide'>['id'];
  signIn(): Promise<void>;
  /** Sessions of staff and drivers last hours of the product's time: signs in again where it is time to. */
  staySignedIn(now: number): Promise<void>;
}

export interface Founding {
  readonly origin: () => string;
  readonly coordinator: Login;
  readonly poles: readonly { readonly pole: PoleId; readonly riders: number; readonly setup: PoleSetup }[];
  readonly commands: Commands;
  readonly rides: Rides;
  readonly verdict: Verdict;
}

/** Milliseconds; staff are signed out after 12 hours. */
const AGAIN = 5 * HOUR;

/** Through the interface, as acknowledged commands. */
export async function found({ origin, coordinator: login, poles: wanted, commands, rides, verdict }: Founding): Promise<Town> {
  const plans = new Set<string>();
  const coordinator = openPhone(origin);
  await coordinator('staffSignIn', { body: login });
  let made = 0;
  const fresh: Town['fresh'] = (what) => `${what}-${String((made += 1)).padStart(6, '0')}` as BodyOf<'cancelRide'>['id'];
  const poles: Pole[] = [];
  for (const { pole, riders, setup } of wanted) {
    await commands.deliver({ id: setup.id, kind: 'setUp', send: () => coordinator('setUpPole', { params: { pole }, body: setup }) });
    const here = openPole(pole, setup, origin, plans, verdict);
    const { riders: enrolled } = await coordinator('enrol', { params: { pole }, body: { id: fresh('enrol'), count: riders } });
    for (const one of enrolled) here.riders.push(openRider(one, here, origin, rides, verdict));
    await together(here.riders, 8, async ({ call, number, pin }) => void (await call('riderSignIn', { body: { number, pin } })));
    poles.push(here);
  }
  const signIn = async () => {
    await coordinator('staffSignIn', { body: login });
    await together(poles, 4, async ({ operator, login: body, drivers }) => {
      await operator('staffSignIn', { body });
      for (const { call, number, pin } of drivers) await call('driverSignIn', { body: { number, pin } });
    });
  };
  let signedIn = -Infinity;
  const staySignedIn = async (now: number) => {
    if (Math.abs(now - signedIn) < AGAIN) return;
    await signIn();
    signedIn = now;
  };
  return { coordinator, login, poles, plans, fresh, signIn, staySignedIn };
}

function openPole(pole: PoleId, setup: PoleSetup, origin: () => string, plans: Set<string>, verdict: Verdict): Pole {
  const people = (role: string) => setup.people.filter((one) => one.role === role);
  const operator = openPhone(origin);
  const heads = new Map<string, DayHead>();
  const runs = new Map<string, RunView>();
  const head = (one: DayHead) => {
    const before = heads.get(one.serviceDate)?.planNumber ?? 0;
    if (one.planNumber > before && one.phase === 'open') plans.add(`${pole} ${one.serviceDate} ${one.planNumber}`);
    if (one.planNumber < before) verdict.charge('lost', `plan ${before} of ${pole} ${one.serviceDate}: its number is ${one.planNumber} again`);
    heads.set(one.serviceDate, one);
  };
  const stream = follow(
    {
      stream: `pole:${pole}`,
      sync: (epoch, after) => operator('staffSync', { query: { stream: `pole:${pole}`, epoch, after: String(after) } }),
      event(body) {
        if (body.type === 'head') head(body.head);
        else if (body.type === 'run') runs.set(body.run.run, body.run);
        else if (body.type === 'run-change' && runs.has(body.change.run)) runs.set(body.change.run, withChange(runs.get(body.change.run)!, body.change));
      },
      snapshot(snapshot) {
        if (snapshot.of !== 'pole') return;
        for (const day of snapshot.days) {
          head(day.head);
          for (const run of day.runs) runs.set(run.run, run);
        }
      },
    },
    verdict,
  );
  const drivers = people('driver').map(({ account, number, pin }): Driver => ({ account, number, pin, call: openPhone(origin), counter: 0, waits: false }));
  const { number, pin } = people('operator')[0]!;
  return { pole, setup, operator, login: { number, pin }, drivers, riders: [], stream, heads, runs };
}

function openRider({ account, number, pin }: Login & { readonly account: string }, pole: Pole, origin: () => string, rides: Rides, verdict: Verdict): Rider {
  const call = withPin(openPhone(origin), pin);
  const stream = follow(
    {
      stream: `rider:${account}`,
      sync: (epoch, after) => call('riderSync', { query: { stream: `rider:${account}`, epoch, after: String(after) } }),
      event: (body) => body.type === 'card' && rides.card(body.card, account),
      snapshot: (snapshot) => snapshot.of === 'rider' && snapshot.cards.forEach((card) => rides.card(card, account)),
    },
    verdict,
  );
  return { account, number, pin, pole, call, stream };
}
