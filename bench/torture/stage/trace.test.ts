import { expect, test } from 'vitest';
import { judgeTrace } from './trace.ts';

const write = '7 pwrite64(22</var/store/passaggio.db-wal>, "\\0\\1"..., 4096, 56) = 4096';
const sync = '7 fsync(22</var/store/passaggio.db-wal>)     = 0';
const answer = '7 write(27<TCP:[127.0.0.1:3000->127.0.0.1:45800]>, "HTTP/1.1 200 OK\\r\\nX-"..., 129) = 129';

test('an answer after the sync of what was written is in order', () => {
  expect(judgeTrace([write, write, sync, answer, answer])).toEqual({ answers: 2, syncs: 1, unsynced: 0 });
});

test('an answer before the sync is found, and one without any', () => {
  expect(judgeTrace([write, answer, sync])).toEqual({ answers: 1, syncs: 1, unsynced: 1 });
  expect(judgeTrace([write, answer])).toEqual({ answers: 1, syncs: 0, unsynced: 1 });
});

test('a sync that another thread interrupted in the trace counts once it has returned', () => {
  const begun = '7 fdatasync(22</var/store/passaggio.db-wal> <unfinished ...>';
  const returned = '7 <... fdatasync resumed>) = 0';
  expect(judgeTrace([write, begun, answer, returned, answer])).toEqual({ answers: 2, syncs: 1, unsynced: 1 });
});

test('a sync that failed is none, and other files and answers do not matter', () => {
  const failed = '7 fsync(22</var/store/passaggio.db-wal>)     = -1 EIO (Input/output error)';
  const refusal = '7 writev(27<TCP:[127.0.0.1:3000->127.0.0.1:45800]>, [{iov_base="HTTP/1.1 409 Conflict\\r\\n"..., iov_len=9}], 1) = 9';
  const gathered = '7 writev(27<TCPv6:[[::1]:3000->[::1]:45800]>, [{iov_base="HTTP/1.1 200 OK\\r\\n"..., iov_len=9}], 1) = 9';
  const other = '7 fsync(21</var/store/passaggio.db>)         = 0';
  expect(judgeTrace([write, failed, other, refusal, gathered])).toEqual({ answers: 1, syncs: 0, unsynced: 1 });
});

test('a thread that tells another before it has synced is found, however late the other answers', () => {
  const told = '7 write(19<anon_inode:[eventfd:12]>, "\\1\\0\\0\\0\\0\\0\\0\\0", 8) = 8';
  const other = answer.replace('7 ', '6 ');
  expect(judgeTrace([write, sync, told, other])).toEqual({ answers: 1, syncs: 1, unsynced: 0 });
  expect(judgeTrace([write, told, sync, other])).toEqual({ answers: 1, syncs: 1, unsynced: 1 });
});

test('a thread that has written nothing answers for what another has synced', () => {
  const other = answer.replace('7 ', '6 ');
  expect(judgeTrace([write, sync, write, other, sync])).toEqual({ answers: 1, syncs: 2, unsynced: 0 });
});
