/** One mongod of a replica set, with a wire in front that everybody reaches it by, its fellow members too. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import mongoose from 'mongoose';
import type { mongo } from 'mongoose';
import { openProxy, type Proxy } from './proxy.ts';

export const SET = 'torture';

/** What a killed product had open is held for that long; docs/store.md asks for 10 s, kills that come every few seconds for less. */
const PARAMETERS = ['transactionLifetimeLimitSeconds=3'];

export interface Member {
  /** As its fellows and clients know it. */
  readonly host: string;
  readonly wire: Proxy;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  kill(): Promise<void>;
  start(): void;
  /** Asks this member, past the wire. */
  tell(words: object): Promise<mongo.Document>;
  stop(): Promise<void>;
}

export async function openMember(binary: string, folder: string): Promise<Member> {
  mkdirSync(folder);
  const port = await freePort();
  const wire = await openProxy(port);
  const options = ['--replSet', SET, '--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', folder, '--quiet', '--wiredTigerCacheSizeGB', '0.5'];
  let child: ChildProcess;
  const start = () => {
    child = spawn(binary, [...options, ...PARAMETERS.flatMap((each) => ['--setParameter', each])], { stdio: 'ignore' });
  };
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const dead = once(child, 'close');
    child.kill('SIGKILL');
    await dead;
  };
  process.once('exit', () => child.kill('SIGKILL'));
  start();
  return {
    host: `127.0.0.1:${wire.port}`,
    wire,
    signal: (name) => void child.kill(name),
    kill,
    start,
    tell: (words) => tell(port, words),
    async stop() {
      await kill();
      wire.close();
    },
  };
}

/** With a connection of its own: one that met a dead member stays closed. */
async function tell(port: number, words: object): Promise<mongo.Document> {
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 2_000,
    socketTimeoutMS: 30_000,
  });
  try {
    return await client.db('admin').command(words);
  } finally {
    await client.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
