/** A pole as it is stored, which a set-up is laid over: what the set-up leaves out stays. */
import type { PoleId, PoleSetup } from '@passaggio/contracts';
import type { Account, Place, Pole, Site, Vehicle } from '../../domain/documents.ts';
import { plateOf } from '../../domain/places/fleet.ts';
import type { Reads } from '../../ports/reads.ts';

export interface Before {
  /** Undefined for a new one. */
  readonly pole: Pole | undefined;
  readonly places: readonly Place[];
  readonly sites: readonly Site[];
  readonly vehicles: readonly Vehicle[];
  /** Drivers and operators. */
  readonly staff: readonly Account[];
  /** Accounts named in the set-up, of any role and pole. */
  readonly named: ReadonlyMap<string, Account>;
  /** Vehicles of other poles by plate; those of earlier releases hold no claim on it. */
  readonly plates: ReadonlyMap<string, string>;
}

export async function readBefore(pole: PoleId, { people }: PoleSetup, reads: Reads): Promise<Before> {
  const doc = await reads.poles.find(pole); // first: whoever sets up the pole meanwhile moves its version
  const [places, sites, vehicles, drivers, operators, poles, accounts] = await Promise.all([
    reads.places.ofPole(pole),
    reads.sites.ofPole(pole),
    reads.vehicles.ofPole(pole),
    reads.accounts.ofPole(pole, 'driver'),
    reads.accounts.ofPole(pole, 'operator'),
    reads.poles.all(),
    Promise.all(people.map(({ account }) => reads.accounts.find(account))),
  ]);
  const elsewhere = await Promise.all(poles.filter(({ id }) => id !== pole).map(({ id }) => reads.vehicles.ofPole(id as PoleId)));
  return {
    pole: doc,
    places,
    sites,
    vehicles,
    staff: [...drivers, ...operators],
    named: new Map(accounts.flatMap((account) => (account === undefined ? [] : [[account.id, account] as const]))),
    plates: new Map(elsewhere.flat().map(({ id, licence }) => [plateOf(licence), id])),
  };
}

/** What a set-up does not name, by id. */
export const leftOut = <T extends { readonly id: string }>(before: readonly T[], now: readonly { readonly id: string }[]): T[] =>
  before.filter(({ id }) => !now.some((one) => one.id === id));

export function leftOutIds(before: Before, { places, sites, vehicles, people }: PoleSetup) {
  const ids = <I>(all: readonly { readonly id: string }[]) => all.map(({ id }) => id as I);
  return {
    places: ids<PoleSetup['places'][number]['id']>(leftOut(before.places, places)),
    sites: ids<PoleSetup['sites'][number]['id']>(leftOut(before.sites, sites)),
    vehicles: ids<PoleSetup['vehicles'][number]['id']>(leftOut(before.vehicles, vehicles)),
    people: ids<PoleSetup['people'][number]['account']>(
      leftOut(
        before.staff,
        people.map(({ account }) => ({ id: account })),
      ),
    ),
  };
}
