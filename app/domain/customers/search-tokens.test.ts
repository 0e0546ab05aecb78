import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { CustomerContact } from './model';
import { contactTokens, normalizeWord, queryTokens, wordsOf } from './search-tokens';

const contact = (given: Partial<CustomerContact>): CustomerContact => ({
  firstName: null,
  lastName: null,
  emails: [],
  phones: [],
  addresses: [],
  note: null,
  ...given,
});
const finds = (query: string, given: Partial<CustomerContact>) => {
  const tokens = new Set(contactTokens(contact(given)));
  const wanted = queryTokens(query);
  return wanted.length > 0 && wanted.every((token) => tokens.has(token));
};

describe('a person is found', () => {
  it.each([
    ['zoe', { firstName: 'Zoë' }],
    ['ZOË mül', { firstName: 'Zoë', lastName: 'Müller' }],
    ["o'neil", { lastName: "O'Neil" }],
    ['王', { firstName: '小明', lastName: '王' }],
    ['王小', { firstName: '小明', lastName: '王' }],
    ['小明', { firstName: '小明', lastName: '王' }],
    ['明', { firstName: '小明', lastName: '王' }],
    ['иван', { firstName: 'Иван' }],
    ['Ada@Example.com', { emails: ['ada@example.com'] }],
    ['@example.com', { emails: ['ada@example.com'] }],
    ['lovel', { emails: ['ada.lovelace@example.com'] }],
    ['+44 7911 123456', { phones: ['+447911123456'] }],
    ['07911 123456', { phones: ['+447911123456'] }],
    ['3456', { phones: ['+447911123456'] }],
    ['ada 3456', { firstName: 'Ada', phones: ['+447911123456'] }],
  ])('by %s', (query, given) => expect(finds(query, given)).toBe(true));

  it.each([
    ['zoe smith', { firstName: 'Zoë' }],
    ['ada@example.com', { emails: ['ada@example.org'] }],
    ['9999', { phones: ['+447911123456'] }],
    ['!!', { firstName: 'Zoë' }],
  ])('not by %s', (query, given) => expect(finds(query, given)).toBe(false));
});

test.prop([fc.string({ unit: 'grapheme', maxLength: 30 })])('normalising twice is normalising once', (text) => {
  expect(normalizeWord(normalizeWord(text))).toBe(normalizeWord(text));
});

const word = fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿ]{2,14}$/);
test.prop([word, word, fc.nat()])('every beginning of every name, of two letters or more, finds its person', (first, last, seed) => {
  for (const name of [...wordsOf(first), ...wordsOf(last)]) {
    const start = name.slice(0, 2 + (seed % Math.max(1, name.length - 1)));
    expect(finds(start, { firstName: first, lastName: last })).toBe(true);
  }
});

test.prop([fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 200 })])(
  'any text at all is survived, and gives a bounded number of tokens',
  (first, query) => {
    expect(contactTokens(contact({ firstName: first, emails: [first], phones: [first] })).length).toBeLessThanOrEqual(400);
    expect(Array.isArray(queryTokens(query))).toBe(true);
  },
);
