/** The first requests are answered by a product under strace: no answer may leave before its commit is synced. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { act } from '../judge/acts/act.ts';
import { openLoad } from '../judge/load.ts';
import type { Arena } from './arena.ts';
import { judgeTrace, type Traced } from './trace.ts';

/** Answers of the run; a traced system call takes longer. */
const ANSWERS = 400;
const PEOPLE = 16;
const CALLS = 'fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg';

/** The words that the product is started with; undefined where there is no strace, which is said loudly. */
export function tracing(folder: string): readonly string[] | undefined {
  if (spawnSync('strace', ['-V']).status === 0) return ['strace', '-f', '-yy', '-s', '24', '-e', `trace=${CALLS}`, '-o', traceIn(folder)];
  const words = 'No strace (Debian: apt-get install strace): that a sync lies between commit and answer is NOT PROVED.';
  if (process.env['CI'] === 'true') throw new Error(words);
  process.stderr.write(`\n!!! ${words}\n\n`);
  return undefined;
}

export async function runTraced({ scene, stand }: Pick<Arena, 'scene' | 'stand'>): Promise<void> {
  const load = openLoad(PEOPLE, () => act(scene), stand.alive);
  load.start();
  await scene.commands.reached(scene.commands.acknowledged + ANSWERS);
  await load.stop();
}

export function readTrace(folder: string): Traced {
  return judgeTrace(readFileSync(traceIn(folder), 'utf8').split('\n'));
}

const traceIn = (folder: string) => join(folder, 'trace');
