import { NoAnswer, type Call, type riderOperations } from '@passaggio/contracts';
import { openSocket, serverTime, type LiveNeeds } from '@passaggio/ui';
import { PATIENCE_MS } from './patience.ts';

export const time = serverTime();

type Asking = typeof import('./asking.ts');
let brought: Asking | undefined;

/** @throws NoAnswer where it does not come in time: without signal, on a phone that has not kept the page yet */
export async function bringAsking(): Promise<Asking> {
  try {
    return (brought ??= await Promise.race([import('./asking.ts'), impatience()]));
  } catch (cause) {
    throw new NoAnswer('the part of the page that asks did not come', { cause });
  }
}

const impatience = (): Promise<never> =>
  new Promise((_, fail) => {
    setTimeout(() => fail(new Error(`not here after ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });

export const isAskingHere = (): boolean => brought !== undefined;

/** @throws Error before it has come */
export function asking(): Asking {
  if (brought === undefined) throw new Error('the part of the page that asks is not here yet, expected after a call or bringAsking()');
  return brought;
}

export const call: Call<keyof typeof riderOperations> = async (id, input) => (await bringAsking()).call(id, input);

/** The rider's stream: its socket is opened once what reads its events is here. */
export const stream: Pick<LiveNeeds, 'open' | 'schemas'> = {
  open: async (door, hears) => {
    await bringAsking();
    return openSocket(door, hears);
  },
  schemas: {
    event: { parse: (raw) => asking().streamEvent.parse(raw) },
    answer: { parse: (raw) => asking().syncAnswer.parse(raw) },
  },
};
