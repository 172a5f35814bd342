/** Three members that can be killed, stepped down, paused and cut off. Never part of the product. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openMember, SET, type Member } from './member.ts';
import { findMongod } from './startMongo.ts';

export interface ReplicaSet {
  readonly url: string;
  /** SIGKILL; it comes back on the same data once another one leads. */
  killPrimary(): Promise<void>;
  stepDown(): Promise<void>;
  /** SIGSTOP for so many milliseconds. */
  pausePrimary(milliseconds: number): Promise<void>;
  /** Nothing reaches it for so many milliseconds. */
  cutPrimary(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

const MEMBERS = 3;
/** Milliseconds: shorter than a pause or a cut may be, so that another one is elected meanwhile. */
const ELECTION = 3_000;
const PATIENCE = 60_000;

/** @returns  undefined where there is no mongod, as startMongo */
export async function startReplicaSet(): Promise<ReplicaSet | undefined> {
  const binary = await findMongod();
  if (binary === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'passaggio-mongo-'));
  const members = await Promise.all(Array.from({ length: MEMBERS }, (_, i) => openMember(binary, join(folder, String(i)))));
  await until('members that answer', async () => (await Promise.all(members.map((one) => one.tell({ ping: 1 })))).length === MEMBERS);
  await members[0]!.tell({
    replSetInitiate: { _id: SET, members: members.map(({ host }, _id) => ({ _id, host })), settings: { electionTimeoutMillis: ELECTION } },
  });
  await primaryOf(members);
  return {
    url: `mongodb://${members.map(({ host }) => host).join()}/?replicaSet=${SET}`,
    async killPrimary() {
      const primary = await primaryOf(members);
      await primary.kill();
      await primaryOf(members);
      primary.start();
    },
    async stepDown() {
      const primary = await primaryOf(members);
      await primary.tell({ replSetStepDown: 10, secondaryCatchUpPeriodSecs: 5, force: true }).catch(() => undefined); // it may close the connection
      await primaryOf(members);
    },
    async pausePrimary(milliseconds) {
      const primary = await primaryOf(members);
      primary.signal('SIGSTOP');
      await pause(milliseconds);
      primary.signal('SIGCONT');
      await primaryOf(members);
    },
    async cutPrimary(milliseconds) {
      const primary = await primaryOf(members);
      primary.wire.cut();
      await pause(milliseconds);
      primary.wire.mend();
      await primaryOf(members);
    },
    async stop() {
      await Promise.all(members.map((one) => one.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The one that takes writes. */
async function primaryOf(members: readonly Member[]): Promise<Member> {
  let primary: Member | undefined;
  await until('a primary', async () => {
    const answers = await Promise.allSettled(members.map((one) => one.tell({ hello: 1 })));
    primary = members.find(
      (_, i) => answers[i]!.status === 'fulfilled' && (answers[i] as PromiseFulfilledResult<{ isWritablePrimary?: boolean }>).value.isWritablePrimary,
    );
    return primary !== undefined;
  });
  return primary!;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  while (!(await holds().catch(() => false))) {
    if (performance.now() > deadline) throw new Error(`waited ${PATIENCE / 1000} s for ${what}`);
    await pause(100);
  }
}
