import { expect, test } from 'vitest';
import { exact, writeWire } from './wire.ts';

test('an id above 2^53 comes out digit by digit', () =>
  expect(writeWire({ id: exact('1152921504606846976'), list: [exact('9007199254740993')] })).toBe('{"id":1152921504606846976,"list":[9007199254740993]}'));
test('everything else is ordinary JSON, and an absent member is left out', () => {
  const value = { text: 'line\u2028 "quoted" 熟客 🧋', empty: null, nested: { yes: true, zero: 0 } };
  expect(JSON.parse(writeWire({ ...value, gone: undefined }))).toEqual(value);
});
test('text that is not a number is refused', () => expect(() => exact('12"}')).toThrow(TypeError));
