/** A day's queue, its hours and what happens by itself. */
import type { Mutant } from '../mutant.ts';

const faults = 'server/src/usecases/faults.test.ts';
const journey = 'server/src/usecases/journey.test.ts';
const time = 'server/src/domain/time.test.ts';
const fewerSeats = 'server/src/usecases/places/fewerSeats.ts';
const numbers = 'server/src/usecases/places/numbers.ts';
const numbersTest = 'server/src/usecases/places/numbers.test.ts';
const setUp = 'server/src/usecases/places/setUpPole.test.ts';

export const days: readonly Mutant[] = [
  {
    name: 'a rider is answered before the commit',
    promise: 'acknowledged is stored',
    file: 'server/src/usecases/days/queue.ts',
    find: '      tried.push({ task, answer, entry });\n',
    replace: '      tried.push({ task, answer, entry });\n      task.resolve(answer);\n',
    command: { test: faults, named: 'with the store away nothing is acknowledged, nothing is half done, and the service resumes by itself' },
  },
  {
    name: 'an outcome that nobody knows is taken for a failure',
    promise: 'acknowledged is stored',
    file: 'server/src/usecases/days/queue.ts',
    find: `else if (outcome.outcome === 'unknown') await this.#readBack(task);`,
    replace: `else if (outcome.outcome === 'unknown') task.reject(new NotPossible('outcome-unknown', 'not stored'));`,
    command: { test: faults, named: 'an outcome that nobody knew is read back before the rider is answered, and no seat is sold twice' },
  },
  {
    name: 'a commit that lost a race is answered as if it had won',
    promise: 'acknowledged is stored',
    file: 'server/src/usecases/days/queue.ts',
    find: '        else again.push(task);\n      }\n    }\n    return again;',
    replace: '        else task.resolve(answer);\n      }\n    }\n    return again;',
    command: { test: faults, named: 'a commit that lost a race is tried again on what the store has' },
  },
  {
    name: 'what a task changed before it failed stays in memory',
    promise: 'acknowledged is stored',
    file: 'server/src/usecases/days/queue.ts',
    find: '      if (!work.changed && cause instanceof NotPossible) return true;\n',
    replace: '      if (cause instanceof Error) return true;\n',
    command: { test: 'server/src/usecases/days/queue.test.ts', named: 'a task that fails after it changed the day leaves nothing behind' },
  },
  {
    name: 'a command that another server stored first gets a second answer',
    promise: 'ST4',
    file: 'server/src/usecases/days/queue.ts',
    find: `if (outcome.outcome === 'replay') task.resolve(outcome.answer);`,
    replace: `if (outcome.outcome === 'replay') task.resolve(answer);`,
    command: { test: faults, named: 'ST4: a request that two servers decide at once has one answer, the one that was stored' },
  },
  {
    name: 'the version of the day does not move with a booking',
    promise: 'ST2',
    file: 'server/src/usecases/days/work.ts',
    find: `    this.day.head = this.put('day', head, version);\n`,
    replace: `    if (version === 0 || this.#head) this.day.head = this.put('day', head, version);\n`,
    command: { test: faults, named: 'P4, P10: what one server stored is seen at the other, and published by it' },
  },
  {
    name: 'a server does not look whether its day is still the stored one',
    promise: 'ST2',
    file: 'server/src/usecases/days/load.ts',
    find: 'return head.version === day && config',
    replace: 'return day >= 0 && config',
    command: { test: faults, named: 'P4, P10: what one server stored is seen at the other, and published by it' },
  },
  {
    name: 'a boarding code is given to two people of a day',
    promise: 'boarding codes are unique',
    file: 'server/src/usecases/rides/seat.ts',
    find: `    if (work.day.codes.has(code)) continue;
    work.claim(\`boarding-code|\${work.pole}|\${work.serviceDate}|\${code}\`, ride.id);
`,
    replace: '',
    command: { test: 'server/src/usecases/rides/seat.test.ts', named: 'no two people of a day have the same boarding code, however often it is drawn' },
  },
  {
    name: 'a cut-off that was slept through is not caught up',
    promise: 'P4',
    file: 'server/src/usecases/plans/cutoff.ts',
    find: 'await needs.reads.days.due(now)',
    replace: '(await needs.reads.days.due(now)).filter((one) => now - one.cutoffAt < 3_600_000)',
    command: { test: journey, named: 'an overdue cut-off is caught up after a stop' },
  },
  {
    name: 'a planning that died with its process is never given up',
    promise: 'P4',
    file: 'server/src/usecases/plans/cutoff.ts',
    find: 'now > (day.planningUntil ?? 0)',
    replace: 'now < (day.planningUntil ?? 0)',
    command: {
      test: 'server/src/usecases/plans/planDay.test.ts',
      named: 'P4: a planning that died with its process is given up after 3 min, and the day is published from its draft',
    },
  },
  {
    name: 'the day is planned without the cancelled rides that its routes could not do without',
    promise: 'P4',
    file: 'server/src/usecases/days/drafts.ts',
    find: 'filter((ride) => seated(day, ride))',
    replace: "filter((ride) => ride.status === 'accepted' && seated(day, ride))",
    command: {
      test: 'server/src/usecases/plans/planDay.test.ts',
      named: 'P4: a cancelled ride that its route could not do without does not keep the day from being planned',
    },
  },
  {
    name: 'who was refused stays refused although a seat was freed',
    promise: 'P4',
    file: 'server/src/matching/draft.ts',
    find: '    refused.clear();',
    replace: '    if (vehicles.length === 0) refused.clear();',
    command: {
      test: 'server/src/matching/draft.test.ts',
      named: 'who is refused is refused again without a search, and gets a seat as soon as one is freed',
    },
  },
  {
    name: 'on a clock-change Sunday a time that comes twice is the second',
    promise: 'clock changes',
    file: 'server/src/domain/time.ts',
    find: `{ disambiguation: 'compatible' }`,
    replace: `{ disambiguation: 'later' }`,
    command: { test: time, named: 'a time repeated by the autumn clock change is the first of the two' },
  },
  {
    name: 'every service date has 24 hours',
    promise: 'clock changes',
    file: 'server/src/domain/time.ts',
    find: 'return { from: instantOf(date, start, zone), to: instantOf(addDays(date, 1), start, zone) };',
    replace: 'return { from: instantOf(date, start, zone), to: (instantOf(date, start, zone) + 86_400_000) as EpochMs };',
    command: { test: time, named: 'a service date runs from 03:00 to 03:00, and is 23 or 25 hours long at a clock change' },
  },
  {
    name: 'what happened on a run is looked up as it was before',
    promise: 'P5',
    file: 'server/src/domain/days/state.ts',
    find: 'now.every((run, i) => run === known.runs[i])',
    replace: 'now.length > 0',
    command: { test: journey, named: 'P5: a day cannot be closed while somebody who rode out is unaccounted for' },
  },
  {
    name: 'a fault in one long work stops every one after it',
    promise: 'acknowledged is stored',
    file: 'server/src/usecases/turns.ts',
    find: 'line = done.catch(() => undefined);',
    replace: 'line = done;',
    command: { test: 'server/src/usecases/turns.test.ts', named: 'a fault in the middle is its own, and the next one is done' },
  },
  {
    name: 'a plan that hours have overtaken is taken over as it is',
    promise: 'P4',
    file: 'server/src/usecases/plans/planDay.ts',
    find: '  if (day.frame !== frame) checkHolds(work);\n',
    replace: '',
    command: { test: 'server/src/usecases/plans/planDay.test.ts', named: 'P4: a day that changes under each of its plans keeps its draft' },
  },
  {
    name: 'a bus gets fewer seats than people were promised on it',
    promise: 'P4',
    file: fewerSeats,
    find: 'seats === undefined || booked <= seats',
    replace: 'seats === undefined || booked > 0',
    command: { test: setUp, named: 'P4: a bus cannot be given fewer seats than people were promised on it, and their day goes on' },
  },
  {
    name: 'people are booked on seats that are being taken away',
    promise: 'P1',
    file: fewerSeats,
    find: `return days.map(({ id, version }) => ({ kind: 'day', id, version }));`,
    replace: 'return [];',
    command: { test: setUp, named: 'P1: nobody is booked on seats that are being taken away' },
  },
  {
    name: 'a new boarding place moves the numbers of the others',
    promise: 'a place keeps its number',
    file: numbers,
    find: 'place.number ?? had.get(place.id)',
    replace: 'place.number',
    command: { test: numbersTest, named: 'a place keeps its number, whatever comes and is called by a name before its own' },
  },
  {
    name: 'two places of a pole have one number',
    promise: 'a place keeps its number',
    file: 'server/src/domain/places/twice.ts',
    find: 'return other === undefined ? []',
    replace: `return other !== '' ? []`,
    command: { test: numbersTest, named: 'no two places of a pole have the same number' },
  },
];
