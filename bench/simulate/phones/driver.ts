/** A driver: called when there is a run, signs in an hour before it leaves, drives it stop by stop. Devices lose coverage, and batteries die. */
import { HOUR, MINUTE, type PoleSetup, type RunView } from '@passaggio/contracts';
import type { Random } from '@passaggio/fixtures';
import { habits } from '../habits.ts';
import type { PoleStage } from '../stage.ts';
import { openDevice } from './device.ts';
import { openDrive, type Drive } from './drive.ts';
import { openHandset, type Handset } from './handset.ts';

type Person = PoleSetup['people'][number];

export interface DriverPhone {
  /** Somebody on duty rings: this run is yours. */
  told(run: RunView): void;
  /** Runs that this driver has signed in for and cannot be reached about. */
  awayRuns(): string[];
  catchUp(): Promise<void>;
}

export function driverPhone({ account, number, pin }: Person, stage: PoleStage, draw: Random): DriverPhone {
  const { agenda, bodies, tally } = stage;
  let devices = 0;
  const newDevice = () => openDevice(`device-${account}-${(devices += 1)}`, stage, draw);
  let device = newDevice();
  const inHand = new Map<string, Handset>();
  const handsets: Handset[] = [];
  const begun = new Set<string>();

  const begin = async (id: RunView['run']): Promise<void> => {
    let [drive, newest] = [undefined as Drive | undefined, undefined as RunView | undefined];
    const see = (view: RunView) => {
      if (newest === undefined || view.version >= newest.version) newest = view;
      drive ??= openDrive(view, { handset: () => inHand.get(id)!, stage, draw });
      drive.see(view);
    };
    const take = async () => {
      const handset = await openHandset(id, device, { number, pin }, stage, see);
      inHand.set(id, handset);
      handsets.push(handset);
    };
    await take();
    const { leave } = newest!;
    const away = (from: number, to: number) => {
      agenda.at(from, () => inHand.get(id)!.leave());
      agenda.at(to, () => inHand.get(id)!.back());
    };
    const from = leave + draw.next() * 9 * HOUR;
    if (draw.chance(habits.deviceAway)) away(from, from + (10 + draw.next() * 40) * MINUTE);
    if (draw.chance(habits.deviceAwayLong)) {
      away(from, from + (2 + draw.next() * 3) * HOUR);
      tally.disturbances.hoursOffline += 1;
    }
    if (!draw.chance(habits.batteryDies)) return;
    agenda.at(leave + draw.next() * 8 * HOUR, async () => {
      const dead = inHand.get(id)!;
      dead.leave();
      device = newDevice();
      await take();
      tally.disturbances.secondDevices += 1;
      await tickAgain(inHand.get(id)!, newest!);
      agenda.after((2 + draw.next() * 3) * HOUR, () => dead.back()); // charged, it sends what it has
    });
  };
  /** Whoever sits in the bus, and is not on board by the new device, is ticked again. */
  const tickAgain = async (handset: Handset, view: RunView): Promise<void> => {
    const aboard = new Set(bodies.aboard(view.run).map((one) => `${one.leg} ${one.ride}`));
    for (const { ride, leg, state } of view.stops.flatMap((stop) => stop.on)) {
      if (state === 'planned' && aboard.has(`${leg} ${ride}`)) handset.note({ act: 'board', ride, leg });
    }
    await handset.send();
  };

  return {
    told(run) {
      agenda.at(run.leave - HOUR, () => {
        if (begun.has(run.run)) return undefined;
        begun.add(run.run);
        return begin(run.run);
      });
    },
    awayRuns: () => [...inHand].filter(([, handset]) => handset.away).map(([run]) => run),
    async catchUp() {
      for (const handset of handsets) await handset.back();
    },
  };
}
