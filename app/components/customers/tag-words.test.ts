import { expect, it } from 'vitest';
import { isTag, tagsOf } from './tag-words';

it('takes tags apart at commas of either script, once each', () => {
  expect(tagsOf(' VIP, vip ,批发，老客户、, 🎂 ')).toEqual(['VIP', '批发', '老客户', '🎂']);
  expect(tagsOf(' , ')).toEqual([]);
});

it('knows what the store takes for a tag', () => {
  expect(isTag('a'.repeat(255))).toBe(true);
  expect(isTag('a'.repeat(256))).toBe(false);
  expect(isTag('a,b')).toBe(false);
});
