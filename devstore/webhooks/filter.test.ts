import { expect, test } from 'vitest';
import { FilterError, parseFilter } from './filter.ts';
import { exact } from './wire.ts';

const payload = {
  id: exact('9007199254740993'),
  status: 'active',
  note: null,
  total_price: '100.50',
  created_at: '2026-03-01T09:00:00-05:00',
  customer: { email: 'a@b.example' },
  variants: [{ price: '9.99' }, { price: '25.00' }],
};
test.each([
  ['status:active', true],
  ['status:draft', false],
  ['-status:draft', true],
  ['NOT status:active', false],
  ['id:9007199254740993', true],
  ['id:9007199254740992', false],
  ['id:>9007199254740992', true],
  ['total_price:>100.5', false],
  ['total_price:>=100.5', true],
  ['total_price:100.500', true],
  ['variants.price:>20', true],
  ['variants.price:>30', false],
  ['customer.email:"a@b.example"', true],
  ['customer.email:*', true],
  ['note:*', false],
  ['missing:*', false],
  ['created_at:>2026-03-01T13:59:00Z', true],
  ['created_at:<2026-03-01T13:59:00Z', false],
  ['status:draft OR status:active', true],
  ['status:active AND total_price:<100', false],
  ['status:active total_price:>100', true],
  ['(status:draft OR status:active) AND NOT variants.price:>30', true],
])('%s is %s', (filter, expected) => expect(parseFilter(filter)(payload)).toBe(expected));

test.each(['status', 'status:active )', '(status:active', 'AND status:active', ''])('"%s" is refused', (filter) =>
  expect(() => parseFilter(filter)).toThrow(FilterError),
);
