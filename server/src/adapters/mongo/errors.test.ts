import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import mongoose from 'mongoose';
import { expect, test } from 'vitest';
import { StoreAway } from '../../ports/store.ts';
import { asStoreError } from './errors.ts';

const { MongoBulkWriteError, MongoNetworkError } = mongoose.mongo;

test('a bulk write whose connection went down with the pool is away and no fault', () => {
  const error = new MongoBulkWriteError(new MongoNetworkError('connection 28 to 127.0.0.1:27017 closed'), {} as never);
  expect(asStoreError(error)).toBeInstanceOf(StoreAway);
});

test('a connection that the server ended while the driver wrote to it is away and no fault', async () => {
  const server = createServer((socket) => void socket.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.resume();
  await once(socket, 'end');
  const broken = once(socket, 'error');
  socket.write('a command');
  const [error] = (await broken) as [Error];
  expect(asStoreError(error)).toBeInstanceOf(StoreAway);
  server.close();
});

test('a bulk write that the server refused stays a fault', () => {
  const error = new MongoBulkWriteError({ message: 'Document failed validation', code: 121, writeErrors: [] }, {} as never);
  expect(asStoreError(error)).toBe(error);
});
