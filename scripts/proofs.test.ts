import { expect, test } from 'vitest';
import { bothEnds, proofsOf, simulated, tortured, tryOut } from './proofs.ts';

const well = {
  invariantBreaks: 0,
  stranded: 0,
  faults: 0,
  exercised: { P1: 9, P12: 2 },
  disturbances: { restarts: 4, otherServer: 0, duplicates: 12 },
};

test('a simulated day holds where nothing broke, every promise was put to the test and everything went wrong once', () => {
  expect(simulated(well, ['otherServer'])).toEqual([]);
  expect(simulated({ ...well, invariantBreaks: 2, stranded: undefined }, ['otherServer'])).toEqual([
    'invariantBreaks is 2, expected 0',
    'stranded is undefined, expected 0',
  ]);
  expect(simulated({ ...well, exercised: { P1: 9, P12: 0 } }, [])).toEqual(['P12 did not come about', 'otherServer did not come about']);
});

test('what a torture found or did not reach is a fault, and so is a torture that does not say', () => {
  expect(tortured({ missed: [] })).toEqual([]);
  expect(tortured({ missed: ['lost 1, expected 0'] })).toEqual(['lost 1, expected 0']);
  expect(tortured({ lost: 0 })).toEqual(['missed: expected a list']);
});

test('both stores are tried, and a proof that ends without figures has failed', () => {
  expect(proofsOf(7).map((one) => one.name)).toEqual(['simulate sqlite seed 7', 'simulate mongodb seed 7', 'torture sqlite seed 7']);
  const [said] = tryOut({ ...proofsOf(7)[0]!, command: ['bench/simulate/main.ts', '--riders', 'many'] });
  expect(said).toMatch(/ended without its figures: [^]*--riders many: expected a whole number/u);
});

test('what a proof said is told whole, or both its ends', () => {
  expect(bothEnds('a fault at the end')).toBe('a fault at the end');
  const told = bothEnds(`begin ${'x'.repeat(30_000)} end`);
  expect(told).toMatch(/^begin x+\n\.\.\. 6010 characters \.\.\.\nx+ end$/);
});
