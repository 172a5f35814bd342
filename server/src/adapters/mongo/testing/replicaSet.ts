/** Three members that can be killed, stepped down, paused and cut off. Never part of the product. */
import { startMongo } from './startMongo.ts';

export interface ReplicaSet {
  readonly url: string;
  killPrimary(): Promise<void>;
  stepDown(): Promise<void>;
  /** SIGSTOP for so many milliseconds. */
  pausePrimary(milliseconds: number): Promise<void>;
  cutPrimary(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startReplicaSet(): Promise<ReplicaSet | undefined> {
  const mongo = await startMongo(3);
  return mongo && { url: mongo.url, killPrimary: no, stepDown: no, pausePrimary: no, cutPrimary: no, stop: mongo.stop };
}
const no = () => Promise.reject(new Error('not yet'));
