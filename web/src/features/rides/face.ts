/** What a ride card shows on a rider's page (contracts/src/face.ts). */
import type { Face } from '@passaggio/contracts';

export { faceOf, inOrder, type Face } from '@passaggio/contracts';

/** States in which somebody looks for the stop or for the bus. */
const searching: readonly Face['state'][] = ['seat', 'on-its-way', 'here', 'return'];

export const isSearched = ({ state, leg }: Face): boolean => leg !== undefined && searching.includes(state);
