import { expect, test } from 'vitest';
import { isShown, versioned } from './wanted';

const text = '{"points":"5","tier":{"id":"gold","names":{"en":"Gold"}},"next":null}';

test('a text is shown whatever its version and the order of its keys, and only then', () => {
  expect(isShown('loyalty', text, versioned(text, 7))).toBe(true);
  expect(isShown('loyalty', text, '{"version":"7","next":null,"tier":{"names":{"en":"Gold"},"id":"gold"},"points":"5"}')).toBe(true);
  expect(isShown('loyalty', text, versioned(text.replace('5', '6'), 7))).toBe(false);
  expect(isShown('loyalty', text, 'not JSON')).toBe(false);
  expect(isShown('loyalty', text, null)).toBe(false);
  expect(isShown('points_balance', '5', '05')).toBe(false);
});
