/** What a CPU profile of Node says, in words: the functions that took the time, themselves and with what they call. */
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly children?: readonly number[];
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const SHOWN = 40;

/** An empty folder of the place's own for the profile. */
export function profileFolder(folder: string, name = 'profile'): string {
  const inside = join(folder, name);
  rmSync(inside, { recursive: true, force: true });
  mkdirSync(inside);
  return inside;
}

/** Of the two threads that do most: the one that answers, and the one that writes. */
export function profileWords(folder: string): string {
  const profiles = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile);
  if (profiles.length === 0) throw new Error(`${folder}: no profile, expected one of each thread`);
  return profiles
    .toSorted((a, b) => busy(b) - busy(a))
    .slice(0, 2)
    .map(wordsOf)
    .join('\n\n');
}

function busy(profile: CpuProfile): number {
  const idle = new Set(profile.nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id));
  return profile.samples.reduce((sum, id, i) => sum + (idle.has(id) ? 0 : profile.timeDeltas[i]!), 0);
}

function wordsOf({ nodes, samples, timeDeltas }: CpuProfile): string {
  const nameOf = new Map(nodes.map(({ id, callFrame }) => [id, named(callFrame)]));
  const parentOf = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const own = new Map<string, number>();
  const whole = new Map<string, number>();
  let total = 0;
  samples.forEach((id, i) => {
    const name = nameOf.get(id)!;
    if (name.startsWith('(idle)')) return;
    const delta = timeDeltas[i]!;
    total += delta;
    own.set(name, (own.get(name) ?? 0) + delta);
    const callers = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parentOf.get(at)) callers.add(nameOf.get(at)!);
    for (const caller of callers) whole.set(caller, (whole.get(caller) ?? 0) + delta);
  });
  const table = (times: ReadonlyMap<string, number>) =>
    [...times]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, SHOWN)
      .map(([name, time]) => `${((100 * time) / total).toFixed(1).padStart(5)} %  ${(time / 1000).toFixed(0).padStart(7)} ms  ${name}`);
  const ours = new Map([...whole].filter(([name]) => /  (server|contracts|optimizer)\/src\//.test(name)));
  return [`busy ${(total / 1e6).toFixed(1)} s; own time of functions`, ...table(own), 'with what they call', ...table(ours)].join('\n');
}

/** Without the machine's own folders. */
function named({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  const file = url.replace(/^.*\/node_modules\//, '').replace(/^.*\/(?=(server|contracts|optimizer|fixtures)\/src\/)/, '');
  return `${functionName || '(anonymous)'}${file === '' ? '' : `  ${file}:${lineNumber + 1}`}`;
}
