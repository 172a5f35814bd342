import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { watchConnections, type Connection } from './connections.ts';

/** As much of engine.io's connection as is looked at. */
function connection(): Connection & { readonly close: ReturnType<typeof vi.fn> } {
  const one = Object.assign(new EventEmitter(), { transport: new EventEmitter(), readyState: 'open', close: vi.fn(() => one.emit('close')) });
  return one as never;
}

test('of more than two thousand connections that say nothing the one that came first is ended; who spoke stays', () => {
  const engine = new EventEmitter();
  watchConnections(engine as never, () => 0);
  const all = Array.from({ length: 2_003 }, connection);
  for (const [i, one] of all.entries()) {
    engine.emit('connection', one);
    if (i === 0) one.emit('packet', { type: 'message' });
  }
  expect(all.flatMap((one, i) => (one.close.mock.calls.length > 0 ? [i] : []))).toEqual([1, 2]);
});
