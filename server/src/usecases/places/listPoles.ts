/** The hubs by name, for whoever has no card yet. */
import type { Poles } from '@passaggio/contracts';
import type { Reads } from '../../ports/reads.ts';

export async function listPoles({ poles }: Pick<Reads, 'poles'>): Promise<Poles> {
  const all = (await poles.all()).map(({ name, region, at }) => ({ name, region, at }));
  return { poles: all.toSorted((a, b) => a.name.localeCompare(b.name)) };
}
