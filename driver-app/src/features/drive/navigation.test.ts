import { expect, test } from 'vitest';
import { person, stop } from '../../offline/testing/morning.ts';
import { navigationTo } from './navigation.ts';

test('navigation is handed a position and nothing of name or riders, and never an informal settlement’s', () => {
  const borgo = stop('borgo', 300, [person('amina', 300)], []);
  expect(navigationTo(borgo)).toBe('geo:41.4,15.5?q=41.4,15.5');
  expect(navigationTo({ ...borgo, settlement: true })).toBeUndefined();
});
