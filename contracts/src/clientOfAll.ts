/** Calls any operation; a page takes `clientOf` with those of its door, and brings no others. */
import { clientOf, type Call, type Send } from './client.ts';
import { operations } from './operations.ts';

export const client = (send: Send): Call => clientOf(operations, send);
