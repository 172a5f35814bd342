/**
 * What became of a commit whose answer never came. Reading is not enough: the commit may still be on its way to a primary that was
 * paused, and take effect after the read. So a record that is not there is *put* there, void: MongoDB lets that wait for a
 * transaction that holds the same key, and once it is stored by a majority that transaction can no longer commit.
 */
import type { Collections } from './collections.ts';
import { asStoreError, isDuplicate, ticks, within } from './errors.ts';

export interface Commands {
  /** These were sent, and nobody knows what became of them. */
  unsure(keys: Iterable<string>): void;
  find(key: string): Promise<{ bodyHash: string; answer: unknown } | undefined>;
}

/** @param patience  milliseconds before the store counts as away */
export function commandsOf(own: Collections, patience: number): Commands {
  const unsure = new Set<string>();

  async function read(key: string, deadline: number): Promise<{ bodyHash: string; answer: unknown } | undefined> {
    const record = await within(own.commands.findOne({ _id: key }), deadline);
    return record?.bodyHash === undefined ? undefined : { bodyHash: record.bodyHash, answer: record.answer };
  }

  async function decide(key: string, deadline: number): Promise<void> {
    try {
      await within(own.commands.insertOne({ _id: key, void: true, at: 0 }), deadline); // `at` 0: the next purge takes what a crash leaves
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }

  return {
    unsure(keys) {
      for (const key of keys) unsure.add(key);
    },
    async find(key) {
      const deadline = ticks() + patience;
      try {
        const record = await read(key, deadline);
        if (record || !unsure.has(key)) return record;
        await decide(key, deadline);
        const decided = await read(key, deadline);
        await within(own.commands.deleteOne({ _id: key, void: true }), deadline);
        unsure.delete(key);
        return decided;
      } catch (error) {
        throw asStoreError(error);
      }
    },
  };
}
