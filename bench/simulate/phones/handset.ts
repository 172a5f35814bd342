/** What a driver has in hand on a run: a device, signed in and following the run; another one once its battery has died. */
import { withChange, type Act, type Call, type RunView } from '@passaggio/contracts';
import type { PoleStage } from '../stage.ts';
import type { Device } from './device.ts';
import { follow, type Follower } from './follow.ts';

export interface Handset {
  note(act: Act): void;
  /** Sends what waits, where there is coverage; shows what the server answers. */
  send(): Promise<void>;
  leave(): void;
  back(): Promise<void>;
  readonly away: boolean;
}

export interface Login {
  readonly number: string;
  readonly pin: string;
}

/** @param see  the run as the server has it */
export async function openHandset(run: RunView['run'], device: Device, login: Login, stage: PoleStage, see: (view: RunView) => void): Promise<Handset> {
  const call: Call = stage.product.phone();
  const signIn = () => call('driverSignIn', { body: login as never });
  await signIn();
  const { runs } = await call('myRuns', {});
  const view = runs.find((one) => one.run === run);
  if (view === undefined) throw new Error(`${login.number} was told of ${run} and has ${runs.length} other runs`);
  let known = view;
  const learn = (news: RunView) => {
    if (news.version < known.version) return;
    known = news;
    see(news);
  };
  see(view);
  const follower: Follower = await follow(
    {
      stream: `run:${run}`,
      call,
      signIn,
      sync: 'driverSync',
      event(event) {
        if (event.type === 'run') learn(event.run);
        else if (event.type === 'run-change') learn(withChange(known, event.change));
      },
      snapshot: (snapshot) => snapshot.of === 'run' && snapshot.run !== null && learn(snapshot.run),
    },
    stage,
  );
  const send = async () => {
    for (const one of await device.send(call)) if (one.run === run) learn(one);
  };
  return {
    get away() {
      return follower.away;
    },
    note: (act) => device.note(run, act),
    send,
    leave() {
      device.leave();
      follower.leave();
    },
    async back() {
      device.back();
      await signIn(); // a session may have ended meanwhile
      await send();
      await follower.back();
    },
  };
}
