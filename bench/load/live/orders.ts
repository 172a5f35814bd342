/** What the bench and its processes full of phones say to each other. */

export interface Phone {
  /** The session's token; undefined at a server that asks nobody. */
  readonly token: string | undefined;
  readonly stream: string;
}

/** The one argument of the process, as a file with JSON. */
export interface Begin {
  readonly origin: string;
  /** Source address of the sockets, so that no process runs out of ports. */
  readonly address: string;
  readonly phones: readonly Phone[];
}

/** Sent to the process. */
export type Order =
  /** Connects all, and stays: socket.io connects again by itself. */
  | { readonly order: 'connect' }
  /** From now on `heard` and `caught` count anew. */
  | { readonly order: 'forget' };

/** Sent by the process, ten times a second. */
export interface Told {
  /** Phones with a connection. */
  readonly connected: number;
  /** Phones that had an answer to what they asked to catch up with. */
  readonly caught: number;
  /** Phones that had an event. */
  readonly heard: number;
  /** Bytes of all events, as JSON. */
  readonly bytes: number;
  /** Requests to catch up that were answered with a problem, or not in time. */
  readonly failed: number;
}
