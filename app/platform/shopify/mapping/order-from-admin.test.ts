import { expect, test } from 'vitest';
import { ZodError } from 'zod';
import { orderFromAdmin } from './order-from-admin';

const money = { shopMoney: { amount: '12.50', currencyCode: 'USD' } };
const order = {
  id: 'gid://shopify/Order/1',
  name: '#1001',
  number: 1001,
  test: false,
  tags: [],
  discountCodes: [],
  currencyCode: 'USD',
  presentmentCurrencyCode: 'USD',
  taxesIncluded: false,
  processedAt: '2026-03-01T10:00:00Z',
  updatedAt: '2026-03-02T10:00:00Z',
  totalPriceSet: money,
  totalShippingPriceSet: money,
  refunds: [],
  transactions: [],
  fulfillments: [],
  lineItems: { nodes: [] },
};
const agreement = (id: number, __typename: string, happenedAt: string) => ({
  id: `gid://shopify/Agreement/${id}`,
  __typename,
  happenedAt,
  sales: { nodes: [] },
});

test('edits within one second are one thing on the timeline, where each has its place by its second', () => {
  const edits = [
    agreement(1, 'OrderAgreement', '2026-03-01T10:00:00Z'),
    agreement(2, 'OrderEditAgreement', '2026-03-02T09:00:00.100Z'),
    agreement(3, 'OrderEditAgreement', '2026-03-02T09:00:00.900Z'),
    agreement(4, 'OrderEditAgreement', '2026-03-02T09:00:01Z'),
  ];
  expect(orderFromAdmin({ ...order, agreements: { nodes: edits } }).editedAt).toEqual([new Date('2026-03-02T09:00:00Z'), new Date('2026-03-02T09:00:01Z')]);
});

test('what is no id, no time and no amount is refused', () => {
  const read = (change: object) => () => orderFromAdmin({ ...order, agreements: { nodes: [] }, ...change });
  expect(read({})).not.toThrow();
  for (const wrong of [
    { id: 'Order/1' },
    { processedAt: 'yesterday' },
    { totalPriceSet: { shopMoney: { amount: '12,50', currencyCode: 'USD' } } },
    { customer: { id: '7' } },
    { number: '1001' },
  ])
    expect(read(wrong), JSON.stringify(wrong)).toThrow(ZodError);
});
