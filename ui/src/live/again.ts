/** Milliseconds within which everybody whose server went away has tried once to come back. */
const COME_BACK = 24_000;

/**
 * How a socket connects again, in socket.io's words: a restart of the server sends everybody away in the same second, and each comes
 * back at a moment drawn by lot. A server takes about a thousand connections a second; more at once wait in the kernel, and what does
 * not fit there is tried again by the phones' kernels after 1, 3, 7, 15 and 31 seconds (bench/results/live.md).
 */
export const AGAIN = { reconnectionDelay: COME_BACK / 2, randomizationFactor: 1, reconnectionDelayMax: COME_BACK } as const;
