import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { configFrom } from './config.ts';
import { start } from './start.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passaggio-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true });
});

/** The product in a process of its own, as an installation runs it. */
function run(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'start.ts')], {
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const said = text(child.stderr);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string | undefined> => (await lines.next()).value;
  const ended = (async () => {
    const [code] = (await once(child, 'exit')) as [number | null];
    return { code, said: await said };
  })();
  return { line, ended, stop: () => child.kill('SIGTERM'), origin: async () => /^ready (http:\S+)$/.exec((await line())!)![1]! };
}

const signIn = (origin: string, body: object) =>
  fetch(`${origin}/api/staff/session`, { method: 'POST', headers: { origin, 'content-type': 'application/json' }, body: JSON.stringify(body) }).then(
    (response) => response.status,
  );

test('a first start shows its coordinator once; a second start lets them in and shows nobody', async () => {
  const first = run();
  const login = /^first coordinator, shown once: number (\d{8}), PIN (\d{4})$/;
  const origin = await first.origin();
  const [, number, pin] = login.exec((await first.line())!)!;
  expect(await signIn(origin, { number, pin })).toBe(200);
  first.stop();
  expect(await first.ended).toEqual({ code: 0, said: '' });
  const second = run();
  expect(await signIn(await second.origin(), { number, pin })).toBe(200);
  second.stop();
  expect(await second.line()).toBeUndefined();
});

test('a coordinator whose number and PIN are given is made, and neither is said, also where the PIN is refused', async () => {
  const env = { COORDINATOR_NUMBER: '10000002', COORDINATOR_PIN: '5937', LOG_LEVEL: 'trace' };
  const server = run(env);
  expect(await signIn(await server.origin(), { number: '10000002', pin: '5937' })).toBe(200);
  server.stop();
  const lines: string[] = [];
  for (let line = await server.line(); line !== undefined; line = await server.line()) lines.push(line);
  const { code, said } = await server.ended;
  expect(code).toBe(0);
  expect(lines.length).toBeGreaterThan(0); // at level trace a request is logged
  expect([...lines, said].join('\n')).not.toMatch(/first coordinator|10000002|\b5937\b/);
  const refused = await run({ ...env, COORDINATOR_PIN: '1987' }).ended;
  expect([refused.code, refused.said]).toEqual([1, expect.not.stringMatching(/1987|10000002/)]);
});

test('a stop lets a request under way end, keeps what it stored, and frees the folder', async () => {
  const env = { COORDINATOR_NUMBER: '10000002', COORDINATOR_PIN: '5937' };
  const server = run(env);
  const origin = await server.origin();
  const body = JSON.stringify({ number: '10000002', pin: '5937' });
  const headers = { origin, 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' };
  const underWay = request(`${origin}/api/staff/session`, { method: 'POST', headers });
  underWay.flushHeaders();
  await once(underWay, 'continue'); // the server has it, and waits for its body
  server.stop();
  await vi.waitFor(() => expect(fetch(`${origin}/healthz`)).rejects.toThrow());
  underWay.end(body);
  const [answer] = (await once(underWay, 'response')) as [IncomingMessage];
  expect([answer.statusCode, JSON.parse(await text(answer))]).toMatchObject([200, { account: 'coordinator' }]);
  expect(await server.ended).toEqual({ code: 0, said: '' });
  const again = run(env);
  expect((await fetch(`${await again.origin()}/readyz`)).status).toBe(200);
});

test('a port that is taken costs nobody the first login', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  expect(await run({ PORT: String(port) }).ended).toEqual({
    code: 1,
    said: `cannot start: port ${port} is taken: stop what uses it, or set PORT to another one\n`,
  });
  other.close();
  const server = run();
  await server.origin();
  expect(await server.line()).toMatch(/^first coordinator/);
});

test('a second process on one folder is refused with what to do', async () => {
  const first = run();
  await first.origin();
  const second = await run().ended;
  expect(second).toMatchObject({ code: 1, said: expect.stringMatching(/^cannot start: .*in use by another running server.*Stop that one first/) });
});

test('a data folder whose secret was lost is refused with what to do', async () => {
  const first = run();
  await first.origin();
  first.stop();
  await first.ended;
  writeFileSync(join(folder, 'secret'), 'made by hand, and long enough to pass');
  expect(await run().ended).toMatchObject({ code: 1, said: expect.stringContaining('begun with another secret') });
});

test('a store that the demo made is refused with what to do, before anybody can reach it', async () => {
  const config = configFrom({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' });
  const demo = { state: () => ({}) as never, play: () => undefined };
  const product = await start(config, {}, (ports) => ({ ...ports, demo }));
  await product.close();
  const served = run();
  expect(await served.ended).toEqual({ code: 1, said: expect.stringMatching(/^cannot start: this store was made by `npm start`.*set DATA_DIR.*\n$/) });
  expect(await served.line()).toBeUndefined();
});

test.each([
  [{ STORE_URL: 'postgres://db' }, 'STORE_URL begins with postgres'],
  [{ PORT: '99999' }, 'PORT=99999'],
  [{ COORDINATOR_NUMBER: '10000001', COORDINATOR_PIN: '4826' }, 'found those of the demo'],
  [{ PASSAGGIO_SECRET: 'short' }, 'PASSAGGIO_SECRET: expected at least 32 characters'],
])('%o ends the start with one line', async (env, words) => {
  const { code, said } = await run(env).ended;
  expect([code, said.split('\n').length, said]).toEqual([1, 2, expect.stringContaining(words)]);
});
