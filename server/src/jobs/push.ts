/**
 * Wakes phones for what their riders' streams say, beside and never on the path of a command. Each push service has a lane of its own, and
 * a slow one for phones that it did not serve in time: nobody's news waits for somebody else's phone.
 */
import type { AccountId, EpochMs } from '@passaggio/contracts';
import { MINUTE } from '@passaggio/contracts';
import type { PushPhone } from '../domain/documents.ts';
import type { Store } from '../ports/store.ts';
import { forgetPhone, tellPhone, type TellNeeds } from '../usecases/push/tellPhone.ts';
import { openLane, type Lane } from './lane.ts';

export interface PushJobNeeds extends Omit<TellNeeds, 'patience' | 'signal'> {
  readonly store: TellNeeds['store'] & Pick<Store, 'onGrowth'>;
  readonly failed: (cause: unknown) => void;
}

export interface PushJob {
  /** A phone of this rider takes news from now on. */
  put(rider: AccountId): void;
  /** Learns of phones put on other servers, tries again what failed, sends what is left over. The first one catches up with all that was missed. */
  tick(): Promise<void>;
  /** Resolves when all that was noticed has been looked at. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Riders whose phones are looked up together. */
const LOOKED_UP = 16;
/** Riders of one push service whose phones are told together, each of them one phone at a time; and milliseconds that the service has to answer. */
const PROMPT = { places: 128, patience: 5_000 } as const;
/** The same for phones that were not served the last time. */
const SLOW = { places: 8, patience: 10_000 } as const;
/** Clocks of servers differ by less. */
const OVERLAP = 2 * MINUTE;
const LEFT_OVER = 500;

export function openPushJob(needs: PushJobNeeds): PushJob {
  const known = new Set<AccountId>();
  const again = new Set<AccountId>();
  const lanes = new Map<string, Lane>();
  const over = new AbortController();
  let learnt = 0;

  const tried = (act: (rider: AccountId) => Promise<void>) => (rider: AccountId) =>
    act(rider).catch((cause: unknown) => {
      again.add(rider);
      needs.failed(cause);
    });
  /** Services are few: those of the configuration. */
  const nameOf = ({ endpoint, failing }: PushPhone): string => `${needs.push.serviceOf(endpoint)} ${failing === true ? 'slow' : 'prompt'}`;
  const laneOf = (name: string): Lane => {
    const { places, patience } = name.endsWith(' slow') ? SLOW : PROMPT;
    const tell = async (rider: AccountId): Promise<void> => {
      const phones = (await needs.reads.pushPhones.ofAccount(rider)).filter((phone) => nameOf(phone) === name);
      for (const { id } of phones) if (!over.signal.aborted) await tellPhone(id, { ...needs, patience, signal: over.signal });
    };
    const lane = lanes.get(name) ?? openLane(places, tried(tell));
    lanes.set(name, lane);
    return lane;
  };
  const arrivals = openLane(
    LOOKED_UP,
    tried(async (rider) => {
      const phones = await needs.reads.pushPhones.ofAccount(rider);
      const unfit = phones.filter(({ endpoint }) => needs.push.serviceOf(endpoint) === undefined); // stored when more was admitted
      for (const phone of unfit) await forgetPhone(phone, needs);
      for (const phone of phones) if (!unfit.includes(phone)) laneOf(nameOf(phone)).put(rider);
    }),
  );
  const stop = needs.store.onGrowth((streams) => {
    for (const stream of streams) {
      const rider = stream.startsWith('rider:') ? (stream.slice('rider:'.length) as AccountId) : undefined;
      if (rider !== undefined && known.has(rider)) arrivals.put(rider);
    }
  });
  const idle = async (): Promise<void> => {
    await arrivals.idle();
    await Promise.all([...lanes.values()].map((lane) => lane.idle()));
  };

  return {
    put: (rider) => void known.add(rider),
    async tick() {
      const now = needs.clock.now();
      const found = await needs.reads.pushPhones.since(Math.max(0, learnt - OVERLAP) as EpochMs);
      learnt = now;
      const left = await needs.reads.pushPhones.due(now, LEFT_OVER);
      const riders = [...found.map((phone) => phone.account).filter((rider) => !known.has(rider)), ...left.map((phone) => phone.account), ...again];
      again.clear();
      for (const rider of riders) {
        known.add(rider);
        arrivals.put(rider);
      }
    },
    idle,
    async close() {
      stop();
      over.abort(); // what is being sent is left to whoever starts next
      for (const lane of [arrivals, ...lanes.values()]) lane.close();
      await idle();
    },
  };
}
