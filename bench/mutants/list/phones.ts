/** What the apps hold by themselves, with no signal. */
import type { Mutant } from '../mutant.ts';

const reader = 'ui/src/live/streamReader.test.ts';
const live = 'ui/src/live/live.test.ts';
const rules = 'driver-app/src/offline/rules.test.ts';
const queue = 'driver-app/src/offline/queue.test.ts';

export const phones: readonly Mutant[] = [
  {
    name: 'a phone shows an event beyond a gap',
    promise: 'P11',
    file: 'ui/src/live/streamReader.ts',
    find: '    if (n !== next + 1) break;\n',
    replace: '',
    command: { test: reader, named: 'an event beyond a gap is held and asks again' },
  },
  {
    name: 'a phone shows an event twice',
    promise: 'P11',
    file: 'ui/src/live/streamReader.ts',
    find: '  if (event.n <= reading.last) return step(reading, [], false);\n',
    replace: '  if (event.n <= reading.last) return step(reading, [event.body], false);\n',
    command: { test: reader, named: 'an event already read is dropped' },
  },
  {
    name: 'a phone without signal begins another chain of retries with each poll',
    promise: 'a battery lasts the shift',
    file: 'ui/src/live/live.ts',
    find: '    one.cancel = needs.after(ms',
    replace: '    needs.after(ms',
    command: { test: live, named: 'a phone that is offline for a shift has one timer, and asks ever less often' },
  },
  {
    name: 'a phone that misses an event has the next poll beside it',
    promise: 'a battery lasts the shift',
    file: 'ui/src/live/live.ts',
    find: '    one.cancel();\n    one.cancel = needs.after(',
    replace: '    one.cancel = needs.after(',
    command: { test: live, named: 'an event whose forerunner the server does not know yet is asked for again before the next poll, by one timer' },
  },
  {
    name: 'all phones ask in the same second after a restart',
    promise: 'a restart is no storm',
    file: 'ui/src/live/live.ts',
    find: 'ms * (0.5 + random())',
    replace: 'ms',
    command: { test: live, named: 'phones that a restart sent away do not all ask at once' },
  },
  {
    name: 'a driver’s device lets the bus leave before the told time',
    promise: 'P3',
    file: 'driver-app/src/offline/leave.ts',
    find: 'told !== null && now.at - now.slack < told',
    replace: 'told !== null && now.at + now.slack < told',
    command: { test: rules, named: 'P3: the latest told time of several counts, and what is not known of the clock is waited out' },
  },
  {
    name: 'a driver’s device boards people on a full bus',
    promise: 'P1',
    file: 'driver-app/src/offline/boarding.ts',
    find: '  if (view.onBoard >= view.seats) return',
    replace: '  if (view.onBoard > view.seats) return',
    command: { test: rules, named: 'P1: nobody boards a full bus' },
  },
  {
    name: 'a driver’s device calls a no-show without waiting for the arrival of a late bus',
    promise: 'P12',
    file: 'contracts/src/rules.ts',
    find: 'Math.max(told, arrived) + WAIT;',
    replace: 'told + WAIT;',
    command: { test: rules, named: 'P12: a no-show unlocks 3 min after the told time, or after the arrival of a late bus' },
  },
  {
    name: 'a driver’s device forgets facts that the server did not answer',
    promise: 'facts are kept',
    file: 'driver-app/src/offline/sender.ts',
    find: `    if (AWAY.includes(problem.code) ||`,
    replace: `    if (AWAY.includes(problem.code)) await setAside(needs.db, batch.facts[0]?.counter ?? 0);\n    if (AWAY.includes(problem.code) ||`,
    command: { test: queue, named: 'store-away' },
  },
  {
    name: 'a request that got no answer is sent again under another id',
    promise: 'ST4',
    file: 'web/src/features/rides/outbox.ts',
    find: '    change(id, { ...one, tries: one.tries + 1 });\n',
    replace: '    change(id, { ...one, tries: one.tries + 1, command: { ...one.command, body: { ...one.command.body, id: `${id}x` } } as RiderCommand });\n',
    command: { test: 'web/src/features/rides/outbox.test.ts', named: 'no answer and a busy server are tried again with the same id until they are answered' },
  },
  {
    name: 'a phone shows what it remembers although it is damaged or of another release',
    promise: 'P10',
    file: 'web/src/features/rides/seal.ts',
    find: 'seal === sealOf(text);',
    replace: "seal !== null || text === '';",
    command: { test: 'web/src/features/rides/memory.test.ts', named: 'what this release wrote is read as it stands' },
  },
];
