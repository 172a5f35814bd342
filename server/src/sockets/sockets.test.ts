import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, MINUTE, client, type Call, type StreamEvent, type SyncAnswer } from '@passaggio/contracts';
import { io, type Socket } from 'socket.io-client';
import { fresh, openWorld, peopled, utc, type World } from '../testing/world.ts';

let world: World;
let origin: string;
const open: Socket[] = [];

beforeEach(async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.disconnect();
  await world.close();
});

const pole = 'foggia' as never;
const ask = () => ({ id: fresh('ride'), serviceDate: '2027-07-02', site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both' }) as never;

/** A browser of its own: keeps its cookie. */
function browser(): { call: Call; cookie: () => string } {
  let cookie = '';
  const call = client(async (path, init) => {
    const response = await fetch(origin + path, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), origin, ...(cookie === '' ? {} : { cookie }) },
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response;
  });
  return { call, cookie: () => cookie };
}

function connect(door: string, cookie: string, from = origin): Promise<Socket> {
  const socket = io(origin, { transports: ['websocket'], auth: { door }, extraHeaders: { cookie, origin: from }, reconnection: false, forceNew: true });
  open.push(socket);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

const sync = (socket: Socket, stream: string, epoch = '', after = 0): Promise<{ ok: boolean; answer: SyncAnswer; code?: string }> =>
  socket.emitWithAck('sync', { stream, epoch, after });

async function rider() {
  const people = await peopled(world, 1);
  origin = await world.product.listen(0, '127.0.0.1');
  const { call, cookie } = browser();
  const enrolled = await people.operator('enrol', { params: { pole }, body: { id: fresh('enrol'), count: 1 } });
  const { number, pin } = enrolled.riders[0]!;
  const { account } = await call('riderSignIn', { body: { number, pin } });
  const unlock = () => call('riderUnlock', { body: { pin } });
  return { ...people, call, cookie, account, number, pin, unlock, stream: `rider:${account}` };
}

/** Events of a stream as they arrive, and a wait until one is the last. */
function following(socket: Socket, stream: string) {
  const events: StreamEvent[] = [];
  const waiting: (() => void)[] = [];
  socket.on('event', (event: StreamEvent) => {
    if (event.stream === stream) events.push(event);
    for (const check of waiting) check();
  });
  return {
    events,
    until: (n: number) =>
      new Promise<void>((resolve) => {
        const check = () => events.some((event) => event.n === n) && resolve();
        waiting.push(check);
        check();
      }),
  };
}

test('the card turns to a seat on the phone without asking', async () => {
  const { call, cookie, stream, unlock } = await rider();
  const socket = await connect('rider', cookie());
  const phone = following(socket, stream);
  expect(await sync(socket, stream)).toMatchObject({ ok: true, answer: { sync: 'events', last: 0, events: [] } });
  await call('requestRide', { body: ask() });
  world.time = utc('2027-07-01T18:00:30Z');
  await unlock();
  await world.product.tick();
  await phone.until(2);
  expect(phone.events.map((event) => [event.n, event.body.type === 'card' && event.body.card.state])).toEqual([
    [1, 'accepted'],
    [2, 'seat'],
  ]);
});

test('a foreign page gets no socket, though the browser sends the cookie along', async () => {
  const { cookie } = await rider();
  await expect(connect('rider', cookie(), 'https://evil.example')).rejects.toThrow();
  await expect(connect('rider', '')).rejects.toThrow('not-signed-in');
  await expect(connect('staff', cookie())).rejects.toThrow('not-signed-in');
});

test('a socket follows its own streams only, and says nothing but sync', async () => {
  const { cookie, stream } = await rider();
  const socket = await connect('rider', cookie());
  expect(await sync(socket, 'pole:foggia')).toEqual({ ok: false, code: 'unknown-stream' });
  expect(await sync(socket, 'rider:somebody-else')).toEqual({ ok: false, code: 'unknown-stream' });
  expect(await socket.emitWithAck('sync', { stream, epoch: 1 })).toEqual({ ok: false, code: 'malformed' });
  const gone = new Promise((resolve) => socket.once('disconnect', resolve));
  socket.emit('requestRide', {});
  expect(await gone).toBe('io server disconnect');
});

test('a session that becomes locked while its socket is open hears from then on state, hours and plate of the ride in front alone, and all again after the PIN', async () => {
  const { call, cookie, stream, unlock } = await rider();
  const socket = await connect('rider', cookie());
  const phone = following(socket, stream);
  const { answer: open } = await sync(socket, stream);
  const { card } = await call('requestRide', { body: ask() });
  await call('requestRide', { body: { ...(ask() as object), serviceDate: '2027-07-03' } as never });
  await phone.until(2);
  expect(JSON.stringify(phone.events)).toContain('Tressanti');

  world.time = utc('2027-07-01T18:00:30Z'); // hours later, in another hand
  await world.product.tick();
  await phone.until(3);
  const [heard] = phone.events.slice(2);
  expect(heard).toMatchObject({
    n: 3,
    body: { card: { ride: card.ride, state: 'seat', code: null, site: { name: '' }, outbound: { plate: { number: 1 } }, reduced: true } },
  });
  expect(heard!.epoch).not.toBe(open.epoch);
  const { answer: locked } = await sync(socket, stream, open.epoch, 3);
  expect(locked).toMatchObject({ sync: 'snapshot', last: 3, snapshot: { reduced: true, cards: [{ ride: card.ride }] } });
  for (const said of [heard, locked]) expect(JSON.stringify(said)).not.toMatch(/tressanti|mezzanone|foggia|15\.|"code":"\d|2027-07-03/i);

  await unlock();
  const { answer: again } = await sync(socket, stream, locked.epoch, 3);
  expect(again).toMatchObject({
    sync: 'snapshot',
    epoch: open.epoch,
    last: 3,
    snapshot: { cards: [{ site: { name: 'Borgo Tressanti' } }, { code: expect.stringMatching(/^\d{4}$/) }] },
  });
});

test('news of another ride than the one in front is not told to a locked session, which finds the gap and asks', async () => {
  const { call, cookie, stream, operator } = await rider();
  const socket = await connect('rider', cookie());
  const phone = following(socket, stream);
  await sync(socket, stream);
  await call('requestRide', { body: ask() });
  const { card: behind } = await call('requestRide', { body: { ...(ask() as object), serviceDate: '2027-07-03' } as never });
  await phone.until(2);
  world.time += 5 * MINUTE;
  const { version } = (await operator('viewDay', { params: { pole, serviceDate: '2027-07-03' as never } })).head;
  await operator('publishDay', { params: { pole, serviceDate: '2027-07-03' as never }, body: { id: fresh(), version } });
  world.time = utc('2027-07-01T18:00:30Z');
  await world.product.tick();
  await phone.until(4);
  expect(phone.events.map(({ n }) => n)).toEqual([1, 2, 4]);
  expect(JSON.stringify(phone.events[2])).not.toContain(behind.ride);
});

test('signing in again ends the sockets of the session whose cookie came along', async () => {
  const { call, cookie, stream, phones } = await rider();
  const socket = await connect('rider', cookie());
  await sync(socket, stream);
  const gone = new Promise((resolve) => socket.once('disconnect', resolve));
  await call('riderSignIn', { body: { number: phones[0]!.number, pin: phones[0]!.pin } });
  expect(await gone).toBe('io server disconnect');
});

test('another PIN ends the sockets of every other session, and leaves those of this one', async () => {
  const { call, cookie, stream, number, pin } = await rider();
  const other = browser();
  await other.call('riderSignIn', { body: { number, pin } });
  const [here, there] = [await connect('rider', cookie()), await connect('rider', other.cookie())];
  const gone = new Promise((resolve) => there.once('disconnect', resolve));
  await call('riderChangePin', { body: { before: pin, pin: '7391' as never } });
  expect(await gone).toBe('io server disconnect');
  expect(await sync(here, stream)).toMatchObject({ ok: true });
});

test('signing out ends the sockets of the session', async () => {
  const { call, cookie, stream } = await rider();
  const socket = await connect('rider', cookie());
  await sync(socket, stream);
  const gone = new Promise((resolve) => socket.once('disconnect', resolve));
  await call('riderSignOut', {});
  expect(await gone).toBe('io server disconnect');
});

test('a foreign page gets no session by polling either', async () => {
  const { cookie } = await rider();
  const open = (from: { origin?: string }) => fetch(`${origin}/socket.io/?EIO=4&transport=polling`, { headers: { cookie: cookie(), ...from } });
  const answers = await Promise.all([{ origin }, { origin: 'https://evil.example' }, { origin: 'null' }, {}].map(open));
  expect(answers.map((one) => [one.status, one.headers.get('access-control-allow-origin')])).toEqual([
    [200, null],
    [403, null],
    [403, null],
    [403, null],
  ]);
});

test('a session that expires ends its sockets, and an ended session catches up no more', async () => {
  const { call, cookie, stream } = await rider();
  const [idle, asking] = await Promise.all([connect('rider', cookie()), connect('rider', cookie())]);
  const said: string[] = [];
  const gone = Promise.all(
    [idle, asking].map(
      (socket) =>
        new Promise((resolve) => {
          socket.once('ended', () => said.push('ended'));
          socket.once('disconnect', resolve);
        }),
    ),
  );
  await sync(idle, stream);
  world.time += 30 * DAY;
  expect(await sync(asking, stream)).toEqual({ ok: false, code: 'not-signed-in' });
  await world.product.tick();
  expect(await gone).toEqual(['io server disconnect', 'io server disconnect']);
  expect(said).toEqual(['ended', 'ended']);
  expect(await call('riderMe', {}).catch((cause: { problem: { code: string } }) => cause.problem.code)).toBe('not-signed-in');
});

test('sockets are looked through for what has ended with rounds of the event loop in between', async () => {
  await world.close();
  let [round, looking] = [0, false];
  const looks: number[] = [];
  world = await openWorld('2027-07-01T14:00:00Z', (ports) => {
    const { rows } = ports.store;
    const find: typeof rows.find = (kind, id) => {
      if (looking && kind === 'session') looks.push(round);
      return rows.find(kind, id);
    };
    return {
      ...ports,
      store: Object.assign(Object.create(ports.store) as typeof ports.store, { rows: Object.assign(Object.create(rows) as typeof rows, { find }) }),
    };
  });
  const { operator } = await rider();
  const { riders } = await operator('enrol', { params: { pole }, body: { id: fresh('enrol'), count: 16 } });
  for (const { number, pin } of riders) {
    const { call, cookie } = browser();
    await call('riderSignIn', { body: { number, pin } });
    await Promise.all(Array.from({ length: 5 }, () => connect('rider', cookie())));
  }
  looking = true;
  const count = () => {
    round += 1;
    if (looking) setImmediate(count);
  };
  setImmediate(count);
  await world.product.tick();
  looking = false;
  expect(looks).toHaveLength(80);
  expect(Math.max(...looks.map((one) => looks.filter((other) => other === one).length))).toBeLessThanOrEqual(25);
});

test('a client that sends more than a request to catch up needs is cut off', async () => {
  const { cookie } = await rider();
  const socket = await connect('rider', cookie());
  const gone = new Promise((resolve) => socket.once('disconnect', resolve));
  socket.emit('sync', { stream: 'x'.repeat(5_000) });
  expect(await gone).toBe('transport close');
});

test('a run is followed by its driver and the staff of its pole, until another driver takes it over', async () => {
  const { call, phones: _, ...people } = await rider();
  await call('requestRide', { body: ask() });
  world.time = utc('2027-07-01T18:00:30Z');
  await world.product.tick();
  const [run] = (await people.driver('myRuns', {})).runs;
  const stream = `run:${run!.run}`;
  const [bus, office] = [browser(), browser()];
  await bus.call('driverSignIn', { body: { number: '20000001', pin: '7305' } as never });
  await office.call('staffSignIn', { body: { number: '30000001', pin: '9264' } as never });
  const [driver, staff] = [await connect('driver', bus.cookie()), await connect('staff', office.cookie())];
  expect([(await sync(driver, stream)).ok, (await sync(staff, stream)).ok]).toEqual([true, true]);
  for (const nothing of ['run:foggia', 'run:foggia_2027-07-02_no-bus', 'pole:nowhere', 'run:']) expect((await sync(staff, nothing)).ok).toBe(false);

  const { store } = world.ports;
  const { version, ...stored } = (await store.rows.find('run', run!.run))!;
  await store.commit([{ puts: [{ kind: 'run', doc: { ...stored, driver: 'driver-2' as never }, ifVersion: version }] }], world.time);
  await world.product.tick();
  expect(await sync(driver, stream)).toEqual({ ok: false, code: 'unknown-stream' });
  const [kept, lost] = [following(staff, stream), following(driver, stream)];
  await store.commit([{ events: [{ stream, body: { v: 1, type: 'run', run } }] }], world.time);
  await kept.until(2);
  expect(lost.events).toEqual([]);
});

test('ST6: a client that was there and one that was away see the same, in the same order, over socket and HTTP', async () => {
  const { call, cookie, stream, unlock } = await rider();
  const socket = await connect('rider', cookie());
  const phone = following(socket, stream);
  await sync(socket, stream);
  const { card } = await call('requestRide', { body: ask() });
  await call('cancelRide', { params: { ride: card.ride }, body: { id: fresh() } });
  await call('requestRide', { body: ask() });
  world.time = utc('2027-07-01T18:00:30Z');
  await unlock();
  await world.product.tick();
  await phone.until(4);
  const late = await connect('rider', cookie());
  const caughtUp = await sync(late, stream);
  const http = await call('riderSync', { query: { stream, epoch: '', after: '0' } });
  expect(caughtUp.answer.sync === 'events' && caughtUp.answer.events).toEqual(phone.events);
  expect(http.sync === 'events' && http.events).toEqual(phone.events);
});

test('ST6: after 91 days, and with an epoch from before a restore, a client gets the state and nothing is missed after it', async () => {
  const { call, cookie, stream } = await rider();
  await call('requestRide', { body: ask() });
  const socket = await connect('rider', cookie());
  const before = await sync(socket, stream);
  await world.ports.store.purge(world.time + MINUTE);
  const purged = await sync(socket, stream, before.answer.epoch, 0);
  expect(purged.answer).toMatchObject({ sync: 'snapshot', last: 1, snapshot: { of: 'rider', cards: [{ state: 'accepted' }] } });
  const restored = await sync(socket, stream, 'an-epoch-from-before', 1);
  expect(restored.answer).toMatchObject({ sync: 'snapshot', last: 1 });
  const phone = following(socket, stream);
  world.time = utc('2027-07-01T18:00:30Z');
  await world.product.tick();
  await phone.until(2);
  world.time += 91 * DAY;
  expect(phone.events.map((event) => event.n)).toEqual([2]);
});
