/** Plays the published day of one pole: as its drivers, through the driver API, on the product's own clock. */
import { ProblemError, type BodyOf, type Call, type DemoTold, type RunView } from '../../contracts/src/index.ts';
import { addDays, serviceDateAt } from '../../server/src/domain/time.ts';
import type { DemoControls } from '../../server/src/http/demo.ts';
import { signedIn, type Login, type Scene } from '../demo.ts';
import type { DemoClock } from './clock.ts';
import { nextAct, type NextAct } from './nextAct.ts';

interface Played {
  readonly origin: string;
  tick(): Promise<void>;
}

export interface Player extends DemoControls {
  begin(product: Played, scene: Scene): void;
  close(): void;
}

/** Real milliseconds between two looks at the day. */
const STEP = 500;
/** Milliseconds of the product's time between two ticks; without play it ticks by itself each minute. */
const TICK = 30_000;
/** Nobody looks at `/demo` any more: the clock goes at its own pace again. Real milliseconds. */
const UNSEEN = 15_000;
/** Acts of all runs in one step. */
const AT_ONCE = 60;
const LINES = 4;

export function openPlayer(clock: DemoClock, real: () => number = Date.now): Player {
  const said: DemoTold[] = [];
  let [speed, seen, ticked] = [0, real(), clock.now() as number];
  let scene: Scene | undefined;
  let next: DemoTold | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stepping = false;

  const play = (wanted: number): void => {
    speed = wanted;
    clock.setSpeed(Math.max(1, wanted));
  };
  const begin = (product: Played, of: Scene): void => {
    scene = of;
    const day = openDay(product.origin, of, clock);
    const step = async (): Promise<void> => {
      if (speed > 0 && real() - seen > UNSEEN) play(0);
      if (speed === 0) return;
      if (clock.now() - ticked >= TICK) {
        ticked = clock.now();
        await product.tick();
      }
      const { done, coming } = await day();
      said.unshift(...done.toReversed());
      said.length = Math.min(said.length, LINES);
      next = coming;
    };
    timer = setInterval(() => {
      if (stepping) return;
      stepping = true;
      step()
        .catch((cause: unknown) => process.stderr.write(`demo: ${cause instanceof Error ? cause.message : String(cause)}\n`))
        .finally(() => (stepping = false));
    }, STEP);
  };
  return {
    begin,
    play,
    state() {
      seen = real();
      if (scene === undefined) return { ready: false };
      const { pole, serviceDate, rider, driver, staff } = scene;
      const today = serviceDateAt(clock.now(), pole.setup.zone);
      const date = today > serviceDate ? today : serviceDate;
      const people = { rider: plain(rider), driver: plain(driver), staff: plain(staff) };
      return { ready: true, now: clock.now(), speed, pole: pole.pole, date, people, said, next: next ?? null };
    },
    close: () => clearInterval(timer),
  };
}

const plain = ({ number, pin }: Login): Login => ({ number, pin });

/** @returns one look at the day: what its drivers do now, and what comes after */
function openDay(origin: string, { pole, staff }: Scene, clock: DemoClock): () => Promise<{ done: DemoTold[]; coming: DemoTold | undefined }> {
  const sessions = new Map<string, Call>();
  const device = `play-${clock.now().toString(36)}`;
  let counter = 0;
  /** Sessions end while the day is played: once more with a new one. */
  const as = async <T>(login: Login, door: 'staff' | 'driver', act: (call: Call) => Promise<T>): Promise<T> => {
    const key = `${door} ${login.number}`;
    const call = sessions.get(key) ?? (await signedIn(origin, login, door));
    sessions.set(key, call);
    try {
      return await act(call);
    } catch (cause) {
      if (!(cause instanceof ProblemError) || cause.problem.code !== 'not-signed-in') throw cause;
      sessions.delete(key);
      return as(login, door, act);
    }
  };
  const send = async (run: RunView, { act }: NextAct): Promise<RunView> => {
    const person = pole.setup.people.find((one) => one.account === run.driver)!;
    counter += 1;
    const now = clock.now();
    const facts = [{ counter, run: run.run, deviceTime: now, contact: { serverTime: now, elapsed: 0, roundTrip: 0 }, act }] as BodyOf<'recordFacts'>['facts'];
    const { runs } = await as(person, 'driver', (call) => call('recordFacts', { body: { device: device as BodyOf<'recordFacts'>['device'], facts } }));
    return runs.find((one) => one.run === run.run) ?? run;
  };

  return async () => {
    const today = serviceDateAt(clock.now(), pole.setup.zone);
    const days = await Promise.all(
      [addDays(today, -1), today, addDays(today, 1)].map((serviceDate) =>
        as(staff, 'staff', (call) => call('viewDay', { params: { pole: pole.pole, serviceDate } })),
      ),
    );
    const done: DemoTold[] = [];
    let coming: DemoTold | undefined;
    for (const found of days.flatMap((day) => day.runs)) {
      let run = found;
      let act = nextAct(run);
      while (act !== undefined && act.at <= clock.now() && done.length < AT_ONCE) {
        run = await send(run, act);
        done.push(toldOf(run, act));
        act = nextAct(run);
      }
      if (act !== undefined && (coming === undefined || act.at < coming.at)) coming = toldOf(run, act);
    }
    return { done: done.toSorted((a, b) => a.at - b.at), coming };
  };
}

const toldOf = (run: RunView, { act, at, stop }: NextAct): DemoTold => ({ what: act.act, at, plate: run.plate.number, place: stop?.place.name ?? null });
