/** `npm run -s malice:api [-- --role R] [--seed N] [--examples N] [--json]`: schemathesis over every operation, as every role. */
import { parseArgs } from 'node:util';
import { walk, type Walk } from './api.ts';
import { findSchemathesis } from './schemathesis.ts';
import { ROLES } from './stage.ts';

const { values } = parseArgs({
  options: { role: { type: 'string' }, seed: { type: 'string', default: '1' }, examples: { type: 'string', default: '30' }, json: { type: 'boolean' } },
});
const roles = ROLES.filter((role) => values.role === undefined || role === values.role);
if (roles.length === 0) throw new Error(`--role ${values.role}: expected one of ${ROLES.join(', ')}`);
const program = findSchemathesis();
if (program === undefined) process.exit(1);
for (const role of roles) {
  const began = performance.now();
  const seen = await walk(program, role, Number(values.seed), Number(values.examples));
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  if (values.json === true) process.stdout.write(`${JSON.stringify({ ...seen, seconds })}\n`);
  else process.stdout.write(words(seen, seconds));
  if (isBroken(seen)) process.exitCode = 1;
}

function isBroken({ found, faults, undocumented, missed, signedIn }: Walk): boolean {
  return found !== '' || faults.length > 0 || undocumented.length > 0 || missed.length > 0 || !signedIn;
}

function words(seen: Walk, seconds: number): string {
  const { role, requests, answers, found, faults, undocumented, missed, signedIn } = seen;
  const done = Object.values(answers).filter((one) => one['200'] !== undefined).length;
  const first = `${isBroken(seen) ? 'FAILED' : 'ok    '} ${role}: ${requests} requests, ${done} of ${Object.keys(answers).length} operations done at least once (${seconds} s)\n`;
  const rest = [
    ...faults.map((fault) => `fault: ${fault}`),
    ...undocumented.map((one) => `undocumented: ${one}`),
    ...missed.map((one) => `never asked: ${one}`),
    ...(signedIn ? [] : ['the session ended on the way: what came after it proved nothing']),
    found,
  ].filter((line) => line !== '');
  return first + rest.map((line) => `${line}\n`).join('');
}
