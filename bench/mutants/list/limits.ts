/** What no account and no bad input may do to others. */
import type { Mutant } from '../mutant.ts';

const facts = 'server/src/usecases/runs/recordFacts.test.ts';
const codes = 'server/src/usecases/rides/codes.test.ts';
const rideIds = 'server/src/usecases/rides/rideIds.test.ts';
const stillHere = 'server/src/usecases/rides/stillHere.test.ts';
const budgets = 'server/src/usecases/budgets.test.ts';
const admit = 'server/src/usecases/days/admit.test.ts';
const limits = 'nobody hurts others';

export const beyondLimits: readonly Mutant[] = [
  {
    name: 'limits: whether a fact differs is said before its run is found for the driver',
    promise: limits,
    file: 'server/src/usecases/runs/recordFacts.ts',
    find: 'if (!held.has(fact.run)) return',
    replace: 'if (held.size > facts.length) return',
    command: { test: facts, named: "a driver learns nothing of another's run by any way" },
  },
  {
    name: 'limits: one fact that cannot be stored fails its batch',
    promise: limits,
    file: 'server/src/usecases/runs/recordFacts.ts',
    find: 'if (away !== undefined || (results.length === 0 && failed.length > 0))',
    replace: 'if (readable.length < facts.length || failed.length > 0)',
    command: { test: facts, named: 'one bad fact of a batch fails alone' },
  },
  {
    name: 'limits: a fact whose command was purged is in the way for ever',
    promise: limits,
    file: 'server/src/usecases/runs/recordFacts.ts',
    find: '() => reads.facts.find(idOf(delivery)),',
    replace: '() => Promise.resolve(undefined),',
    command: { test: facts, named: 'ST4: a fact that is stored is a replay' },
  },
  {
    name: 'limits: a run takes facts without end',
    promise: limits,
    file: 'server/src/usecases/runs/recordFacts.ts',
    find: '  if (left <= 0) throw',
    replace: '  if (left === -1_000_000) throw',
    command: { test: facts, named: 'a run takes as many facts as it can have' },
  },
  {
    name: 'limits: a fact is dated before there were clocks',
    promise: limits,
    file: 'server/src/domain/runs/corrected.ts',
    find: 'Math.max(0, time) as EpochMs',
    replace: 'time as EpochMs',
    command: { test: facts, named: 'no clock of a phone makes a run that nobody can be shown' },
  },
  {
    name: 'limits: a ride id is looked for on its own day alone',
    promise: limits,
    file: 'server/src/usecases/rides/requestRide.ts',
    find: 'isTaken: (await reads.rides.find(ask.id)) !== undefined,',
    replace: 'isTaken: false,',
    command: { test: rideIds, named: 'ST4: the id of a ride that another account used' },
  },
  {
    name: 'limits: a conflict that never ends is a race',
    promise: limits,
    file: 'server/src/usecases/days/queue.ts',
    find: 'return isAgain;',
    replace: 'return false;',
    command: { test: rideIds, named: 'what can never be stored is told so after the second time' },
  },
  {
    name: 'limits: a day is loaded for any date',
    promise: limits,
    file: 'server/src/usecases/days/book.ts',
    find: 'if (writes && refused !== undefined) throw refused;',
    replace: '',
    command: { test: admit, named: 'a date far ahead or long ago is refused before its day is loaded' },
  },
  {
    name: 'limits: days that are looked at take the place of those that people ride on',
    promise: limits,
    file: 'server/src/usecases/days/book.ts',
    find: 'const shelf = near ? kept : visited;',
    replace: 'const shelf = kept;',
    command: { test: admit, named: 'a date far ahead or long ago is refused before its day is loaded' },
  },
  {
    name: 'limits: a code is never given back',
    promise: limits,
    file: 'server/src/usecases/rides/codes.ts',
    find: '  work.ride({ ...ride, code: null });\n',
    replace: '',
    command: { test: codes, named: 'a code is given back with its ride' },
  },
  {
    name: 'limits: a rider asks without end',
    promise: limits,
    file: 'server/src/usecases/rides/asks.ts',
    find: 'all >= (byStaff ? 2 * ASKS : ASKS)',
    replace: 'all < 0',
    command: { test: codes, named: 'a rider who books and cancels gets no further than the limit of the day' },
  },
  {
    name: 'limits: each refusal of the same wish is kept',
    promise: limits,
    file: 'server/src/usecases/rides/asks.ts',
    find: 'work.dropRide(before.id as RideId);',
    replace: 'work.mention([before.id as RideId]);',
    command: { test: codes, named: 'a wish that is refused again takes the place of its refusal' },
  },
  {
    name: 'limits: still here is an alarm each time',
    promise: limits,
    file: 'server/src/usecases/rides/stillHere.ts',
    find: `ride === id);`,
    replace: `ride === id && kind.length === 0);`,
    command: { test: stillHere, named: 'a ride has one open alarm, however often it is said' },
  },
  {
    name: 'limits: still here is an alarm before anybody can have been left',
    promise: limits,
    file: 'server/src/usecases/rides/stillHere.ts',
    find: 'if (now < ride.shiftStart && !hasRidden) throw',
    replace: 'if (now < 0) throw',
    command: { test: stillHere, named: 'before the shift nobody can have been left by us: no alarm' },
  },
  {
    name: 'limits: one tap during the shift is an alarm',
    promise: limits,
    file: 'server/src/usecases/rides/stillHere.ts',
    find: '!sure && ride.stillHereAsked === undefined',
    replace: '!sure && ride.stillHereAsked === now + 1',
    command: { test: stillHere, named: 'take me back now, while the shift goes on' },
  },
  {
    name: 'limits: nobody is held to a budget',
    promise: limits,
    file: 'server/src/usecases/budgets.ts',
    find: '      spend(operation, actor, budget);\n',
    replace: '',
    command: { test: budgets, named: 'what one session asks for too often is refused' },
  },
  {
    name: 'limits: who is left somewhere is refused for saying it often',
    promise: limits,
    file: 'server/src/domain/budgets.ts',
    find: `  acknowledge: 'never-refused',`,
    replace: `  acknowledge: 30,`,
    command: { test: budgets, named: 'still here, acknowledge, cancel and what a driver did are never refused' },
  },
];
