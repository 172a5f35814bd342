/** What was acknowledged, on disk before it counts: the judge's own memory, independent of the product's. */
import { open, readFile } from 'node:fs/promises';

export interface Acknowledged {
  readonly id: string;
  readonly answer: string;
}

export interface Journal {
  /** Resolves once it is synced; those who come while a sync is under way share the next one. */
  keep(acknowledged: Acknowledged): Promise<void>;
  /** Everything, read back from the disk. */
  read(): Promise<Acknowledged[]>;
  close(): Promise<void>;
}

export async function openJournal(file: string): Promise<Journal> {
  const handle = await open(file, 'ax', 0o600);
  let waiting: string[] = [];
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    await last;
    const lines = waiting;
    waiting = [];
    next = undefined;
    last = handle.appendFile(lines.join('')).then(() => handle.sync());
    await last;
  };
  return {
    keep(acknowledged) {
      waiting.push(`${JSON.stringify(acknowledged)}\n`);
      return (next ??= flush());
    },
    async read() {
      const text = await readFile(file, 'utf8');
      return text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Acknowledged);
    },
    close: () => handle.close(),
  };
}
