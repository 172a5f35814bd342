/** The signal between a phone and the server: a wire that can be cut and mended, for pages, workers and sockets alike. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Cable {
  readonly origin: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** @param to  the server's origin */
export async function openCable(to: string): Promise<Cable> {
  const port = Number(new URL(to).port);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((phone) => {
    if (isCut) return void phone.destroy();
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [phone, far],
      [far, phone],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const cut = (): void => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => void (isCut = false),
    close: () => {
      cut();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
