/** Walks the API document of a running server as one role: every operation, with input that fits and input that does not. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { operations, type OperationId } from '@passaggio/contracts';
import { apiDocument } from '../../server/src/http/openapi.ts';
import { openStage, withoutBudgets, type Role, type Stage } from './stage.ts';

export interface Walk {
  readonly role: Role;
  readonly requests: number;
  /** Answers by operation and status. */
  readonly answers: { readonly [operation: string]: { readonly [status: string]: number } };
  /** What schemathesis found, in its words. */
  readonly found: string;
  /** Faults of the server. */
  readonly faults: readonly string[];
  /** `operation status` that the document does not name. */
  readonly undocumented: readonly string[];
  /** Operations that were never asked. */
  readonly missed: readonly string[];
  /** Whether the session that the walk began with was there until its end. */
  readonly signedIn: boolean;
}

const CONFIG = fileURLToPath(new URL('schemathesis.toml', import.meta.url));
const doorOf = { rider: 'rider', driver: 'driver', operator: 'staff', coordinator: 'staff' } as const;

/** Last, as they end the session whose cookie is given: signing in begins another in its place, and a session's name is in the list of them. */
const ENDING = '(SignOut|SignIn|^end[A-Z][a-z]+Session)$';

/** @param examples  for each operation */
export async function walk(program: string, role: Role, seed: number, examples: number): Promise<Walk> {
  const stage = await openStage(2, withoutBudgets);
  const config = configFor(stage);
  try {
    const { cookie, send } = await stage.as(role);
    const asked = stage.log.length;
    const run = (...only: string[]) => schemathesis(program, config, stage.origin, cookie(), [`--seed=${seed}`, `--max-examples=${examples}`, ...only]);
    const found = [await run(`--exclude-operation-id-regex=${ENDING}`)];
    const signedIn = role === 'nobody' || (await send(`/api/${doorOf[role]}/session`, {})).status === 200;
    found.push(await run(`--include-operation-id-regex=${ENDING}`));
    return { role, found: found.join(''), signedIn, ...judged(stage.log.slice(asked)) };
  } finally {
    await stage.close();
    rmSync(dirname(config), { recursive: true });
  }
}

/** Words of this stage in schemathesis' configuration. */
function configFor({ riders }: Stage): string {
  const { account, number, pin, card } = riders[0]!;
  const words: { readonly [name: string]: string } = { number, pin, card, stream: `rider:${account}` };
  const file = join(mkdtempSync(join(tmpdir(), 'passaggio-malice-')), 'schemathesis.toml');
  writeFileSync(
    file,
    readFileSync(CONFIG, 'utf8').replaceAll(/\$\{(\w+)\}/g, (all, name: string) => words[name] ?? all),
  );
  return file;
}

/** @returns  what it found, nothing where it found nothing */
async function schemathesis(program: string, config: string, origin: string, cookie: string, options: readonly string[]): Promise<string> {
  const document = join(dirname(config), 'openapi.json'); // the server shows it to staff alone; a test says that it is the same
  writeFileSync(document, JSON.stringify(apiDocument()));
  const args = ['--config-file', config, 'run', document, `--url=${origin}`, '--no-color', ...options];
  const headers = [`Origin: ${origin}`, ...(cookie === '' ? [] : [`Cookie: ${cookie}`])].flatMap((header) => ['-H', header]);
  const child = spawn(program, [...args, ...headers], { cwd: dirname(config), stdio: ['ignore', 'pipe', 'pipe'] });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0 ? '' : (await said).join('\n');
}

function judged(log: Stage['log']): Pick<Walk, 'requests' | 'answers' | 'faults' | 'undocumented' | 'missed'> {
  const answers: { [operation: string]: { [status: string]: number } } = {};
  for (const { operation, status } of log) {
    if (operation === undefined || status === undefined) continue;
    const one = (answers[operation] ??= {});
    one[status] = (one[status] ?? 0) + 1;
  }
  const documented = statuses();
  return {
    requests: Object.values(answers).reduce((sum, one) => sum + Object.values(one).reduce((all, count) => all + count, 0), 0),
    answers,
    faults: log.flatMap(({ fault }) => fault ?? []),
    undocumented: Object.entries(answers).flatMap(([id, one]) =>
      Object.keys(one)
        .filter((status) => !documented[id]!.has(status))
        .map((status) => `${id} ${status}`),
    ),
    missed: Object.keys(operations).filter((id) => answers[id as OperationId] === undefined),
  };
}

function statuses(): { readonly [operation: string]: ReadonlySet<string> } {
  const methods = Object.values(apiDocument().paths!).flatMap((path) =>
    Object.values(path as { [method: string]: { operationId: string; responses: object } }),
  );
  return Object.fromEntries(methods.map(({ operationId, responses }) => [operationId, new Set(Object.keys(responses))]));
}
