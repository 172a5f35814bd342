/** Promises ST1-ST8 of the store port (docs/store.md), run on every adapter. */
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { Release, Settles } from '../ports/upgrades.ts';
import type { Kind } from '../ports/collections.ts';
import type { Store } from '../ports/store.ts';
import { commandsContract } from './commands.contract.ts';
import { durabilityContract } from './durability.contract.ts';
import { formsContract } from './forms.contract.ts';
import { racesContract } from './races.contract.ts';
import { readsContract } from './reads.contract.ts';
import { streamsContract } from './streams.contract.ts';
import { writesContract } from './writes.contract.ts';

export type Opened = Store & Settles;

/** What the suite needs of an adapter. */
export interface Subject {
  /** A place (folder, database) that holds nothing. */
  newPlace(): Promise<string>;
  /** Nobody has the place open any more. */
  left(place: string): void;
  open(place: string, release?: Release): Promise<Opened>;
  /** Whether several processes may have one place open. */
  readonly shared: boolean;
  /** What a restore from a backup does to a place that nobody has open, besides bringing documents back. */
  restored(place: string): Promise<void>;
  /** Arguments of `killed.contract.ts`, which opens the place in a process of its own. */
  childArguments(place: string): readonly string[];
  /** What is wrong with the plan of a read: empty where it uses its index. Undefined index: by id. */
  complaints(
    place: string,
    read: { readonly kind: Kind; readonly index?: string; readonly equals: readonly string[]; readonly ranged: boolean },
  ): Promise<string[]>;
  end(): Promise<void>;
}

/** For each test: a new place, opened; all is closed afterwards. */
export interface Bench {
  readonly subject: Subject;
  newPlace(): Promise<string>;
  /** Opens a new place. */
  store(): Promise<Opened>;
  /** Opens a new place once, or twice where the adapter allows: for races. */
  handles(): Promise<readonly [Opened, Opened]>;
  open(place: string, release?: Release): Promise<Opened>;
}

export function storeContract(name: string, start: () => Promise<Subject>): void {
  describe(`${name} store`, { timeout: 30_000 }, () => {
    const opened: Opened[] = [];
    const places: string[] = [];
    let subject: Subject;
    const open = async (place: string, release?: Release): Promise<Opened> => {
      const store = await subject.open(place, release);
      opened.push(store);
      return store;
    };
    const newPlace = async (): Promise<string> => {
      const place = await subject.newPlace();
      places.push(place);
      return place;
    };
    const bench: Bench = {
      get subject() {
        return subject;
      },
      newPlace,
      open,
      store: async () => open(await newPlace()),
      async handles() {
        const place = await newPlace();
        const first = await open(place);
        return [first, subject.shared ? await open(place) : first];
      },
    };
    beforeAll(async () => {
      subject = await start();
    });
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
      for (const place of places.splice(0)) subject.left(place);
    });
    afterAll(() => subject.end());

    durabilityContract(bench);
    writesContract(bench);
    commandsContract(bench);
    racesContract(bench);
    streamsContract(bench);
    formsContract(bench);
    readsContract(bench);
  });
}
