import { expect, test } from 'vitest';
import { includeFields } from './include-fields.ts';

const payload = {
  id: 1,
  updated_at: 't',
  customer: { id: 2, email: 'e' },
  line_items: [
    { id: 3, title: 'a' },
    { id: 4, title: 'b' },
  ],
};

test('no fields means the whole payload', () => expect(includeFields(payload, [])).toEqual(payload));
test('named fields, in objects and in lists', () =>
  expect(includeFields(payload, ['id', 'customer.id', 'line_items.title', 'nothing'])).toEqual({
    id: 1,
    customer: { id: 2 },
    line_items: [{ title: 'a' }, { title: 'b' }],
  }));
test('a whole field wins over a part of it', () => expect(includeFields(payload, ['customer', 'customer.id'])).toEqual({ customer: { id: 2, email: 'e' } }));
