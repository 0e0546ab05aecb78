import { describe, expect, it } from 'vitest';
import { briefOf, displayName } from './display-name';

describe('displayName', () => {
  it.each([
    ['Ada', 'Lovelace', 'Ada Lovelace'],
    ['小明', '王', '王小明'],
    ['길동', '홍', '홍길동'],
    ['Ming', '王', 'Ming 王'],
    ['محمد', 'الأحمد', 'محمد الأحمد'],
    ['  ', '', null],
    [null, 'Prince', 'Prince'],
    ['🎉', null, '🎉'],
  ])('%s %s → %s', (first, last, expected) => expect(displayName(first, last)).toBe(expected));
});

it('has nothing to say of somebody who is only an id', () => {
  expect(briefOf(undefined)).toEqual({ name: null, email: null, phone: null });
});
