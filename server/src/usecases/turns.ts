/** Waiting in line for the event loop: who does much at once holds up everybody's answers. */
export type Turn = () => Promise<unknown>;

/** Lets so many go on at once, the next ones after the event loop has gone round. */
export function turns(size: number): Turn {
  let [given, now]: [number, Promise<unknown>] = [0, Promise.resolve()];
  return () => {
    given += 1;
    if (given % size === 0) now = now.then(() => new Promise(setImmediate));
    return now;
  };
}
