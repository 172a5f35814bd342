import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Ids } from '../../ports/ids.ts';

export const randomIds: Ids = {
  token: () => randomBytes(32).toString('base64url'),
  id: () => randomUUID(),
  digits: (count) => String(randomInt(10 ** count)).padStart(count, '0'),
};
