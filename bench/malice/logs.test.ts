import { beforeAll, expect, test } from 'vitest';
import { play } from '../simulate/play.ts';
import { leaksIn, openSecrets } from './secrets.ts';

const lines: string[] = [];
const secrets = openSecrets();
let faults: readonly string[];

beforeAll(async () => {
  const wanted = { riders: 100, days: 1, seed: 5, poles: 1, store: 'sqlite' } as const;
  ({ faults } = await play(wanted, { logged: (line) => void lines.push(line), said: secrets.add }));
}, 170_000);

test('the log of a simulated day, at level trace, tells nobody’s number, PIN, code, token, account or name', () => {
  const operations = lines.map((line) => (JSON.parse(line) as { operation?: string }).operation);
  for (const one of ['riderSignIn', 'requestRide', 'enrol', 'setUpPole', 'recordFacts', 'viewDay']) expect(operations).toContain(one);
  expect(lines.length).toBeGreaterThan(900);
  expect(secrets.texts.size).toBeGreaterThan(500);
  expect(secrets.digits.size).toBeGreaterThan(100);
  expect(faults).toEqual([]);
  expect(leaksIn(lines, secrets)).toEqual([]);
});

test('each kind of secret is found where it is planted', () => {
  const of = (form: RegExp) => [...secrets.texts].find((text) => form.test(text))!;
  const planted = {
    number: of(/^\d{8}$/),
    token: of(/^[a-z0-9]{40}$/),
    card: of(/^[\w-]{22}$/),
    account: of(/^r-/),
    name: of(/^[A-Z][a-z]/),
    pinOrCode: [...secrets.digits][0]!,
  };
  const leaking = Object.entries(planted).map(([kind, secret]) => JSON.stringify({ level: 50, time: 1, what: kind, fault: `cannot read ${secret}: no` }));
  expect(leaksIn([...lines, ...leaking], secrets)).toEqual(leaking);
});
