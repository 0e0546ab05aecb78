import { expect, test } from 'vitest';
import { createThrottle } from './throttle.ts';

test('a bucket holds twenty seconds, refuses what it cannot give, and fills at the plan’s rate', () => {
  let now = 0;
  const throttle = createThrottle(() => now);
  expect(throttle.status('a', 'basic')).toEqual({ maximumAvailable: 2000, currentlyAvailable: 2000, restoreRate: 100 });
  expect([throttle.take('a', 'basic', 1000), throttle.take('a', 'basic', 1000), throttle.take('a', 'basic', 1)]).toEqual([true, true, false]);
  now += 1_500;
  expect(throttle.status('a', 'basic').currentlyAvailable).toBe(150);
  throttle.giveBack('a', 'basic', 5_000);
  expect(throttle.status('a', 'basic').currentlyAvailable).toBe(2000);
  expect(throttle.status('b', 'shopify_plus').maximumAvailable).toBe(20_000);
});
