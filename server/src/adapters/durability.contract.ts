import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { NOON, claim, command, event, once, put, versionOf } from './sample.contract.ts';
import type { Bench } from './store.contract.ts';

const ACKNOWLEDGED_BEFORE_KILL = 60;

/** Runs the committing child until it has told of some commits, kills it, and gives the ids that it told. */
async function commitUntilKilled(childArguments: readonly string[]): Promise<string[]> {
  const script = fileURLToPath(new URL('killed.contract.ts', import.meta.url));
  const child = spawn(process.execPath, [script, ...childArguments], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    if (told.split('\n').length > ACKNOWLEDGED_BEFORE_KILL) child.kill('SIGKILL');
  });
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)));
  expect(signal).toBe('SIGKILL');
  return told.split('\n').slice(0, -1);
}

export function durabilityContract(bench: Bench): void {
  describe('ST1: what was acknowledged stays', () => {
    test('ST1, ST3: after kill -9 every acknowledged commit is there whole, and the one under way is whole or absent', { timeout: 60_000 }, async () => {
      const place = await bench.newPlace();
      const acknowledged = await commitUntilKilled(bench.subject.childArguments(place));
      expect(acknowledged.length).toBeGreaterThanOrEqual(ACKNOWLEDGED_BEFORE_KILL);
      const store = await bench.open(place);
      const events = await store.streams.after('rider:amina', 0, 100_000);
      expect(events.map(({ body }) => body).slice(0, acknowledged.length)).toEqual(acknowledged);
      expect(events.length - acknowledged.length).toBeLessThanOrEqual(1); // stored, and killed before it could say so
      for (const { body } of events) {
        const id = String(body);
        expect([await versionOf(store, 'ride', id), await versionOf(store, 'route', id)]).toEqual([1, 1]);
        expect(await store.command('account:amina', id)).toEqual({ bodyHash: 'hash-1', answer: { said: id } });
        expect(await once(store, { claims: { take: [claim(`code|${id}`, 'somebody else')] } })).toEqual({ outcome: 'taken', key: `code|${id}`, owner: id });
      }
      const next = `k${events.length + 1}`;
      expect([await versionOf(store, 'ride', next), await versionOf(store, 'route', next)]).toEqual([0, 0]);
    });

    test('ST1: documents, commands, claims and numbers are there after closing and opening again', async () => {
      const place = await bench.newPlace();
      const first = await bench.open(place);
      await once(first, {
        command: command('ask-1'),
        puts: [put('ride', 'r1', { rider: 'amina' })],
        claims: { take: [claim('code|1', 'r1')] },
        events: [event('rider:amina')],
      });
      const epoch = await first.streams.epoch();
      await first.close();
      const again = await bench.open(place);
      expect(await again.rows.find('ride', 'r1')).toEqual({ id: 'r1', schema: 1, version: 1, rider: 'amina' });
      expect(await again.command('account:amina', 'ask-1')).toEqual({ bodyHash: 'hash-1', answer: { said: 'ask-1' } });
      expect(await once(again, { claims: { take: [claim('code|1', 'r2')] } })).toMatchObject({ outcome: 'taken', owner: 'r1' });
      expect(await once(again, { events: [event('rider:amina')] }, NOON)).toEqual({ outcome: 'committed', events: [{ stream: 'rider:amina', n: 2 }] });
      expect(await again.streams.epoch()).toBe(epoch);
    });

    test('a store that can be used answers a ping', async () => {
      await expect((await bench.store()).ping()).resolves.toBeUndefined();
    });
  });
}
