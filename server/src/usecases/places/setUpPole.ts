/** Creates a pole, or brings it up to date, with its places, sites, fleet and people. What is left out of the body stays as it is. */
import type { PoleId, PoleSetup, PoleSetupAnswer, ServiceDate } from '@passaggio/contracts';
import { plateOf } from '../../domain/places/fleet.ts';
import { isZone, serviceDateAt } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { SCHEMA, type Docs, type Kind } from '../../ports/collections.ts';
import type { Reads } from '../../ports/reads.ts';
import type { Claim, Entry, Put, Rows, Store } from '../../ports/store.ts';
import type { Travel } from '../../ports/travel.ts';
import type { DayBook, Decision } from '../days/book.ts';
import { NotPossible } from '../handlers.ts';
import { storeOnce } from '../once.ts';
import { leftOutIds, readBefore, type Before } from './before.ts';
import { guardSeats } from './fewerSeats.ts';
import { numbered } from './numbers.ts';
import { refuseUnfit } from './unfit.ts';
import { findWithdrawn, tellOfWithdrawn } from './withdrawn.ts';

type AccountDoc = Omit<Docs['account'], 'version' | 'schema'>;

export interface SetUpNeeds {
  readonly store: Pick<Store, 'commit' | 'command'> & { readonly rows: Rows };
  readonly reads: Reads;
  readonly book: DayBook;
  readonly travel: Travel;
  readonly clock: Clock;
  /** The account of somebody whose number and PIN are given; the PIN leaves here hashed. */
  readonly accountOf: (person: PoleSetup['people'][number], pole: PoleId) => Promise<AccountDoc>;
}

/** The answer as it is stored, with what is still to be done; earlier releases stored the counts alone. */
interface Stored extends PoleSetupAnswer {
  readonly toTell?: readonly ServiceDate[];
}

export async function setUpPole(pole: PoleId, setup: PoleSetup, decision: Decision, needs: SetUpNeeds): Promise<PoleSetupAnswer> {
  const { toTell = [], ...answer } = await storeOnce<Stored>(decision, needs, () => laidOver(pole, setup, needs));
  await tellOfWithdrawn(pole, { booked: answer.booked ?? [], toTell }, decision.id, needs.book);
  return answer;
}

/** The set-up as an entry over what is stored. */
async function laidOver(pole: PoleId, setup: PoleSetup, { reads, clock, store, travel, accountOf }: SetUpNeeds): Promise<{ answer: Stored; entry: Entry }> {
  const before = await readBefore(pole, setup, reads);
  refuseUnfit(setup, before, serviceDateAt(clock.now(), isZone(setup.zone) ? setup.zone : 'UTC'));
  await refuseOffTheRoad(setup, travel);
  const { booked, toTell, guards } = await findWithdrawn(pole, setup, before, clock.now(), reads);
  const seats = await guardSeats(pole, setup, reads, clock);
  const accounts = await Promise.all(setup.people.map((person) => accountOf(person, pole)));
  const puts = await putsOf(pole, { ...setup, places: numbered(setup.places, before.places) }, accounts, before, store.rows);
  const { places, sites, vehicles, people } = setup;
  const counts = { places: places.length, sites: sites.length, vehicles: vehicles.length, people: people.length };
  return {
    answer: { pole, ...counts, leftOut: leftOutIds(before, setup), booked: [...booked], toTell },
    entry: {
      guards: [...guards, ...seats],
      puts,
      claims: joined(await numbersOf(accounts, store.rows), platesOf(setup, before)),
    },
  };
}

const joined = (...all: readonly Claims[]): Claims => ({ take: all.flatMap(({ take }) => take), release: all.flatMap(({ release }) => release) });

interface Claims {
  readonly take: readonly Claim[];
  readonly release: readonly Claim[];
}

/** A plate is one vehicle's, whoever else sets one up at this moment; one that a vehicle no longer has is free again. */
function platesOf({ vehicles }: PoleSetup, before: Before): Claims {
  const claim = ({ id, licence }: { readonly id: string; readonly licence: string }): Claim => ({ key: `licence|${plateOf(licence)}`, owner: id });
  const plates = new Map(vehicles.map((one) => [one.id as string, plateOf(one.licence)]));
  const changed = before.vehicles.filter(({ id, licence }) => plates.has(id) && plates.get(id) !== plateOf(licence));
  return { take: vehicles.map(claim), release: changed.map(claim) };
}

/** A number opens one account, whoever else gives it out at this moment; one that somebody no longer has is free again. */
async function numbersOf(accounts: readonly AccountDoc[], rows: Rows): Promise<Claims> {
  const before = await Promise.all(accounts.map(({ id }) => rows.find('account', id)));
  const claim = ({ id, lookup }: Pick<AccountDoc, 'id' | 'lookup'>) => ({ key: `number|${lookup}`, owner: id });
  return { take: accounts.map(claim), release: before.flatMap((old, i) => (old === undefined || old.lookup === accounts[i]!.lookup ? [] : [claim(old)])) };
}

async function refuseOffTheRoad(setup: PoleSetup, travel: Travel): Promise<void> {
  for (const [what, spots] of Object.entries({ places: setup.places, sites: setup.sites })) {
    for (const [i, { id, at }] of spots.entries()) {
      const { onRoad, metresToRoad } = await travel.reach(at);
      const words = `${id} cannot be reached by road; the next road is ${metresToRoad} m away`;
      if (!onRoad) throw new NotPossible('off-the-road', words, undefined, `body.${what}.${i}.at`);
    }
  }
}

/** The pole's own version holds everything that was looked at: whoever sets it up meanwhile moves it. */
async function putsOf(pole: PoleId, setup: PoleSetup, accounts: readonly AccountDoc[], before: Before, rows: Rows): Promise<Put[]> {
  const { name, region, at, zone, cutoff, closedDates, dispatch } = setup;
  const docs: { kind: Kind; doc: { id: string } }[] = [
    { kind: 'pole', doc: { id: pole, name, region, at, zone, cutoff, closedDates, ...(dispatch !== undefined && { dispatch }) } as { id: string } },
    ...setup.places.map((doc) => ({ kind: 'place' as const, doc: { ...doc, pole } })),
    ...setup.sites.map((doc) => ({ kind: 'site' as const, doc: { ...doc, pole } })),
    ...setup.vehicles.map((doc) => ({ kind: 'vehicle' as const, doc: { ...doc, pole } })),
    ...accounts.map((doc) => ({ kind: 'account' as const, doc })),
  ];
  return Promise.all(
    docs.map(async ({ kind, doc }) => {
      const old = await rows.find(kind, doc.id);
      if (old !== undefined && 'pole' in old && kind !== 'pole' && old.pole !== pole)
        throw new NotPossible('id-used-differently', `${doc.id} belongs to another pole`);
      return { kind, doc: { ...doc, schema: SCHEMA }, ifVersion: (kind === 'pole' ? before.pole : old)?.version ?? 0 } as unknown as Put;
    }),
  );
}
