import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import express from 'express';
import { serveApps } from './statics.ts';

const SCRIPT = 'export const bus = 12;'.repeat(100);
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'passaggio-'));
  for (const app of ['web', 'driver']) {
    mkdirSync(join(folder, app, 'assets'), { recursive: true });
    for (const [name, text] of [
      ['index.html', `<p>${app}</p>`],
      ['assets/app-1.js', SCRIPT],
    ] as const) {
      writeFileSync(join(folder, app, name), text);
      writeFileSync(join(folder, app, `${name}.br`), brotliCompressSync(text));
      writeFileSync(join(folder, app, `${name}.gz`), gzipSync(text));
    }
    writeFileSync(join(folder, app, 'assets', 'clip-1.opus'), 'sound');
  }
  const app = express();
  serveApps(app, { web: join(folder, 'web'), driver: join(folder, 'driver') });
  server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** As it comes over the wire: `fetch` would unpack it. */
function get(path: string, accepted?: string): Promise<{ head: IncomingMessage['headers']; status: number; body: Buffer }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers: accepted === undefined ? {} : { 'accept-encoding': accepted } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ head: response.headers, status: response.statusCode!, body: Buffer.concat(parts) }));
    });
    asked.on('error', reject).end();
  });
}

test.each(['/assets/app-1.js', '/driver/assets/app-1.js'])('%s comes packed as the browser takes it, as a script that never changes', async (path) => {
  const packed = await get(path, 'gzip, deflate, br');
  expect(packed.head).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'text/javascript; charset=utf-8',
    vary: 'accept-encoding',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(brotliDecompressSync(packed.body).toString()).toBe(SCRIPT);
  const old = await get(path, 'gzip');
  expect(old.head['content-encoding']).toBe('gzip');
  expect(gunzipSync(old.body).toString()).toBe(SCRIPT);
  const plain = await get(path);
  expect(plain.head['content-encoding']).toBeUndefined();
  expect(plain.body.toString()).toBe(SCRIPT);
});

test.each([
  ['/', 'web'],
  ['/book', 'web'],
  ['/driver/', 'driver'],
])('the page at %s comes packed too, and is asked for each time', async (path, app) => {
  const { head, body } = await get(path, 'br');
  expect(head).toMatchObject({ 'content-encoding': 'br', 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
  expect(brotliDecompressSync(body).toString()).toBe(`<p>${app}</p>`);
});

test('what is not packed comes as it is, and what is not there is not found', async () => {
  const clip = await get('/assets/clip-1.opus', 'br');
  expect([clip.head['content-encoding'], clip.body.toString()]).toEqual([undefined, 'sound']);
  expect((await get('/assets/nothing.js', 'br')).status).toBe(404);
  expect((await get('/..%2fweb/index.html', 'br')).status).toBe(404);
});
