/** The server's clock as last heard, carried on by the device's own clock: phones are wrong by hours. */
export interface ServerTime {
  learn(now: number): void;
  /** Epoch ms. */
  now(): number;
}

export function serverTime(deviceNow: () => number = Date.now): ServerTime {
  let ahead = 0;
  return {
    learn: (now) => {
      ahead = now - deviceNow();
    },
    now: () => deviceNow() + ahead,
  };
}
