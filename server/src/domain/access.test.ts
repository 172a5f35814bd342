import { expect, test } from 'vitest';
import { operations } from '@passaggio/contracts';
import { access, mayDo, mayRead, rolesOf, type Guarded, type Subject } from './access.ts';

const amina: Subject = { account: 'amina', role: 'rider', pole: 'foggia' };
const driver: Subject = { account: 'driver-1', role: 'driver', pole: 'foggia' };
const operator: Subject = { account: 'operator-1', role: 'operator', pole: 'foggia' };
const regional: Subject = { account: 'coordinator-1', role: 'coordinator', pole: 'foggia' };
const coordinator: Subject = { account: 'coordinator', role: 'coordinator', pole: 'all' };
const everybody = { amina, driver, operator, regional, coordinator };

test('every operation behind a door has a rule, and a rule lets in only who has that door’s cookie', () => {
  const guarded = Object.entries(operations).filter(([, operation]) => operation.door !== 'public');
  expect(Object.keys(access).toSorted()).toEqual(guarded.map(([id]) => id).toSorted());
  for (const [id, { door }] of guarded) {
    if (door !== 'public') expect(rolesOf[door]).toEqual(expect.arrayContaining([...access[id as Guarded].roles]));
  }
});

test('an operation that names a pole asks for reach of that pole', () => {
  for (const [id, operation] of Object.entries(operations)) {
    if (operation.door !== 'public') expect([id, access[id as Guarded].scope !== 'own']).toEqual([id, operation.path.includes(':pole')]);
  }
});

/** Who may, of those above. */
const may = (ask: (subject: Subject) => boolean) =>
  Object.entries(everybody)
    .filter(([, subject]) => ask(subject))
    .map(([name]) => name)
    .join(' ');

test.each([
  ['viewDay', 'foggia', 'operator regional coordinator'],
  ['viewDay', 'lecce', 'coordinator'],
  ['viewDay', undefined, ''],
  ['enrol', 'lecce', 'coordinator'],
  ['setUpPole', 'foggia', 'coordinator'],
  ['requestRide', undefined, 'amina'],
  ['recordFacts', undefined, 'driver'],
  ['staffSync', undefined, 'operator regional coordinator'],
] as const)('%s at %s: %s', (operation, pole, who) => {
  expect(may((subject) => mayDo(operation, subject, pole))).toBe(who);
});

const here = { pole: 'foggia', driver: 'driver-1' };
const elsewhere = { pole: 'lecce', driver: 'driver-9' };

test.each([
  ['rider:amina', undefined, 'amina'],
  ['rider:bakary', undefined, ''],
  ['rider:operator-1', undefined, ''],
  ['pole:foggia', undefined, 'operator regional coordinator'],
  ['pole:lecce', undefined, 'coordinator'],
  ['run:foggia_2027-07-02_bus-1', here, 'driver operator regional coordinator'],
  ['run:foggia_2027-07-02_bus-1', elsewhere, 'coordinator'], // the run decides, not how its name begins
  ['run:foggia_2027-07-02_bus-1', undefined, ''],
  ['run:', undefined, ''],
  ['rider:', undefined, ''],
  ['foggia', undefined, ''],
])('the stream %s is read by whom it is for', (stream, run, who) => {
  expect(may((subject) => mayRead(stream, subject, run))).toBe(who);
});
