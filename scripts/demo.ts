/** The demo world, loaded through the API like anybody else's: 28 poles, their riders, tomorrow's bookings and one run under way. */
import { client, ProblemError, type Call, type Pin, type ServiceDate, type SignIn } from '../contracts/src/index.ts';
import { world, type WorldPole } from '../fixtures/src/index.ts';
import { bookTomorrow } from './demo/bookings.ts';
import { enrolAt, type DemoRider } from './demo/riders.ts';
import { setOut } from './demo/underway.ts';

export interface Demo {
  readonly origin: string;
  readonly coordinator: { readonly number: string; readonly pin: string };
}

export interface Login {
  readonly number: string;
  readonly pin: string;
}

/** What `/demo` shows: a pole with a run under way, the day of that run, and three people of it. */
export interface Scene {
  readonly pole: WorldPole;
  readonly serviceDate: ServiceDate;
  readonly rider: Login;
  readonly driver: Login;
  readonly staff: Login;
}

export const DEMO_SEED = 1;
/** Where something happens at any hour. */
const ALIVE = 'foggia';
const sizeOf = (index: number) => (index === 0 ? 80 : 30);
/** Poles whose operator books tomorrow's rides now; the second one's plan is published at once. */
const BOOKED = ['foggia', 'cerignola', 'vittoria', 'castel-volturno'];
const PUBLISHED = 'cerignola';

/** Idempotent: ids of commands and rides come from the world and the date, so that a second start finds everything there. */
export async function loadDemo({ origin, coordinator }: Demo): Promise<{ readonly logins: { readonly [who: string]: Login }; readonly scene: Scene }> {
  const poles = world(DEMO_SEED, { ridersOf: sizeOf, ridersPerSeat: 1.6, allHours: ALIVE });
  const boss = await signedIn(origin, coordinator);
  const known = new Set((await boss('staffMe', {})).poles.map((pole) => pole.id));
  for (const { pole, setup } of poles.filter((one) => !known.has(one.pole))) await boss('setUpPole', { params: { pole }, body: setup });
  const riders = new Map<string, DemoRider[]>();
  for (const pole of poles) riders.set(pole.pole, await enrolAt(pole, boss));

  for (const pole of poles.filter((one) => BOOKED.includes(one.pole))) {
    const guests = riders.get(pole.pole)!.slice(pole.pole === ALIVE ? 24 : 0);
    await bookTomorrow(pole, guests, boss, pole.pole === PUBLISHED);
  }
  const alive = poles.find((one) => one.pole === ALIVE)!;
  const guests = riders.get(ALIVE)!;
  const { driver, seated, serviceDate } = await setOut(alive, guests.slice(0, 24), boss, (login) => signedIn(origin, login, 'driver'));
  return {
    scene: { pole: alive, serviceDate, rider: seated, driver, staff: operatorOf(alive) },
    logins: {
      'rider, seat on a run of today': seated,
      'rider, booked for tomorrow': guests[24]!,
      'rider, nothing booked': riders.get('lucera')![0]!,
      [`driver of that run, ${alive.setup.name}`]: driver,
      [`operator, ${alive.setup.name}`]: operatorOf(alive),
      'coordinator, all poles': coordinator,
    },
  };
}

function operatorOf({ setup }: WorldPole): Login {
  const { number, pin } = setup.people.find((person) => person.role === 'operator')!;
  return { number, pin };
}

/** A client with the cookie of its session. */
export async function signedIn(origin: string, { number, pin }: Login, door: 'staff' | 'driver' = 'staff'): Promise<Call> {
  let cookie = '';
  const call = client(async (path, init) => {
    const response = await fetch(origin + path, { ...init, headers: { ...(init.headers as Record<string, string>), cookie, origin } });
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return response;
  });
  const body: SignIn = { number: number as SignIn['number'], pin: pin as Pin };
  try {
    await call(door === 'staff' ? 'staffSignIn' : 'driverSignIn', { body });
  } catch (cause) {
    if (!(cause instanceof ProblemError) || cause.problem.code !== 'wrong-number-or-pin') throw cause;
    throw new Error(`the demo's ${door} login ${number} is refused: this data folder was not made by the demo; start with another DATA_DIR`, { cause });
  }
  return call;
}
