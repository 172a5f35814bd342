/** The same dawn on a socket.io server with nothing behind it. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BareFigures, BareOrder } from './bare.ts';
import { openCrowd } from './crowd.ts';
import type { LiveFigures } from './dawn.ts';

const PATIENCE = 300;

/** @param bytes  of one event of the product */
export async function bareDawn(count: number, bytes: number): Promise<LiveFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'passaggio-bare-'));
  const phones = Array.from({ length: count }, (_, i) => ({ token: undefined, stream: `rider:load-rider-${i}` }));
  let { child, port } = await startBare(0);
  const crowd = openCrowd(`http://127.0.0.1:${port}`, phones, folder);
  try {
    const before = await figuresOf(child);
    crowd.order('connect');
    const connectAll = await crowd.until(({ caught }) => caught === count, PATIENCE);
    const connected = await figuresOf(child);
    crowd.order('forget');
    const publishing = crowd.until(({ heard }) => heard === count, PATIENCE);
    const envelope = JSON.stringify({ stream: phones[0]!.stream, n: 1, at: Date.now(), epoch: 'bare', body: { text: '' } }).length;
    const body = JSON.stringify({ text: 'x'.repeat(Math.max(0, bytes - envelope)) });
    child.send({ publish: phones.map(({ stream }) => stream), body } satisfies BareOrder);
    const publishToAll = await publishing;
    const published = await figuresOf(child);
    const heard = crowd.now().bytes;
    await endBare(child);
    await crowd.until(({ connected: up }) => up === 0, PATIENCE);
    crowd.order('forget');
    ({ child, port } = await startBare(port));
    const backAgain = await crowd.until(({ caught }) => caught === count, PATIENCE);
    const stormed = await figuresOf(child);
    return {
      connectAll,
      memoryMb: connected.memoryMb,
      memoryBeforeMb: before.memoryMb,
      publishToAll,
      bytesAnEvent: Math.round(heard / count),
      backAgain,
      failedCatchUps: crowd.now().failed,
      blocked: { connect: connected.eventLoopMax, publish: published.eventLoopMax, storm: stormed.eventLoopMax },
    };
  } finally {
    await crowd.end();
    await endBare(child);
    rmSync(folder, { recursive: true });
  }
}

async function startBare(port: number): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(fileURLToPath(new URL('./bare.ts', import.meta.url)), [`${port}`]);
  const [ready] = (await once(child, 'message')) as [{ readonly port: number }];
  return { child, port: ready.port };
}

async function endBare(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}

async function figuresOf(child: ChildProcess): Promise<BareFigures> {
  const figures = once(child, 'message');
  child.send({ ask: 'figures' } satisfies BareOrder);
  return ((await figures) as [BareFigures])[0];
}
