/** ST1-ST8 (docs/store.md) where MongoDB has code of its own, tried on a real mongod. */
import type { Mutant } from '../mutant.ts';

const mongo = 'server/src/adapters/mongo/mongo.store.test.ts';
const faults = 'server/src/adapters/mongo/mongo.faults.test.ts';

export const mongoStore: readonly Mutant[] = [
  {
    name: 'who shared a MongoDB transaction of unknown fate is told that it was stored',
    promise: 'ST4',
    file: 'server/src/adapters/mongo/together.ts',
    find: 'of parts) resolve({ fate, result:',
    replace: "of parts) resolve({ fate: next === 0 ? fate : 'committed', result:",
    command: {
      test: 'server/src/adapters/mongo/together.test.ts',
      named: 'ST4: where nobody knows what became of a transaction, nobody who shared it is told that it was stored',
    },
  },
  {
    name: 'a commit that waited too long for its turn is called away and stored all the same',
    promise: 'ST3',
    file: 'server/src/adapters/mongo/together.ts',
    find: '          waiting.splice(waiting.indexOf(part), 1);\n',
    replace: '',
    command: {
      test: 'server/src/adapters/mongo/together.test.ts',
      named: 'who has waited for half of the patience hears that the store is away, and is not stored later',
    },
  },
  {
    name: 'MongoDB acknowledges a commit that one member has in memory',
    promise: 'ST1',
    file: 'server/src/adapters/mongo/transaction.ts',
    find: `writeConcern: { w: 'majority', journal: true }`,
    replace: `writeConcern: { w: 1, journal: false }`,
    command: { test: 'server/src/adapters/mongo/transaction.test.ts', named: 'ST1: a commit asks for a majority of the members and for their journals' },
  },
  {
    name: 'MongoDB does not write to a fence that was relied on',
    promise: 'ST2',
    file: 'server/src/adapters/mongo/write.ts',
    find: 'return fenced ? [{ updateOne: { filter, update: { $inc: { _fenceChecks: 1 } } } }] : [];',
    replace: 'return [];',
    command: { test: faults, named: 'ST5, ST2: whoever raises a fence and then reads finds all that was committed under the old one' },
  },
  {
    name: 'MongoDB writes events outside the transaction',
    promise: 'ST3',
    file: 'server/src/adapters/mongo/write.ts',
    find: `  await all(
    own.events,
    changes.events.map(({ stream, n, at: time, body }) => ({
      insertOne: { document: { _id: \`\${stream}|\${n}\`, stream, n, at: time, body: plain(body) } },
    })),
    session,
  );`,
    replace: `  for (const { stream, n, at: time, body } of changes.events)
    await own.events.insertOne({ _id: \`\${stream}|\${n}\`, stream, n, at: time, body: plain(body) });`,
    command: { test: faults, named: 'a commit that never arrived is unknown, and is said to be absent only once it cannot take effect any more' },
  },
  {
    name: 'MongoDB does not look for the command before it decides',
    promise: 'ST4',
    file: 'server/src/adapters/mongo/write.ts',
    find: 'command: (actor, id) => commandOf.get(commandKey({ actor, id })),',
    replace: 'command: () => undefined,',
    command: { test: mongo, named: 'ST4: the same id and body give the first answer, and nothing happens twice' },
  },
  {
    name: 'MongoDB says that a commit without an answer was not stored',
    promise: 'ST4',
    file: 'server/src/adapters/mongo/transaction.ts',
    find: `if (!hasLabel(error, 'UnknownTransactionCommitResult') || ticks() > deadline) return 'unknown';`,
    replace: `if (!hasLabel(error, 'UnknownTransactionCommitResult') || ticks() > deadline) throw new StoreAway('not stored');`,
    command: { test: faults, named: 'a commit without answer is unknown, and reading the command back waits until it took effect' },
  },
  {
    name: 'MongoDB reads a command back without shutting its transaction out',
    promise: 'ST4',
    file: 'server/src/adapters/mongo/fate.ts',
    find: '        await decide(key, deadline);\n',
    replace: '',
    command: { test: faults, named: 'a commit that never arrived is unknown, and is said to be absent only once it cannot take effect any more' },
  },
  {
    name: 'MongoDB does not write to a document that was guarded',
    promise: 'ST5',
    file: 'server/src/adapters/mongo/write.ts',
    find: '  if (to !== from) return [{ updateOne: { filter, update: { $set: { version: to } } } }];\n',
    replace: '  if (to !== from) return [];\n',
    command: { test: mongo, named: 'ST5: of many who guard one version at once, one commits' },
  },
  {
    name: 'MongoDB gives the last known event again',
    promise: 'ST6',
    file: 'server/src/adapters/mongo/mongoStore.ts',
    find: 'n: { $gt: after }',
    replace: 'n: { $gte: after }',
    command: { test: mongo, named: 'ST6: a reader catches up in order and in portions, and other streams stay out of it' },
  },
  {
    name: 'a restored MongoDB store goes on in the old epoch',
    promise: 'ST6',
    file: 'server/src/adapters/mongo/meta.ts',
    find: 'await own.meta.updateOne({ _id: STORE }, { $set: { epoch: randomUUID() } });',
    replace: 'await own.meta.updateOne({ _id: STORE }, { $setOnInsert: { epoch: randomUUID() } });',
    command: { test: mongo, named: 'ST6: a restore begins another epoch and keeps counting' },
  },
  {
    name: 'MongoDB gives numbers of its own away with a document',
    promise: 'ST7',
    file: 'server/src/adapters/mongo/collections.ts',
    find: 'const { _id, _fenceChecks, ...fields } = kept;',
    replace: 'const { _id, ...fields } = kept;',
    command: { test: mongo, named: 'ST2: a fence that holds leaves the version as it is' },
  },
  {
    name: 'MongoDB does not look for documents that a broken-off settling left',
    promise: 'ST8',
    file: 'server/src/adapters/mongo/meta.ts',
    find: '  if (forms.minVersion < release.schema) await refuseTooOld(own, release, where);\n',
    replace: '',
    command: { test: mongo, named: 'ST8: a settling that broke off keeps the next release out until it is done' },
  },
];
