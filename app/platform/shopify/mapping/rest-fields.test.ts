import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { moneyText, parseMoney } from '~/domain/shared/money';
import { parseExactJson } from './exact-json';
import { cleanText, idOf, instant, restId, shopMoney, tagList } from './rest-fields';

test.prop([fc.bigInt({ min: 1n, max: 2n ** 63n - 1n })])('an id keeps every digit', (id) => {
  expect(restId.parse((parseExactJson(`{"id":${id}}`) as { id: unknown }).id)).toBe(id);
});

test.prop([fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.constantFrom('USD', 'JPY', 'KWD', 'EUR')])(
  'an amount is the same after text and back',
  (amount, currency) => {
    expect(parseMoney(moneyText(amount, currency), currency)).toBe(amount);
  },
);

test.prop([fc.string({ unit: 'binary' })])('cleaned text is what PostgreSQL takes', (text) => {
  expect(cleanText(text)).not.toMatch(/\0|\p{Surrogate}/u);
});

describe('fields', () => {
  it('refuses what is no id', () => {
    for (const bad of [0, -5, 1.5, '12a', '', null, 2n ** 63n]) expect(restId.safeParse(bad).success).toBe(false);
  });
  it('prefers the exact id over the rounded one', () => {
    expect(idOf({ id: 820982911946154500n, admin_graphql_api_id: 820982911946154508n })).toBe(820982911946154508n);
  });
  it('takes shop money, not what the shopper sees', () => {
    expect(shopMoney({ shop_money: { amount: '12.5', currency_code: 'KWD' } }, '99.99', 'USD')).toBe(12500n);
    expect(shopMoney(null, '99.99', 'USD')).toBe(9999n);
  });
  it('knows versions to the second', () => {
    expect(instant.parse('2026-03-01T09:00:00.987-05:00').toISOString()).toBe('2026-03-01T14:00:00.000Z');
    expect(instant.safeParse('yesterday').success).toBe(false);
  });
  it('reads both forms of tags', () => {
    expect(tagList.parse('VIP, 新客 , ,VIP')).toEqual(['VIP', '新客']);
    expect(tagList.parse(null)).toEqual([]);
  });
});
