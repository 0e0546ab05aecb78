import { describe, expect, it } from 'vitest';
import { mentionedInFile, mentions, ordersIn } from './mentions';

const contact = { firstName: '若溪', lastName: '欧阳', emails: ['Ruoxi@Example.com'], phones: ['+86 138 0013 8000'], addresses: [], note: null };

describe('a body names a person', () => {
  it.each([
    ['by number', '{"customer":{"id":901}}'],
    ['by gid', '{"customer":"gid://shopify/Customer/901"}'],
    ['by e-mail in another case', '{"email":"ruoxi@example.COM"}'],
    ['by phone written differently', '{"phone":"+86 138-0013-8000"}'],
  ])('%s', (_how, body) => expect(mentions(body, { ids: [901n], contact })).toBe(true));

  it.each([
    ['a longer number', '{"id":19011}'],
    ['another address', '{"email":"other@example.com","phone":"+8613800138001"}'],
  ])('and not for %s', (_what, body) => expect(mentions(body, { ids: [901n], contact })).toBe(false));
});

it('finds the orders that a body speaks of', () => {
  expect(ordersIn('{"admin_graphql_api_id":"gid://shopify/Order/801","refunds":[{"order_id":802},{"order_id":801}]}')).toEqual([801n, 802n]);
});

it.each([
  ['with both names in one line', '王小明,男\n欧阳若溪,女\n', true],
  ['with the names in columns of their own', 'a,若溪,欧阳\n', true],
  ['by phone', '1;86 138 0013 8000;x', true],
  ['with the names in two lines', '若溪,李\n欧阳,静\n', false],
])('finds somebody in a file %s', (_how, text, found) => expect(mentionedInFile(text, { ids: [], contact })).toBe(found));
