import { expect, test } from 'vitest';
import { HasherBusy } from '../../ports/hasher.ts';
import { argon2Hasher } from './hasher.ts';

test('a PIN is known by its hash, and the hash is Argon2id with a salt of its own', async () => {
  const { hash, verify } = argon2Hasher();
  const [one, other] = await Promise.all([hash('4826', 'bulk'), hash('4826', 'bulk')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(other).not.toBe(one);
  expect(
    await Promise.all([verify(one, '4826', 'known'), verify(one, '4827', 'known'), verify(undefined, '4826', 'known'), verify(undefined, 'nobody', 'known')]),
  ).toEqual([true, false, false, false]);
});

test('a storm of sign-ins is turned away at the end of the queue, and the queue goes on', async () => {
  const { verify } = argon2Hasher({ atOnce: 1, inQueue: 3 });
  const answers = await Promise.allSettled(Array.from({ length: 10 }, () => verify(undefined, '4826', 'known')));
  expect(answers.map((one) => (one.status === 'fulfilled' ? one.value : one.reason instanceof HasherBusy))).toEqual([
    ...Array<boolean>(4).fill(false),
    ...Array<boolean>(6).fill(true),
  ]);
  expect(await verify(undefined, '4826', 'known')).toBe(false);
});
