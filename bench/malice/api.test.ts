import { expect, test } from 'vitest';
import { walk } from './api.ts';
import { findSchemathesis } from './schemathesis.ts';
import { ROLES } from './stage.ts';

const program = findSchemathesis();
/** Besides the thousand and more that schemathesis works out from the document. */
const EXAMPLES = 5;
const SEED = 1;

test.skipIf(program === undefined).each(ROLES)(
  'as %s every operation of the document answers as the document says, whatever it is sent',
  async (role) => {
    const seen = await walk(program!, role, SEED, EXAMPLES);
    expect(seen).toMatchObject({ found: '', faults: [], undocumented: [], missed: [], signedIn: true });
    expect(seen.requests).toBeGreaterThan(1_000);
  },
  170_000,
);
