import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { NotOpened, openDatabase } from './database.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
const why = (opening: Promise<unknown>) =>
  opening.then(
    () => 'opened',
    (cause: unknown) => (cause instanceof NotOpened ? cause.why : cause),
  );

test('a database that a later release has written says so, and the queue in it stays as it is', async () => {
  const mine = await openDatabase('driver', () => 'device-a');
  const fact = { counter: 7, at: 0, by: 'driver-3', notTakenFrom: [], unreadable: false };
  await mine.put('facts', fact as never);
  mine.close();
  (await openDB('driver', 2)).close();
  expect(await why(openDatabase('driver', () => 'device-b'))).toBe('newer');
  const later = await openDB('driver', 2);
  expect(await later.getAll('facts')).toEqual([fact]);
});

test('a page whose database a later release takes over is told, and holds it up no longer', async () => {
  let told = 0;
  await openDatabase('driver', () => 'device-a', { outdated: () => (told += 1) });
  const later = await openDB('driver', 2);
  expect([told, later.version]).toEqual([1, 2]);
});

test('a page that waits for an earlier one, which does not let go, says that the app is open twice', async () => {
  const deaf = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('driver', 1);
    request.addEventListener('success', () => resolve(request.result));
  });
  expect(await why(openDatabase('driver', () => 'device-a', {}, 2))).toBe('twice');
  deaf.close();
});
