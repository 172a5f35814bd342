/** Creates a pole, or brings it up to date, with its places, sites, fleet and people. What is left out of the body stays as it is. */
import type { PoleId, PoleSetup } from '@passaggio/contracts';
import { SCHEMA, type Docs, type Kind } from '../../ports/collections.ts';
import type { Put, Rows, Store } from '../../ports/store.ts';
import type { Travel } from '../../ports/travel.ts';
import type { Decision } from '../days/book.ts';
import { NotPossible } from '../handlers.ts';

export interface SetUpNeeds {
  readonly store: Pick<Store, 'commit' | 'command'> & { readonly rows: Rows };
  readonly travel: Travel;
  readonly now: () => number;
  /** The account of somebody whose number and PIN are given; the PIN leaves here hashed. */
  readonly accountOf: (person: PoleSetup['people'][number], pole: PoleId) => Promise<Omit<Docs['account'], 'version' | 'schema'>>;
}

interface Answer {
  readonly pole: PoleId;
  readonly places: number;
  readonly sites: number;
  readonly vehicles: number;
  readonly people: number;
}

const ATTEMPTS = 3;

export async function setUpPole(pole: PoleId, setup: PoleSetup, decision: Decision, needs: SetUpNeeds): Promise<Answer> {
  await refuseOffTheRoad(setup, needs.travel);
  const { places, sites, vehicles, people } = setup;
  const answer = { pole, places: places.length, sites: sites.length, vehicles: vehicles.length, people: people.length };
  const accounts = await Promise.all(people.map((person) => needs.accountOf(person, pole)));
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const puts = await putsOf(pole, setup, accounts, needs.store.rows);
    const [outcome] = await needs.store.commit([{ command: { ...decision, answer }, puts }], needs.now());
    if (outcome!.outcome === 'committed') return answer;
    if (outcome!.outcome === 'replay') return outcome!.answer as Answer;
    if (outcome!.outcome === 'mismatch') throw new NotPossible('id-used-differently', 'this id was used before with another body');
    if (outcome!.outcome === 'unknown') break;
  }
  throw new NotPossible('outcome-unknown', 'the store has not said whether this was stored: send it again with the same id');
}

async function refuseOffTheRoad(setup: PoleSetup, travel: Travel): Promise<void> {
  for (const { id, at } of [...setup.places, ...setup.sites]) {
    const { onRoad, metresToRoad } = await travel.reach(at);
    if (!onRoad) throw new NotPossible('off-the-road', `${id} cannot be reached by road; the next road is ${metresToRoad} m away`);
  }
}

async function putsOf(pole: PoleId, setup: PoleSetup, accounts: readonly Omit<Docs['account'], 'version' | 'schema'>[], rows: Rows): Promise<Put[]> {
  const { name, region, at, zone, cutoff, closedDates } = setup;
  const docs: { kind: Kind; doc: { id: string } }[] = [
    { kind: 'pole', doc: { id: pole, name, region, at, zone, cutoff, closedDates } as { id: string } },
    ...setup.places.map((doc) => ({ kind: 'place' as const, doc: { ...doc, pole } })),
    ...setup.sites.map((doc) => ({ kind: 'site' as const, doc: { ...doc, pole } })),
    ...setup.vehicles.map((doc) => ({ kind: 'vehicle' as const, doc: { ...doc, pole } })),
    ...accounts.map((doc) => ({ kind: 'account' as const, doc })),
  ];
  return Promise.all(
    docs.map(async ({ kind, doc }) => {
      const old = await rows.find(kind, doc.id);
      if (old !== undefined && 'pole' in old && kind !== 'pole' && old.pole !== pole) throw new NotPossible('id-used-differently', `${doc.id} belongs to another pole`);
      return { kind, doc: { ...doc, schema: SCHEMA }, ifVersion: old?.version ?? 0 } as unknown as Put;
    }),
  );
}
