/** Handing a place to the phone's own navigation: the point where the bus stops, and nothing about who waits there. */
import type { RunStop } from '@passaggio/contracts';
import { geoAddress } from '@passaggio/ui';

/** @returns undefined for an informal settlement, whose position goes to no other app */
export function navigationTo({ at, settlement }: Pick<RunStop, 'at' | 'settlement'>): string | undefined {
  return settlement === true ? undefined : geoAddress(at);
}
