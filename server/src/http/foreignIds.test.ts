/** The second half of the walk over the interface (access.test.ts): ids of somebody else, sent first, again, with another body, and under a command that stands. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations, type Call, type OperationId } from '@passaggio/contracts';
import { cutOff, date } from '../testing/summerDay.ts';
import { callsOf, COORDINATOR, fresh, lecce, openWorld, peopled, type World } from '../testing/world.ts';
import { inProcess } from './inProcess.ts';

let world: World;
const SECRET = 'SEGRETO';
type Role = 'rider' | 'driver' | 'operator';
type Send = (path: string, init: RequestInit) => Promise<Response>;
const senders = new Map<Role, Send>();
const own = { ride: '', run: `foggia_${date}_bus-1`, alarm: '' };
const foreign = { ride: '', run: `lecce_${date}_l-bus-1`, alarm: '', account: '', number: '', session: '' };
/** The rider of Lecce: signed in from the beginning to the end. */
let there: Call;

const wish = { serviceDate: date, site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both' };
const wishThere = { ...wish, site: 'l-tressanti', boardingPlace: 'l-mezzanone' };

beforeAll(async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { coordinator, phones, operator } = await peopled(world, 1);
  await coordinator('setUpPole', { params: { pole: 'lecce' as never }, body: { id: fresh(), ...lecce(`${SECRET} `) } });
  const { riders } = await coordinator('enrol', { params: { pole: 'lecce' as never }, body: { id: fresh(), count: 1 } });
  there = callsOf(world);
  await there('riderSignIn', { body: { number: riders[0]!.number, pin: riders[0]!.pin } });
  own.ride = (await phones[0]!.call('requestRide', { body: { id: fresh('ride'), ...wish } as never })).card.ride;
  foreign.ride = (await there('requestRide', { body: { id: fresh('ride'), ...wishThere } as never })).card.ride;
  Object.assign(foreign, { account: riders[0]!.account, number: riders[0]!.number });
  await cutOff(world);
  world.time = Date.parse('2027-07-02T05:00:00Z'); // both shifts have begun
  for (const [call, login, ride] of [
    [phones[0]!.call, phones[0]!, own.ride],
    [there, riders[0]!, foreign.ride],
  ] as const) {
    await call('riderSignIn', { body: { number: login.number, pin: login.pin } });
    await call('stillHere', { params: { ride: ride as never }, body: { id: fresh(), sure: true } });
  }
  await coordinator('staffSignIn', { body: COORDINATOR as never });
  await operator('staffSignIn', { body: { number: '30000001', pin: '9264' } as never });
  const alarmOf = async (call: Call, pole: string) =>
    (await call('viewDay', { params: { pole, serviceDate: date } as never })).alarms.find(({ kind }) => kind === 'still-here')!.alarm;
  own.alarm = await alarmOf(operator, 'foggia');
  foreign.alarm = await alarmOf(coordinator, 'lecce');
  foreign.session = (await there('riderSessions', {})).sessions.find(({ isThis }) => isThis)!.session;
  const logins = {
    rider: ['riderSignIn', phones[0]!],
    driver: ['driverSignIn', { number: '20000001', pin: '7305' }],
    operator: ['staffSignIn', { number: '30000001', pin: '9264' }],
  } as const;
  for (const [role, [operation, { number, pin }]] of Object.entries(logins)) {
    const send = inProcess(() => world.product.inside);
    await send(operations[operation].path, { method: 'POST', body: JSON.stringify({ number, pin }) });
    senders.set(role as Role, send);
  }
});
afterAll(() => world.close());

interface Request {
  readonly params?: { readonly [name: string]: string };
  readonly body?: object;
  readonly query?: { readonly [name: string]: string };
}

/** For each operation that takes an id: the actor, with their own things, and with somebody else's. */
const walk: { readonly operation: OperationId; readonly role: Role; readonly mine: () => Request; readonly theirs: () => readonly Request[] }[] = [
  {
    operation: 'requestRide',
    role: 'rider',
    mine: () => ({ body: { ...wish } }),
    theirs: () => [
      { body: { ...wishThere } },
      { body: { ...wish, site: 'amendola', shiftStart: '05:30', serviceDate: '2027-07-03', instead: foreign.ride } },
      { body: { ...wish, id: foreign.ride } },
    ],
  },
  ...(['cancelRide', 'acknowledge', 'stillHere'] as const).map((operation) => ({
    operation,
    role: 'rider' as const,
    mine: () => ({ params: { ride: own.ride }, body: operation === 'acknowledge' ? { change: 'x' } : {} }),
    theirs: () => [{ params: { ride: foreign.ride }, body: operation === 'acknowledge' ? { change: 'x' } : {} }],
  })),
  ...(
    [
      ['riderSync', 'rider'],
      ['driverSync', 'driver'],
      ['staffSync', 'operator'],
    ] as const
  ).map(([operation, role]) => ({
    operation,
    role,
    mine: () => ({ query: { stream: `run:${own.run}`, epoch: '', after: '0' } }),
    theirs: () => [`rider:${foreign.account}`, `run:${foreign.run}`, 'pole:lecce'].map((stream) => ({ query: { stream, epoch: 'another', after: '7' } })),
  })),
  {
    operation: 'staffRequestRide',
    role: 'operator',
    mine: () => ({ params: { pole: 'foggia' }, body: { ...wish, rider: '20000001', override: false } }),
    theirs: () => [
      { params: { pole: 'foggia' }, body: { ...wish, rider: foreign.number, override: false } },
      { params: { pole: 'foggia' }, body: { ...wish, id: foreign.ride, rider: foreign.number, override: false } },
      { params: { pole: 'lecce' }, body: { ...wishThere, rider: foreign.number, override: false } },
    ],
  },
  {
    operation: 'printCard',
    role: 'operator',
    mine: () => ({ params: { pole: 'foggia' }, body: { rider: '20000001', lost: false } }),
    theirs: () => [
      { params: { pole: 'foggia' }, body: { rider: foreign.number, lost: true } },
      { params: { pole: 'lecce' }, body: { rider: foreign.number, lost: true } },
    ],
  },
  ...(['acknowledgeFor', 'notReturning'] as const).map((operation) => ({
    operation,
    role: 'operator' as const,
    mine: () => ({ params: { pole: 'foggia', serviceDate: date, ride: own.ride }, body: operation === 'acknowledgeFor' ? { change: 'x' } : { note: '' } }),
    theirs: () =>
      ['foggia', 'lecce'].map((pole) => ({
        params: { pole, serviceDate: date, ride: foreign.ride },
        body: operation === 'acknowledgeFor' ? { change: 'x' } : { note: '' },
      })),
  })),
  ...(['acknowledgeAlarm', 'closeAlarm'] as const).map((operation) => ({
    operation,
    role: 'operator' as const,
    mine: () => ({ params: { pole: 'foggia', alarm: own.alarm }, body: { note: '' } }),
    theirs: () => ['foggia', 'lecce'].map((pole) => ({ params: { pole, alarm: foreign.alarm }, body: { note: '' } })),
  })),
  {
    operation: 'retimeTrip',
    role: 'operator',
    mine: () => ({ params: { pole: 'foggia', serviceDate: date }, body: { run: own.run, stop: 'x', minutes: 5 } }),
    theirs: () => ['foggia', 'lecce'].map((pole) => ({ params: { pole, serviceDate: date }, body: { run: foreign.run, stop: 'x', minutes: 5 } })),
  },
  ...(['planDay', 'publishDay', 'closeDay'] as const).map((operation) => ({
    operation,
    role: 'operator' as const,
    mine: () => ({ params: { pole: 'foggia', serviceDate: date }, body: { version: 99 } }),
    theirs: () => [{ params: { pole: 'lecce', serviceDate: date }, body: { version: 99 } }],
  })),
  ...(
    [
      ['endRiderSession', 'rider'],
      ['endDriverSession', 'driver'],
      ['endStaffSession', 'operator'],
    ] as const
  ).map(([operation, role]) => ({
    operation,
    role,
    mine: () => ({ params: { session: '0'.repeat(16) } }),
    theirs: () => [{ params: { session: foreign.session } }],
  })),
  {
    operation: 'viewDay',
    role: 'operator',
    mine: () => ({ params: { pole: 'foggia', serviceDate: date } }),
    theirs: () => [{ params: { pole: 'lecce', serviceDate: date } }],
  },
  {
    operation: 'enrol',
    role: 'operator',
    mine: () => ({ params: { pole: 'foggia' }, body: { count: 1 } }),
    theirs: () => [{ params: { pole: 'lecce' }, body: { count: 1 } }],
  },
];

async function ask(role: Role, operation: OperationId, { params = {}, body, query }: Request, id?: string): Promise<{ status: number; text: string }> {
  const { method, path } = operations[operation];
  const where = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!));
  const asked = query === undefined ? where : `${where}?${new URLSearchParams(query)}`;
  const init = body === undefined ? {} : { body: JSON.stringify({ ...(id !== undefined && { id }), ...body }) };
  const response = await senders.get(role)!(asked, { method: method.toUpperCase(), ...init });
  return { status: response.status, text: await response.text() };
}

/** A ride of one's own that names somebody else's to be given up for it; one's own sign-ins, of which nothing was ended. */
const may200 = /^(requestRide|end\w+Session)$/;

/** Nothing of somebody else. */
function tellsNothing(operation: OperationId, { status, text }: { readonly status: number; readonly text: string }): void {
  expect([400, 401, 403, 404, 409, 422, ...(may200.test(operation) ? [200] : [])]).toContain(status);
  for (const hidden of [SECRET, foreign.ride, foreign.account, foreign.alarm, foreign.session]) expect(text).not.toContain(hidden);
}

test('every operation that names somebody or something is walked', () => {
  const takes = Object.entries(operations).filter(([id, one]) => 'params' in one || id.endsWith('Sync') || id === 'requestRide');
  const walked = new Set([...walk.map(({ operation }) => operation), 'setUpPole']); // no operator's: access.test.ts; recordFacts: its own test
  expect(takes.map(([id]) => id).filter((id) => !walked.has(id as OperationId))).toEqual([]);
});

describe.each(walk)('$operation by $role', ({ operation, role, mine, theirs }) => {
  test("somebody else's ids: first, again, with another body under one command, and under a command of one's own that stands", async () => {
    const used = fresh('own');
    await ask(role, operation, mine(), used);
    for (const request of theirs()) {
      const id = fresh('foreign');
      tellsNothing(operation, await ask(role, operation, request, id));
      tellsNothing(operation, await ask(role, operation, request, id));
      tellsNothing(operation, await ask(role, operation, request, used));
      for (const other of theirs()) tellsNothing(operation, await ask(role, operation, other, id));
    }
  });
});

test("nobody's sessions were ended by others", async () => {
  expect((await there('riderMe', {})).account).toBe(foreign.account);
});
