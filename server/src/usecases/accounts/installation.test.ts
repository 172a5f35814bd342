import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EpochMs } from '@passaggio/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUpFolder, restore } from '../../adapters/sqlite/backup.ts';
import { openSqlite } from '../../adapters/sqlite/openSqlite.ts';
import { reads } from '../../ports/reads.ts';
import { StoreRefused, type Store } from '../../ports/store.ts';
import { firstCoordinator } from './firstCoordinator.ts';
import { DEMO_LOGIN, takeUp, type InstallationNeeds, type Use } from './installation.ts';
import { secretsFrom } from './secrets.ts';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'passaggio-'));
  store = await openSqlite({ path: join(folder, 'store') });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const needs = (secret = 'a secret of this test, long enough'): InstallationNeeds => ({
  store,
  reads: reads(store.rows),
  secrets: secretsFrom(secret),
  hasher: { hash: (pin) => Promise.resolve(`hash ${pin}`), verify: (hash, pin) => Promise.resolve(hash === `hash ${pin}`) },
  clock: { now: () => 0 as EpochMs },
});
const first = (number: string, pin: string) => firstCoordinator(number as never, pin as never, needs());
const taken = (use: Use) =>
  takeUp(use, needs()).then(
    () => 'taken up',
    (cause: unknown) => (cause instanceof StoreRefused ? 'refused' : cause),
  );

test.each<[Use, Use]>([
  ['demo', 'service'],
  ['service', 'demo'],
])('a store that was begun as a %s is one for ever, and none for a %s', async (use, other) => {
  expect([await taken(use), await taken(other), await taken(use)]).toEqual(['taken up', 'refused', 'taken up']);
});

test('a store of an earlier release, which marked none, is the demo’s where the demo’s coordinator signs in', async () => {
  await first(DEMO_LOGIN.number, DEMO_LOGIN.pin);
  expect([await taken('service'), await taken('demo'), await taken('service')]).toEqual(['refused', 'taken up', 'refused']);
});

test.each([
  ['another number', '10000002', DEMO_LOGIN.pin],
  ['another PIN', DEMO_LOGIN.number, '5937'],
])('a store of an earlier release whose coordinator has %s is no demo', async (_, number, pin) => {
  await first(number, pin);
  expect([await taken('demo'), await taken('service'), await taken('demo')]).toEqual(['refused', 'taken up', 'refused']);
});

test('a coordinator with the demo’s login is refused though the store was begun for people', async () => {
  await takeUp('service', needs());
  await first(DEMO_LOGIN.number, DEMO_LOGIN.pin);
  expect(await taken('service')).toBe('refused');
});

test('with another secret a store is refused before it is marked', async () => {
  await first(DEMO_LOGIN.number, DEMO_LOGIN.pin);
  await expect(takeUp('service', needs('another secret of this test, as long'))).rejects.toThrow('begun with another secret');
  expect(await taken('demo')).toBe('taken up');
});

test('a backup and what is restored from it keep the mark', async () => {
  await takeUp('demo', needs());
  await store.close();
  await backUpFolder(join(folder, 'store'), join(folder, 'backup'));
  await restore(join(folder, 'backup'), join(folder, 'restored'));
  store = await openSqlite({ path: join(folder, 'restored') });
  expect(await taken('service')).toBe('refused');
});
