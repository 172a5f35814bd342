import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openBuilds } from './builds.ts';

test('each role is told the build of its own page, and a new one under a running server within a minute', () => {
  const root = mkdtempSync(join(tmpdir(), 'passaggio-builds-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const apps = { web: join(root, 'web'), driver: join(root, 'driver') };
  for (const folder of Object.values(apps)) mkdirSync(folder);
  writeFileSync(join(apps.web, '.built'), 'web-1');
  let now = 0;
  const build = openBuilds(apps, () => now);
  expect([build('rider'), build('operator'), build('coordinator'), build('driver')]).toEqual(['web-1', 'web-1', 'web-1', undefined]);
  writeFileSync(join(apps.web, '.built'), 'web-2');
  writeFileSync(join(apps.driver, '.built'), 'driver-1');
  now = 60_000;
  expect(build('rider')).toBe('web-1');
  now = 60_001;
  expect([build('rider'), build('driver')]).toEqual(['web-2', 'driver-1']);
  expect(openBuilds(undefined, () => now)('rider')).toBeUndefined();
});
