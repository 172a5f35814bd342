import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { client, type Call, type Problem } from '@passaggio/contracts';
import { pino } from 'pino';
import type { Ports } from '../compose.ts';
import { StoreAway } from '../ports/store.ts';
import { apiDocument } from './openapi.ts';
import { COORDINATOR, callsOf, fresh, openWorld, peopled, type World } from '../testing/world.ts';

let world: World;
let origin: string;
const folders: string[] = [];
afterEach(async () => {
  await world.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function open(change?: (ports: Ports) => Ports): Promise<void> {
  world = await openWorld('2027-07-01T14:00:00Z', change);
  origin = await world.product.listen(0, '127.0.0.1');
}

interface Browser {
  readonly call: Call;
  readonly send: (path: string, init?: RequestInit) => Promise<Response>;
  cookie: string;
}

function browser(): Browser {
  const one: Browser = {
    cookie: '',
    async send(path, init = {}) {
      const response = await fetch(origin + path, { ...init, headers: { origin, cookie: one.cookie, ...(init.headers as Record<string, string>) } });
      one.cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? one.cookie;
      return response;
    },
    call: client((path, init) => one.send(path, init)),
  };
  return one;
}

const json = { 'content-type': 'application/json' };
const post = (body: unknown, headers: Record<string, string> = json): RequestInit => ({
  method: 'POST',
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const problemOf = async (response: Response) => ({ ...((await response.json()) as Problem), after: response.headers.get('retry-after') });

test('a body is read from those only who may send it', async () => {
  await open();
  const { phones } = await peopled(world, 1);
  const large = post({ id: 'x'.repeat(100_000) });
  const nobody = browser();
  expect(await problemOf(await nobody.send('/api/rider/rides', large))).toMatchObject({ status: 401, code: 'not-signed-in' });
  expect(await problemOf(await nobody.send('/api/staff/poles/lecce/riders', post('{')))).toMatchObject({ status: 401, code: 'not-signed-in' });
  const rider = browser();
  await rider.call('riderSignIn', { body: { number: phones[0]!.number, pin: phones[0]!.pin } });
  expect(await problemOf(await rider.send('/api/rider/rides', large))).toMatchObject({ status: 413, code: 'too-large' });
});

test.each([
  ['an unknown field of the body', '/api/rider/session', post({ number: '12345678', pin: '1234', door: 'staff' }), 'body'],
  ['a field of another form', '/api/rider/session', post({ number: 12345678, pin: '1234' }), 'body.number'],
  ['a body that is a list', '/api/rider/session', post([]), 'body'],
  ['a field that only JavaScript knows', '/api/rider/session', post('{"number":"12345678","pin":"1234","__proto__":{"role":"staff"}}'), 'body'],
])('%s is malformed, and the problem points at it', async (_, path, init, pointer) => {
  await open();
  expect(await problemOf(await browser().send(path, init))).toMatchObject({ status: 400, code: 'malformed', pointer });
});

test.each([
  ['a question where none is asked', '/api/staff/session?as=rider', 'query'],
  ['a question asked twice', '/api/staff/sync?stream=pole:foggia&epoch=&after=0&after=1', 'query.after'],
  ['an unknown question', '/api/staff/sync?stream=pole:foggia&epoch=&after=0&more=1', 'query'],
  ['a date that is none', '/api/staff/poles/foggia/days/2027-02-30', 'params.serviceDate'],
])('%s is malformed, and the problem points at it', async (_, path, pointer) => {
  await open();
  const staff = browser();
  await staff.call('staffSignIn', { body: COORDINATOR as never });
  expect(await problemOf(await staff.send(path))).toMatchObject({ status: 400, code: 'malformed', pointer });
});

test.each([
  ['our page', { origin: 'own' }, 401],
  ['our page, which says so twice', { origin: 'own', 'sec-fetch-site': 'same-origin' }, 401],
  ['our page by another scheme, which only the browser sees', { origin: 'own', 'sec-fetch-site': 'same-site' }, 403],
  ['a page of a neighbouring port', { origin: 'http://127.0.0.1:1' }, 403],
  ['a page in a sandbox', { origin: 'null' }, 403],
  ['a program that names no origin', { origin: '' }, 403],
])('a write from %s', async (_, headers, status) => {
  await open();
  const named = headers.origin === 'own' ? { ...headers, origin } : headers;
  const response = await fetch(`${origin}/api/rider/session`, post({ number: '12345678', pin: '1234' }, { ...json, ...named }));
  expect(response.status).toBe(status);
});

test('a cookie is for this host alone, out of reach of scripts and of other pages, and ends with the session', async () => {
  await open();
  const staff = browser();
  const signedIn = await staff.send('/api/staff/session', post(COORDINATOR));
  expect(signedIn.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-staff=[\w-]{43}; Path=\/; Max-Age=43200; Secure; HttpOnly; SameSite=Strict$/),
    expect.stringMatching(/^__Host-device=[\w-]{43}; Path=\/; Max-Age=34560000; Secure; HttpOnly; SameSite=Strict$/),
  ]);
  expect(signedIn.headers.get('cache-control')).toBe('no-store');
  const stolen = staff.cookie;
  const signedOut = await staff.send('/api/staff/session', { method: 'DELETE' });
  expect(signedOut.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-staff=; Path=\/; Max-Age=0;/)]);
  expect((await fetch(`${origin}/api/staff/session`, { headers: { cookie: stolen, origin } })).status).toBe(401);
});

test('a token opens its own door only, whatever the cookie is called', async () => {
  await open();
  const { phones } = await peopled(world, 1);
  const rider = browser();
  await rider.call('riderSignIn', { body: { number: phones[0]!.number, pin: phones[0]!.pin } });
  const token = rider.cookie.split('=')[1]!;
  const answers = await Promise.all(
    ['rider', 'driver', 'staff'].map((door) => fetch(`${origin}/api/${door}/session`, { headers: { origin, cookie: `__Host-${door}=${token}` } })),
  );
  expect(answers.map((one) => one.status)).toEqual([200, 401, 401]);
});

test('while the store is away nothing is acknowledged, and the service comes back by itself', async () => {
  const state = { away: false };
  const gone = () => Promise.reject(new StoreAway('disk of /srv/amina is full'));
  await open((ports) => {
    const { store } = ports;
    return {
      ...ports,
      store: { ...store, commit: (...args) => (state.away ? gone() : store.commit(...args)), ping: () => (state.away ? gone() : store.ping()) },
    };
  });
  const { phones } = await peopled(world, 1);
  const rider = browser();
  await rider.call('riderSignIn', { body: { number: phones[0]!.number, pin: phones[0]!.pin } });
  const wish = { id: fresh('ride'), serviceDate: '2027-07-02', site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both' };
  state.away = true;
  for (const response of [
    await rider.send('/api/rider/rides', post(wish)),
    await rider.send('/readyz'),
    await rider.send('/api/rider/session', { method: 'DELETE' }),
  ]) {
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ status: 503, code: 'store-away', after: '5' });
    expect(JSON.stringify(problem)).not.toContain('amina');
  }
  expect((await rider.send('/healthz')).status).toBe(200);
  state.away = false;
  expect((await rider.call('myRides', {})).cards).toEqual([]);
  expect(await (await rider.send('/api/rider/rides', post(wish))).json()).toMatchObject({ answer: 'accepted' });
  expect((await rider.send('/readyz')).status).toBe(200);
});

test('a fault of ours tells the client nothing but its number in the log', async () => {
  const lines: string[] = [];
  await open((ports) => ({ ...ports, log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }) }));
  const staff = browser();
  await staff.call('staffSignIn', { body: COORDINATOR as never });
  const { inside } = world.product;
  const { all } = inside.accounts.reads.poles;
  inside.accounts.reads.poles.all = () => Promise.reject(new TypeError(`cannot read number 30000001 of token ${staff.cookie.split('=')[1]}`));
  const problem = await problemOf(await staff.send('/api/staff/session'));
  inside.accounts.reads.poles.all = all;
  expect(problem).toEqual({
    status: 500,
    after: null,
    type: 'urn:passaggio:problem:fault',
    title: 'Something went wrong on our side',
    code: 'fault',
    request: expect.stringMatching(/^[\w-]{36}$/),
  });
  const fault = lines.find((line) => line.includes('"fault"'))!;
  expect(fault).toContain(problem.request);
  expect(fault).toMatch(/TypeError: cannot read number # of token ~ \| at .*app\.test\.ts/);
});

test('an answer that breaks its contract does not leave the house', async () => {
  await open((ports) => ({ ...ports, log: pino({ level: 'silent' }) }));
  const staff = browser();
  await staff.call('staffSignIn', { body: COORDINATOR as never });
  const { inside } = world.product;
  inside.accounts.reads.poles.all = () => Promise.resolve([{ id: 'x', name: 7, region: 'y', zone: 'z' } as never]);
  expect(await problemOf(await staff.send('/api/staff/session'))).toMatchObject({ status: 500, code: 'fault' });
});

test('the log of a day holds operations, and nobody’s number, PIN, code, token or name', async () => {
  const lines: string[] = [];
  await open((ports) => ({ ...ports, log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }) }));
  const coordinator = browser();
  await coordinator.call('staffSignIn', { body: COORDINATOR as never });
  const { phones } = await peopled(world, 2);
  const [rider, wrong] = [browser(), browser()];
  const secrets = new Set<string>();
  const [phone] = phones;
  await wrong.send('/api/rider/session', post({ number: phone!.number, pin: '0001' }));
  await wrong.send(`/api/rider/session?number=${phone!.number}`, post('{"pin": 73'));
  await rider.call('riderSignIn', { body: { number: phone!.number, pin: phone!.pin } });
  const { card } = (await rider.call('requestRide', {
    body: { id: fresh('ride'), serviceDate: '2027-07-02', site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both' } as never,
  })) as { card: { code: string; ride: string } };
  await coordinator
    .call('enrol', { params: { pole: 'foggia' as never }, body: { id: fresh('enrol'), count: 1 } })
    .then(({ riders }) => secrets.add(riders[0]!.number));
  await rider.send(`/api/rider/rides/${card.ride}/no-such-thing`);
  const { account } = await rider.call('riderMe', {});
  for (const cookie of [rider.cookie, coordinator.cookie]) secrets.add(cookie.split('=')[1]!);
  await rider.call('riderSignOut', {});
  for (const secret of [phone!.number, card.code, card.ride, account, COORDINATOR.number, 'mezzanone', 'cookie', '127.0.0.1']) secrets.add(secret);
  await world.product.close(); // every line is written
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(entries.filter((one) => one['operation'] === 'requestRide')).toEqual([
    expect.objectContaining({ status: 200, ms: expect.any(Number), request: expect.any(String) }),
  ]);
  expect(entries.filter((one) => one['operation'] === 'riderSignIn').map((one) => one['status'])).toEqual([401, 400, 200]);
  const ours = entries.map(({ time: _, pid: __, hostname: ___, request: ____, ...said }) => JSON.stringify(said)).join('\n');
  for (const secret of secrets) expect(ours).not.toContain(secret);
  for (const { pin } of phones) expect(ours).not.toMatch(new RegExp(`\\b${pin}\\b`));
});

test('the document says which dates there are, and that a client may send what it names', () => {
  const { schemas } = apiDocument().components as unknown as { schemas: { RideAsk: { properties: { serviceDate: { pattern: string } } } } };
  const pattern = new RegExp(schemas.RideAsk.properties.serviceDate.pattern);
  const dates = ['2027-07-31', '2028-02-29', '2027-02-29', '2027-02-30', '2027-09-31', '1999-01-01', '2027-13-01'];
  expect(dates.filter((date) => pattern.test(date))).toEqual(['2027-07-31', '2028-02-29']);
  expect(JSON.stringify(schemas)).not.toContain('readOnly'); // would mean: from the server only
});

test('behind a proxy the client’s own address counts, and only that proxy is believed', async () => {
  const addresses: string[] = [];
  const tryIt = () => {
    const { secrets } = world.product.inside.accounts;
    const { addressKey } = secrets;
    secrets.addressKey = (address) => (addresses.push(address), addressKey(address));
    return browser().send('/api/rider/session', post({ number: '12345678', pin: '1234' }, { ...json, 'x-forwarded-for': '198.51.100.7, 203.0.113.9' }));
  };
  await open();
  await tryIt();
  await world.close();
  await open((ports) => ({ ...ports, proxies: ['127.0.0.1'] }));
  await tryIt();
  expect(addresses).toEqual(['127.0.0.1', '203.0.113.9']);
});

function builtApps(): { web: string; driver: string } {
  const root = mkdtempSync(join(tmpdir(), '.apps-')); // a hidden folder above must not hide the pages
  folders.push(root);
  const files = [
    'web/index.html',
    'web/console/index.html',
    'web/assets/rider-a1b2.js',
    'web/icon.svg',
    'web/.built',
    'driver/index.html',
    'driver/sw.js',
    'driver/assets/app-c3.js',
  ];
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), file);
  }
  return { web: join(root, 'web'), driver: join(root, 'driver') };
}

test.each([
  ['/', 200, 'web/index.html', 'no-cache'],
  ['/book', 200, 'web/index.html', 'no-cache'],
  ['/console', 200, 'web/console/index.html', 'no-cache'],
  ['/console/poles/foggia', 200, 'web/console/index.html', 'no-cache'],
  ['/driver/', 200, 'driver/index.html', 'no-cache'],
  ['/driver/stop/3', 200, 'driver/index.html', 'no-cache'],
  ['/driver/sw.js', 200, 'driver/sw.js', 'no-cache'],
  ['/icon.svg', 200, 'web/icon.svg', 'no-cache'],
  ['/assets/rider-a1b2.js', 200, 'web/assets/rider-a1b2.js', 'public, max-age=31536000, immutable'],
  ['/driver/assets/app-c3.js', 200, 'driver/assets/app-c3.js', 'public, max-age=31536000, immutable'],
  ['/assets/rider-gone.js', 404, 'unknown-operation', null],
  ['/driver/assets/gone.js', 404, 'unknown-operation', null],
  ['/.built', 404, 'unknown-operation', null],
  ['/api/nothing', 404, 'unknown-operation', 'no-store'],
  ['/..%2f..%2fetc/passwd', 404, 'unknown-operation', null],
])('%s is answered with %i', async (path, status, content, cached) => {
  await open((ports) => ({ ...ports, apps: builtApps() }));
  const response = await fetch(origin + path);
  expect([response.status, response.headers.get('cache-control')]).toEqual([status, cached]);
  expect(await response.text()).toContain(content);
  expect(response.headers.get('content-security-policy')).toBe(
    "default-src 'self';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';worker-src 'self';manifest-src 'self';form-action 'self';object-src 'none';base-uri 'none';frame-ancestors 'none'",
  );
});

test('the driver’s address without a slash leads to the page whose worker can serve it offline', async () => {
  await open((ports) => ({ ...ports, apps: builtApps() }));
  const response = await fetch(`${origin}/driver`, { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([308, '/driver/']);
});

test('in process and over HTTP an operation gives the same answer and the same problem', async () => {
  await open();
  const [near, far] = [callsOf(world), browser().call];
  for (const call of [near, far]) await call('staffSignIn', { body: COORDINATOR as never });
  expect(await near('staffMe', {})).toEqual(await far('staffMe', {}));
  const refused = (call: Call) =>
    call('viewDay', { params: { pole: 'nowhere', serviceDate: '2027-07-02' } as never }).catch((cause: { problem: Problem }) => ({
      ...cause.problem,
      request: '',
    }));
  expect(await refused(near)).toEqual(await refused(far));
});
