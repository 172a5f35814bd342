/** A process that commits and says so until it is killed: `killed.contract.ts sqlite FOLDER` or `... mongo URL DATABASE`. */
import { writeSync } from 'node:fs';
import type { Store } from '../ports/store.ts';
import { NOON, claim, command, event, put } from './sample.contract.ts';

async function open([adapter, place = '', database = '']: readonly string[]): Promise<Store> {
  if (adapter === 'sqlite') return (await import('./sqlite/openSqlite.ts')).openSqlite({ path: place, thread: true });
  return (await import('./mongo/openMongo.ts')).openMongo({ url: place, database });
}

const store = await open(process.argv.slice(2));
for (let n = 1; ; n += 1) {
  const id = `k${n}`;
  const [outcome] = await store.commit(
    [
      {
        command: command(id),
        puts: [put('ride', id), put('route', id)],
        claims: { take: [claim(`code|${id}`, id)] },
        events: [event('rider:amina', id)],
      },
    ],
    NOON + n,
  );
  if (outcome?.outcome !== 'committed') throw new Error(`${outcome?.outcome} for ${id}, expected committed`);
  writeSync(1, `${id}\n`);
}
