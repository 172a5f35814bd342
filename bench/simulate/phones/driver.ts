/** A driver's phone: called when there is a run, signs in an hour before it leaves, drives it stop by stop. */
import { HOUR, MINUTE, type Call, type PoleSetup, type RunView } from '@passaggio/contracts';
import type { Random } from '@passaggio/fixtures';
import { habits } from '../habits.ts';
import type { PoleStage } from '../stage.ts';
import { openDevice } from './device.ts';
import { openDrive, type Drive } from './drive.ts';
import { follow } from './follow.ts';

type Person = PoleSetup['people'][number];

export interface DriverPhone {
  /** Somebody on duty rings: this run is yours. */
  told(run: RunView): void;
  /** Runs that this driver has signed in for and cannot be reached about. */
  awayRuns(): string[];
  catchUp(): Promise<void>;
}

export function driverPhone({ account, number, pin }: Person, stage: PoleStage, draw: Random): DriverPhone {
  const { agenda } = stage;
  const device = openDevice(`device-${account}`, stage, draw);
  const drives = new Map<string, { readonly drive: Drive; readonly signIn: () => Promise<unknown>; readonly back: () => Promise<void> }>();
  const begun = new Set<string>();

  const begin = async (id: RunView['run']): Promise<void> => {
    const call: Call = stage.phone();
    const signIn = () => call('driverSignIn', { body: { number, pin } });
    await signIn();
    const { runs } = await call('myRuns', {});
    const view = runs.find((one) => one.run === id);
    if (view === undefined) throw new Error(`${account} was told of ${id} and has ${runs.length} other runs`);
    const drive = openDrive(view, { device, call, stage, draw });
    const follower = await follow(
      {
        stream: `run:${id}`,
        call,
        sync: 'driverSync',
        event: (event) => event.type === 'run' && drive.see(event.run),
        snapshot: (snapshot) => snapshot.of === 'run' && snapshot.run !== null && drive.see(snapshot.run),
      },
      stage,
    );
    const leave = () => {
      device.away = true;
      follower.leave();
    };
    const back = async () => {
      device.away = false;
      await drive.send();
      await follower.back();
    };
    drives.set(id, { drive, signIn, back });
    if (draw.chance(habits.deviceAway)) {
      const from = view.leave + draw.next() * 9 * HOUR;
      agenda.at(from, leave);
      agenda.at(from + (10 + draw.next() * 40) * MINUTE, back);
    }
    drive.proceed();
  };

  return {
    told(run) {
      agenda.at(run.leave - HOUR, () => {
        if (begun.has(run.run)) return undefined;
        begun.add(run.run);
        return begin(run.run);
      });
    },
    awayRuns: () => (device.away ? [...drives.keys()] : []),
    async catchUp() {
      for (const { signIn, back } of drives.values()) {
        await signIn(); // yesterday's session has ended
        await back();
      }
    },
  };
}
