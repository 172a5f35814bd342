import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { release } from '../../ports/upgrades.ts';
import { databaseFile } from './files.ts';
import { openFile } from './openSqlite.ts';

test('ST1: each commit is synced: WAL, synchronous FULL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passaggio-open-'));
  const sql = openFile(databaseFile(folder), release);
  onTestFinished(() => {
    sql.close();
    rmSync(folder, { recursive: true });
  });
  // FULL is 2 (sqlite.org/pragma.html#pragma_synchronous): in WAL, NORMAL would lose commits with the power
  expect([sql.get('PRAGMA journal_mode'), sql.get('PRAGMA synchronous')]).toMatchObject([{ journal_mode: 'wal' }, { synchronous: 2 }]);
});
