/** Files that were compressed when the app was built (`NAME.br`, `NAME.gz` beside `NAME`), for browsers that take them. */
import { readdirSync } from 'node:fs';
import { extname, sep } from 'node:path';
import type { Request, Response } from 'express';

const ENDING = { br: '.br', gzip: '.gz' } as const;

/** The file of a folder to send for a name, with the headers that say how it is packed; the name itself where nothing is packed. */
export type Packed = (name: string, request: Request, response: Response) => string;

/** @param folder  read once: a built app does not change */
export function packedIn(folder: string): Packed {
  const files = new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.split(sep).join('/')));
  return (name, request, response) => {
    const offered = (['br', 'gzip'] as const).filter((coding) => files.has(name + ENDING[coding]));
    if (offered.length === 0) return name;
    response.vary('accept-encoding');
    const coding = offered.find((one) => request.acceptsEncodings(one) === one); // ours first: browsers name the smaller one last
    if (coding === undefined) return name;
    response.type(extname(name)).set('content-encoding', coding);
    return name + ENDING[coding];
  };
}
