import { afterAll, beforeAll, expect, test } from 'vitest';
import { rawSocket } from '../testing/rawSocket.ts';
import { MINUTE, PAGE_HEADER } from '@passaggio/contracts';
import { fresh, openWorld, peopled, utc, type World } from '../testing/world.ts';
import { apiDocument } from './openapi.ts';

/**
 * Who may call what, written out apart from domain/access.ts. `own` and `foreign` are the pole of the account and another one;
 * a dash means that the operation names no pole.
 */
const expected: { readonly [operation: string]: string } = {
  riderSignIn: 'everybody',
  cardSignIn: 'everybody',
  driverSignIn: 'everybody',
  staffSignIn: 'everybody',
  listPoles: 'everybody',
  riderMe: 'rider',
  riderSignOut: 'rider',
  choices: 'rider',
  myRides: 'rider',
  requestRide: 'rider',
  cancelRide: 'rider',
  acknowledge: 'rider',
  stillHere: 'rider',
  pushKey: 'rider',
  putPush: 'rider',
  dropPush: 'rider',
  riderSync: 'rider',
  riderUnlock: 'rider',
  riderKeepOpen: 'rider',
  riderChangePin: 'rider',
  riderSessions: 'rider',
  endRiderSession: 'rider',
  endOtherRiderSessions: 'rider',
  driverMe: 'driver',
  driverSignOut: 'driver',
  myRuns: 'driver',
  recordFacts: 'driver',
  driverSync: 'driver',
  driverChangePin: 'driver',
  driverSessions: 'driver',
  endDriverSession: 'driver',
  endOtherDriverSessions: 'driver',
  staffMe: 'operator coordinator',
  staffSignOut: 'operator coordinator',
  staffSync: 'operator coordinator',
  staffSessions: 'operator coordinator',
  endStaffSession: 'operator coordinator',
  endOtherStaffSessions: 'operator coordinator',
  setUpPole: 'coordinator',
  enrol: 'own operator coordinator',
  printCard: 'own operator coordinator',
  staffRequestRide: 'own operator coordinator',
  viewDay: 'own operator coordinator',
  planDay: 'own operator coordinator',
  publishDay: 'own operator coordinator',
  retimeTrip: 'own operator coordinator',
  closeDay: 'own operator coordinator',
  acknowledgeFor: 'own operator coordinator',
  notReturning: 'own operator coordinator',
  acknowledgeAlarm: 'own operator coordinator',
  closeAlarm: 'own operator coordinator',
};

const roles = ['nobody', 'rider', 'locked rider', 'driver', 'operator', 'coordinator'] as const;
type Role = (typeof roles)[number];
/** All that a rider's session may do that nobody used for five minutes. */
const openToLocked = ['myRides', 'riderSync', 'stillHere', 'riderUnlock', 'riderSignOut'];

function allowed(operation: string, role: Role, pole: 'own' | 'foreign'): boolean {
  const words = expected[operation]!.split(' ');
  if (words.includes('everybody')) return true;
  if (role === 'locked rider') return openToLocked.includes(operation);
  if (!words.includes(role)) return false;
  return !words.includes('own') || role === 'coordinator' || pole === 'own';
}

let world: World;
let origin: string;
const cookies = new Map<Role, string>([['nobody', '']]);

beforeAll(async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { phones } = await peopled(world, 2);
  origin = await world.product.listen(0, '127.0.0.1');
  const signIn = async (role: Role, { number, pin }: { readonly number: string; readonly pin: string }) => {
    const door = role === 'driver' ? role : role.endsWith('rider') ? 'rider' : 'staff';
    const response = await send('post', `/api/${door}/session`, { number, pin }, '');
    cookies.set(role, response.headers.get('set-cookie')!.split(';')[0]!);
  };
  await signIn('locked rider', phones[1]!);
  world.time += 5 * MINUTE;
  const logins = {
    rider: phones[0]!,
    driver: { number: '20000001', pin: '7305' },
    operator: { number: '30000001', pin: '9264' },
    coordinator: { number: '10000001', pin: '4826' },
  };
  for (const [role, login] of Object.entries(logins)) await signIn(role as Role, login);
});
afterAll(() => world.close());

const send = (method: string, path: string, body: unknown, cookie: string, headers: Record<string, string> = {}) =>
  fetch(`${origin}${path}`, {
    method: method.toUpperCase(),
    headers: { origin, ...(cookie === '' ? {} : { cookie }), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

interface Documented {
  readonly operationId: string;
  readonly requestBody?: unknown;
  readonly responses: { readonly [status: string]: { readonly description: string } };
}
const operations = Object.entries(apiDocument().paths!).flatMap(([path, methods]) =>
  Object.entries(methods as { [method: string]: Documented }).map(([method, one]) => ({ path, method, ...one })),
);

const setup = {
  name: 'x',
  region: 'xx',
  at: [15, 41],
  zone: 'Europe/Rome',
  cutoff: '20:00',
  closedDates: [],
  places: [{ id: 'p', name: 'p', kind: 'stop', at: [15, 41] }],
  sites: [{ id: 's', number: 1, name: 's', at: [15, 41], shifts: [{ start: '06:00', end: '12:00' }] }],
  vehicles: [],
  people: [],
};
/** Bodies that are well formed, so that rights decide and not the parser. */
const bodies: { readonly [operation: string]: () => object } = {
  riderSignIn: () => ({ number: '00000000', pin: '0000' }),
  cardSignIn: () => ({ card: 'x'.repeat(22), pin: '0000' }),
  driverSignIn: () => ({ number: '00000000', pin: '0000' }),
  staffSignIn: () => ({ number: '00000000', pin: '0000' }),
  requestRide: () => ({ id: fresh(), serviceDate: '2027-07-02', site: 'nowhere', shiftStart: '06:00', boardingPlace: 'nowhere', trip: 'both' }),
  staffRequestRide: () => ({
    id: fresh(),
    rider: '99999999',
    override: false,
    serviceDate: '2027-07-02',
    site: 'nowhere',
    shiftStart: '06:00',
    boardingPlace: 'nowhere',
    trip: 'both',
  }),
  riderUnlock: () => ({ pin: '0000' }),
  riderChangePin: () => ({ before: '0000', pin: '7391' }),
  driverChangePin: () => ({ before: '0000', pin: '7391' }),
  cancelRide: () => ({ id: fresh() }),
  stillHere: () => ({ id: fresh() }),
  putPush: () => ({ endpoint: 'https://push.invalid/walk', p256dh: 'B'.repeat(87), auth: 'a'.repeat(22), language: 'it', details: false }),
  acknowledge: () => ({ id: fresh(), change: 'x' }),
  acknowledgeFor: () => ({ id: fresh(), change: 'x' }),
  recordFacts: () => ({ device: 'device-walk', facts: [{ counter: 1, run: 'a_2027-07-02_b', deviceTime: 1, contact: null, act: { act: 'start' } }] }),
  enrol: () => ({ id: fresh(), count: 1 }),
  printCard: () => ({ id: fresh(), rider: '99999999', lost: false }),
  planDay: () => ({ id: fresh(), version: 99 }),
  publishDay: () => ({ id: fresh(), version: 99 }),
  closeDay: () => ({ id: fresh(), version: 99 }),
  retimeTrip: () => ({ id: fresh(), run: 'a_2027-07-02_b', stop: 'x', minutes: 5 }),
  notReturning: () => ({ id: fresh(), note: '' }),
  acknowledgeAlarm: () => ({ id: fresh(), note: '' }),
  closeAlarm: () => ({ id: fresh(), note: '' }),
  setUpPole: () => ({ id: fresh(), ...setup }),
};

test('every operation of the document has an expectation here, and every expectation an operation', () => {
  expect(operations.map((one) => one.operationId).toSorted()).toEqual(Object.keys(expected).toSorted());
  expect(
    operations
      .filter((one) => one.requestBody !== undefined)
      .map((one) => one.operationId)
      .toSorted(),
  ).toEqual(Object.keys(bodies).toSorted());
});

test.each(
  operations
    .filter((one) => !one.operationId.endsWith('SignOut'))
    .flatMap((one) => roles.flatMap((role) => (['own', 'foreign'] as const).map((pole) => ({ one, role, pole, name: one.operationId })))),
)('$name by $role at the $pole pole', async ({ one, role, pole }) => {
  const path = one.path
    .replace('{pole}', pole === 'own' ? 'foggia' : 'lecce')
    .replace('{serviceDate}', '2027-07-02')
    .replace('{ride}', 'no-such-ride')
    .replace('{session}', '0123456789abcdef')
    .replace('{alarm}', 'no-such-alarm');
  const query = one.path.endsWith('/sync') ? '?stream=pole:elsewhere&epoch=&after=0' : '';
  const response = await send(one.method, path + query, bodies[one.operationId]?.(), cookies.get(role)!, { [PAGE_HEADER]: 'this test' });
  const { code } = (await response.json()) as { code?: string };
  const rejected = code === 'not-signed-in' || code === 'not-allowed' || code === 'locked';
  if (role === 'locked rider' && rejected) expect(code).toBe(expected[one.operationId] === 'rider' ? 'locked' : 'not-signed-in');
  expect({ rejected, code: rejected ? '' : code }).toEqual({ rejected: !allowed(one.operationId, role, pole), code: rejected ? '' : code });
  expect(response.status).not.toBe(500);
  expect(Object.keys(one.responses)).toContain(String(response.status)); // no undocumented answer
  if (code !== undefined) expect(one.responses[String(response.status)]!.description.split(', ')).toContain(code);
});

/** Reads beside writes: a browser names no origin there, and an address that is typed into it comes from nowhere. */
const typed = [
  { origin: '', 'sec-fetch-site': 'none' },
  { origin: '' },
  { origin: '', 'sec-fetch-site': 'cross-site' },
  { origin: '', 'sec-fetch-site': 'same-site' },
];
test.each(operations.flatMap((one) => typed.map((headers) => ({ one, headers, name: one.operationId, how: headers['sec-fetch-site'] ?? 'a bare request' }))))(
  '$name is answered to a page of ours alone, not to: $how',
  async ({ one, headers }) => {
    const isForAll = one.method === 'get' && expected[one.operationId] === 'everybody';
    const role = cookies.get(one.path.startsWith('/api/staff') ? 'coordinator' : one.path.startsWith('/api/driver') ? 'driver' : 'rider')!;
    const { origin: _, ...named } = headers;
    const response = await fetch(origin + one.path.replaceAll(/\{\w+\}/g, 'foggia'), {
      method: one.method.toUpperCase(),
      headers: { cookie: role, ...(named as Record<string, string>) },
    });
    expect([response.status, ((await response.json()) as { code?: string }).code]).toEqual(isForAll ? [200, undefined] : [403, 'foreign-origin']);
  },
);

test('a read of a page of ours is answered by what the browser says of it, without an origin', async () => {
  const headers = { cookie: cookies.get('rider')!, 'sec-fetch-site': 'same-origin' };
  expect((await fetch(`${origin}/api/rider/rides`, { headers })).status).toBe(200);
});

test('a locked session reads to a page that does not know the lock as one that has to sign in again, and lets it do no more', async () => {
  for (const one of operations.filter(({ operationId }) => expected[operationId] === 'rider' && !openToLocked.includes(operationId))) {
    const response = await send(one.method, one.path.replaceAll(/\{\w+\}/g, '0'.repeat(16)), bodies[one.operationId]?.(), cookies.get('locked rider')!);
    expect([one.operationId, ((await response.json()) as { code: string }).code]).toEqual([one.operationId, 'not-signed-in']);
  }
});

test('a write from a foreign page is refused although the cookie comes along', async () => {
  const body = bodies['requestRide']!();
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }]) {
    const response = await send('post', '/api/rider/rides', body, cookies.get('rider')!, headers);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, 'foreign-origin']);
  }
  const bare = await fetch(`${origin}/api/rider/rides`, {
    method: 'POST',
    headers: { cookie: cookies.get('rider')!, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(bare.status).toBe(403);
});

test.each<[string, string, RequestInit, number, string]>([
  ['a body that is no JSON', '/api/rider/rides', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }, 400, 'malformed'],
  ['a body of another type', '/api/rider/rides', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }, 415, 'wrong-media-type'],
  [
    'an oversized body',
    '/api/rider/rides',
    { method: 'POST', body: JSON.stringify({ id: 'x'.repeat(100_000) }), headers: { 'content-type': 'application/json' } },
    413,
    'too-large',
  ],
  ['an unknown operation', '/api/rider/nothing', { method: 'GET' }, 404, 'unknown-operation'],
  ['an address that cannot be read', '/api/staff/poles/%E0%A4%A/days/2027-07-02', { method: 'GET' }, 400, 'malformed'],
])('%s is a problem with a code', async (_, path, init, status, code) => {
  const response = await fetch(`${origin}${path}`, {
    ...init,
    headers: { origin, cookie: cookies.get('rider')!, ...(init.headers as Record<string, string>) },
  });
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
});

test('unknown number and wrong PIN look alike, and tries run out', async () => {
  const answers = await Promise.all(
    [
      { number: '20000001', pin: '0000' },
      { number: '88888888', pin: '0000' },
    ].map(async (body) => {
      const response = await send('post', '/api/driver/session', body, '');
      const { request: _, ...problem } = (await response.json()) as { request: string };
      return problem;
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
  let last = await send('post', '/api/driver/session', { number: '77777777', pin: '0000' }, '');
  for (let i = 0; i < 10; i += 1) last = await send('post', '/api/driver/session', { number: '77777777', pin: '0000' }, '');
  expect(last.status).toBe(429);
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('the API document and its page come from our own origin, to staff alone', async () => {
  const get = (path: string, role: Role) => fetch(`${origin}${path}`, { headers: { cookie: cookies.get(role)! } });
  for (const path of ['/api/openapi.json', '/api/docs', '/api/docs/', '/api/docs/init.js', '/api/docs/assets/swagger-ui.css', '/API/Docs']) {
    expect([path, ...(await Promise.all(['nobody', 'rider', 'driver'].map(async (role) => (await get(path, role as Role)).status)))]).toEqual([
      path,
      401,
      401,
      401,
    ]);
    expect([path, ...(await Promise.all(['operator', 'coordinator'].map(async (role) => (await get(path, role as Role)).status)))]).toEqual([path, 200, 200]);
  }
  const document = (await (await get('/api/openapi.json', 'operator')).json()) as { openapi: string };
  expect(document).toEqual(JSON.parse(JSON.stringify(apiDocument())));
  expect(document.openapi).toMatch(/^3\.1/);
  const page = await get('/api/docs', 'operator');
  expect(await page.text()).not.toMatch(/https?:\/\//);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
});

test('the health answers are everybody’s', async () => {
  expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  expect(world.time).toBe(utc('2027-07-01T14:05:00Z'));
});

test('in demo mode everybody reads the API document', async () => {
  const demo = await openWorld('2027-07-01T14:00:00Z', (ports) => ({ ...ports, demo: { state: () => ({}) as never, play: () => undefined } }));
  const open = await demo.product.listen(0, '127.0.0.1');
  expect([(await fetch(`${open}/api/openapi.json`)).status, (await fetch(`${open}/api/docs`)).status]).toEqual([200, 200]);
  await demo.close();
});

test('every answer gives the page no more of the device than our pages use, and is kept from frames and other origins, sockets’ too', async () => {
  const upgrade = await rawSocket(origin, cookies.get('rider'));
  const head = upgrade.heard().toLowerCase();
  upgrade.close();
  const ours = { origin, cookie: cookies.get('rider')! };
  const answers = [
    await fetch(`${origin}/healthz`),
    await fetch(`${origin}/api/rider/session`, { headers: { origin } }),
    await fetch(`${origin}/socket.io/?EIO=4&transport=polling`, { headers: ours }),
    await fetch(`${origin}/socket.io/?EIO=4&transport=polling`, { headers: { origin: 'https://evil.example' } }), // 403
    await fetch(`${origin}/socket.io/?EIO=4&transport=nonsense`, { headers: ours }), // 400
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 401, 200, 403, 400]);
  for (const { headers, url } of answers) {
    expect([url, headers.get('permissions-policy')]).toEqual([url, expect.stringMatching(/^camera=\(self\), geolocation=\(self\), .*microphone=\(\)/)]);
    expect([url, headers.get('content-security-policy')]).toEqual([url, expect.stringContaining("frame-ancestors 'none'")]);
    expect([headers.get('x-content-type-options'), headers.get('referrer-policy'), headers.get('x-powered-by')]).toEqual(['nosniff', 'no-referrer', null]);
  }
  for (const name of ['permissions-policy: camera=(self)', "frame-ancestors 'none'", 'strict-transport-security:']) expect(head).toContain(name);
});
