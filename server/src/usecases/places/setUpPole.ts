/** Creates a pole, or brings it up to date, with its places, sites, fleet and people. What is left out of the body stays as it is. */
import type { PoleId, PoleSetup } from '@passaggio/contracts';
import { isZone } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { SCHEMA, type Docs, type Kind } from '../../ports/collections.ts';
import type { Reads } from '../../ports/reads.ts';
import type { Entry, Put, Rows, Store } from '../../ports/store.ts';
import type { Travel } from '../../ports/travel.ts';
import type { Asker } from '../accounts/lookUps.ts';
import { trivial } from '../accounts/secrets.ts';
import type { Decision } from '../days/book.ts';
import { NotPossible } from '../handlers.ts';
import { storeOnce } from '../once.ts';
import { guardSeats } from './fewerSeats.ts';
import { numbered } from './numbers.ts';

type AccountDoc = Omit<Docs['account'], 'version' | 'schema'>;

export interface SetUpNeeds {
  readonly store: Pick<Store, 'commit' | 'command'> & { readonly rows: Rows };
  readonly reads: Reads;
  readonly travel: Travel;
  readonly clock: Clock;
  /** The accounts of people whose numbers and PINs are given; a PIN leaves here hashed. */
  readonly accountsOf: (people: PoleSetup['people'], asker: Asker) => Promise<AccountDoc[]>;
}

interface Answer {
  readonly pole: PoleId;
  readonly places: number;
  readonly sites: number;
  readonly vehicles: number;
  readonly people: number;
}

export async function setUpPole(pole: PoleId, setup: PoleSetup, decision: Decision, needs: SetUpNeeds): Promise<Answer> {
  refuseUnfit(setup);
  await refuseOffTheRoad(setup, needs.travel);
  const { places, sites, vehicles, people } = setup;
  const answer = { pole, places: places.length, sites: sites.length, vehicles: vehicles.length, people: people.length };
  return storeOnce(decision, needs, async () => {
    const accounts = await needs.accountsOf(people, { by: decision.actor, pole });
    const guards = await guardSeats(pole, setup, needs.reads, needs.clock);
    const puts = await putsOf(pole, { ...setup, places: await numbered(pole, setup, needs.reads) }, accounts, needs.store.rows);
    return { answer, entry: { guards, puts, claims: await numbersOf(accounts, needs.store.rows) } };
  });
}

/** What a schema cannot say. A zone that nobody knows would make every day of the pole unreadable. */
function refuseUnfit({ zone, places, sites, vehicles, people }: PoleSetup): void {
  if (!isZone(zone)) throw new NotPossible('unfit-setup', `time zone ${JSON.stringify(zone)}, expected one such as Europe/Rome`);
  if (people.some((one) => trivial(one.pin))) throw new NotPossible('unfit-setup', 'a PIN that people try first: one digit, a row, two pairs or a year');
  const named = {
    places: places.map((one) => one.id),
    sites: sites.map((one) => one.id),
    vehicles: vehicles.map((one) => one.id),
    people: people.map((one) => one.account),
    numbers: people.map((one) => one.number),
  };
  for (const [what, ids] of Object.entries(named)) {
    if (new Set<string>(ids).size < ids.length) throw new NotPossible('unfit-setup', `one of the ${what} is named twice`);
  }
}

/** A number opens one account, whoever else gives it out at this moment; one that somebody no longer has is free again. */
async function numbersOf(accounts: readonly AccountDoc[], rows: Rows): Promise<Entry['claims']> {
  const before = await Promise.all(accounts.map(({ id }) => rows.find('account', id)));
  const claim = ({ id, lookup }: Pick<AccountDoc, 'id' | 'lookup'>) => ({ key: `number|${lookup}`, owner: id });
  return { take: accounts.map(claim), release: before.flatMap((old, i) => (old === undefined || old.lookup === accounts[i]!.lookup ? [] : [claim(old)])) };
}

async function refuseOffTheRoad(setup: PoleSetup, travel: Travel): Promise<void> {
  for (const { id, at } of [...setup.places, ...setup.sites]) {
    const { onRoad, metresToRoad } = await travel.reach(at);
    if (!onRoad) throw new NotPossible('off-the-road', `${id} cannot be reached by road; the next road is ${metresToRoad} m away`);
  }
}

async function putsOf(pole: PoleId, setup: PoleSetup, accounts: readonly AccountDoc[], rows: Rows): Promise<Put[]> {
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
      return { kind, doc: { ...doc, schema: SCHEMA }, ifVersion: old?.version ?? 0 } as unknown as Put;
    }),
  );
}
