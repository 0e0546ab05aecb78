import { expect, test } from 'vitest';
import { ATTEMPTS_MAX, RETRY_WAITS_S, retryWaitMs } from './schedule.ts';

test('eight retries within four hours', () => {
  expect(ATTEMPTS_MAX).toBe(9);
  expect(RETRY_WAITS_S.reduce((sum, wait) => sum + wait, 0)).toBe(4 * 3600);
});
test('the ninth failure is the last', () => {
  expect(retryWaitMs(1, 60)).toBe(1000);
  expect(retryWaitMs(8, 60)).toBe(74_000);
  expect(retryWaitMs(9, 60)).toBeNull();
});
