/**
 * Forms of documents over releases (ST8). A release reads its own form and the one before, and writes the older one until the
 * store's `minVersion` moves on, so that the release before can still be running, or be started again, next to it.
 */
import { SCHEMA } from './collections.ts';
import type { Kind } from './collections.ts';
import { StoreRefused } from './store.ts';

/** A document's fields, in any form. */
export interface Form {
  readonly [field: string]: unknown;
}

/** Between the form of the release before and that of this release; `id`, `version` and `schema` are the store's. */
export interface Upgrade {
  up(older: Form): Form;
  down(newer: Form): Form;
}

export type Upgrades = { readonly [K in Kind]?: Upgrade };

/** What a release writes and reads. Tests inject another one; the product has `release`. */
export interface Release {
  readonly schema: number;
  /** Kinds whose form differs from the release before; the others pass as they are. */
  readonly upgrades: Upgrades;
}

export const release: Release = { schema: SCHEMA, upgrades: {} };

/** What an adapter offers besides the port, for the operator who has ended the release before. */
export interface Settles {
  /**
   * Moves minVersion on to this release, which shuts the one before out, and rewrites documents that are in its form. May be
   * broken off and called again. Returns how many were rewritten.
   */
  settle(): Promise<number>;
}

/** What a store says of itself. */
export interface StoreForms {
  /** Newest release that ever opened it. */
  readonly schema: number;
  /** Oldest release that may open it: the form that is written. */
  readonly minVersion: number;
}

/**
 * Whether this release may open a store.
 *
 * @throws StoreRefused  with what to do
 */
export function admit(release: Release, store: StoreForms, where: string): void {
  if (!Number.isInteger(store.minVersion) || !Number.isInteger(store.schema)) {
    throw new StoreRefused(
      `${where}: found schema ${store.schema} and minVersion ${store.minVersion}, expected two whole numbers. Restore a backup (docs/store.md).`,
    );
  }
  if (store.minVersion > release.schema) {
    throw new StoreRefused(
      `${where} is written in schema ${store.minVersion}, newer than the ${release.schema} of this release. ` +
        'Start the newer release, or restore a backup made before it (docs/store.md).',
    );
  }
  if (store.minVersion < release.schema - 1) {
    throw new StoreRefused(
      `${where} is written in schema ${store.minVersion}; this release reads ${release.schema - 1} and ` +
        `${release.schema}. Start each release in between once and settle it (docs/store.md).`,
    );
  }
}

/**
 * A stored document in this release's form.
 *
 * @throws StoreRefused  if a release more than one away wrote it
 */
export function inOurForm(release: Release, kind: Kind, stored: Form): Form {
  const found = stored['schema'];
  if (found === release.schema) return stored;
  if (found !== release.schema - 1) {
    throw new StoreRefused(
      `${kind} ${String(stored['id'])} has schema ${String(found)}, expected ${release.schema - 1} or ` +
        `${release.schema}: run the release that matches the store.`,
    );
  }
  const upgrade = release.upgrades[kind];
  return { ...(upgrade ? upgrade.up(stored) : stored), schema: release.schema };
}

/** A document in the form that every release allowed on the store can read. */
export function inWrittenForm(release: Release, minVersion: number, kind: Kind, doc: Form): Form {
  if (minVersion >= release.schema) return { ...doc, schema: release.schema };
  const upgrade = release.upgrades[kind];
  return { ...(upgrade ? upgrade.down(doc) : doc), schema: minVersion };
}
