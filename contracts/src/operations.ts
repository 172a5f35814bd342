/**
 * Every operation of the HTTP interface, once: the server's routes, the API document, the clients and the access walk are all
 * made from this table. A page brings the part of its door only.
 */
import type * as z from 'zod/mini';
import type { ProblemCode } from './errors.ts';
import { driverOperations } from './operations/driver.ts';
import { riderOperations } from './operations/rider.ts';
import { staffOperations } from './operations/staff.ts';

export const operations = { ...riderOperations, ...driverOperations, ...staffOperations };

export type OperationId = keyof typeof operations;
type Part<O, P extends string> = O extends { readonly [key in P]: infer S extends z.ZodMiniType } ? z.infer<S> : undefined;
/** What a caller sends and gets, by operation. */
export type ParamsOf<I extends OperationId> = Part<(typeof operations)[I], 'params'>;
export type QueryOf<I extends OperationId> = Part<(typeof operations)[I], 'query'>;
export type BodyOf<I extends OperationId> = Part<(typeof operations)[I], 'body'>;
export type AnswerOf<I extends OperationId> = Part<(typeof operations)[I], 'answer'>;

/** What every operation may answer besides its own codes. */
export const anywhere = [
  'malformed',
  'not-signed-in',
  'not-allowed',
  'foreign-origin',
  'too-many-requests',
  'too-large',
  'wrong-media-type',
  'fault',
  'store-away',
] as const satisfies readonly ProblemCode[];
