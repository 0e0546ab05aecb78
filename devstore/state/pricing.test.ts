import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Discount, DiscountClass } from './model/promotion.ts';
import { sum } from './money.ts';
import { price, type PricingInput } from './pricing.ts';

const discount = (changes: Partial<Discount>): Discount => ({
  id: '1',
  title: 'Ten off',
  code: 'TEN',
  automatic: false,
  status: 'ACTIVE',
  kind: 'percentage',
  value: 1_000,
  minimumSubtotal: null,
  usageLimit: null,
  oncePerCustomer: false,
  customerIds: [],
  used: 0,
  startsAt: '2026-01-01T00:00:00.000Z',
  endsAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...changes,
});
const line = (unitPrice: number, quantity = 1, changes: Partial<PricingInput['lines'][number]> = {}) => ({
  unitPrice,
  quantity,
  isGiftCard: false,
  requiresShipping: true,
  taxable: true,
  ...changes,
});
const input = (changes: Partial<PricingInput>): PricingInput => ({
  store: { taxesIncluded: false, taxRateBps: 825, shippingFlat: 500 },
  lines: [line(1_000)],
  discounts: [],
  manualDiscount: 0,
  shipping: null,
  shipped: true,
  taxExempt: false,
  ...changes,
});

test('three equal lines share an odd discount by largest remainder', () => {
  const priced = price(input({ lines: [line(1_000), line(1_000), line(1_000)], discounts: [discount({ kind: 'fixed_amount', value: 1_000 })] }));
  expect(priced.lines.map((one) => one.discounts[0]?.amount)).toEqual([334, 333, 333]);
});

test('tax is rounded for each line on its own, and for the shipping', () => {
  // 8.25 % of 9.99 is 0.824175, twice; of 5.00 it is 0.4125.
  const priced = price(input({ lines: [line(999), line(999)] }));
  expect([priced.tax, priced.total]).toEqual([82 + 82 + 41, 1_998 + 500 + 205]);
});

test('included tax is inside the total', () => {
  const priced = price(input({ store: { taxesIncluded: true, taxRateBps: 2_000, shippingFlat: 0 }, lines: [line(1_200)] }));
  expect([priced.tax, priced.total]).toEqual([200, 1_200]);
});

test('a gift card is neither discounted nor taxed', () => {
  const priced = price(input({ lines: [line(5_000, 1, { isGiftCard: true, requiresShipping: false }), line(1_000)], discounts: [discount({ value: 5_000 })] }));
  expect(priced.lines[0]).toEqual({ discounts: [], taxLines: [] });
  expect(priced.discount).toBe(500);
});

const codesOf = ({ taken, outdone }: ReturnType<typeof price>) =>
  [taken, outdone.map((one) => ({ discount: one }))].map((some) => some.map(({ discount }) => discount.code));

test('of codes that do not go together the one worth more is taken, and one off the shipping only where both allow it', () => {
  const percent = discount({ combinesWith: ['shipping'] });
  const fixed = discount({ id: '2', code: 'FIVE', kind: 'fixed_amount', value: 550, combinesWith: ['shipping'] });
  const free = discount({ id: '3', code: 'SHIP', kind: 'free_shipping', value: 0, combinesWith: ['order'] });
  const priced = price(input({ discounts: [percent, fixed, free] }));
  expect(codesOf(priced)).toEqual([['FIVE', 'SHIP'], ['TEN']]);
  expect([priced.shipping, priced.total]).toEqual([0, 450 + 37]);
  expect(codesOf(price(input({ discounts: [fixed, { ...free, combinesWith: [] }] })))).toEqual([['FIVE'], ['SHIP']]);
  const two = [free, { ...free, id: '4', code: 'SHIP2', combinesWith: ['shipping' as const] }];
  expect(codesOf(price(input({ discounts: two })))).toEqual([['SHIP'], ['SHIP2']]);
  // A code that is worth as much as what comes by itself.
  expect(codesOf(price(input({ discounts: [discount({ automatic: true, code: null }), discount({ code: 'SAME' })] })))).toEqual([['SAME'], []]);
});

test('off products first, a line takes one of those; off the order from what is left, each from the same', () => {
  const all: Discount['combinesWith'] = ['order', 'product', 'shipping'];
  const lines = [line(2_000, 1, { productId: '7' }), line(1_000, 1, { productId: '8' })];
  const tea = discount({ code: 'TEA', value: 5_000, productIds: ['7'], combinesWith: all });
  const both = discount({ code: 'BOTH', value: 2_000, productIds: ['7', '8'], combinesWith: all });
  const order = ['A', 'B'].map((code) => discount({ code, combinesWith: all }));
  const priced = price(input({ lines, discounts: [both, order[0] ?? tea, tea, order[1] ?? tea] }));
  // 20.00 is halved, 10.00 less a fifth; twice a tenth of the 18.00 that are left.
  expect(priced.taken.map(({ discount: { code }, amount }) => [code, amount])).toEqual([
    ['TEA', 1_000],
    ['BOTH', 200],
    ['A', 180],
    ['B', 180],
  ]);
  expect(priced.discount).toBe(1_560);
});

test('over the counter nothing is shipped', () => {
  expect(price(input({ shipped: false })).shippingLine).toBeNull();
});

test('every figure is the sum of its parts, and nothing costs less than nothing', () => {
  const someLine = fc.record({
    unitPrice: fc.integer({ min: 0, max: 10_000_000 }),
    quantity: fc.integer({ min: 1, max: 50 }),
    isGiftCard: fc.boolean(),
    requiresShipping: fc.boolean(),
    taxable: fc.boolean(),
    productId: fc.constantFrom('1', '2', null),
  });
  const someDiscount = fc
    .oneof(
      fc.record({ kind: fc.constant('percentage' as const), value: fc.integer({ min: 1, max: 10_000 }) }),
      fc.record({ kind: fc.constant('fixed_amount' as const), value: fc.integer({ min: 1, max: 1_000_000 }) }),
      fc.record({ kind: fc.constant('free_shipping' as const), value: fc.constant(0) }),
    )
    .chain((worth) =>
      fc.record({
        ...{ kind: fc.constant(worth.kind), value: fc.constant(worth.value), code: fc.uuid() },
        combinesWith: fc.subarray<DiscountClass>(['order', 'product', 'shipping']),
        productIds: fc.subarray(worth.kind === 'free_shipping' ? [] : ['1', '2']),
      }),
    )
    .map(discount);
  const someStore = fc.record({
    taxesIncluded: fc.boolean(),
    taxRateBps: fc.integer({ min: 0, max: 3_000 }),
    shippingFlat: fc.integer({ min: 0, max: 5_000 }),
  });
  fc.assert(
    fc.property(
      someStore,
      fc.array(someLine, { minLength: 1, maxLength: 12 }),
      fc.array(someDiscount, { maxLength: 4 }),
      fc.integer({ min: 0, max: 5_000 }),
      fc.boolean(),
      (store, lines, discounts, manualDiscount, shipped) => {
        const priced = price(input({ store, lines, discounts, manualDiscount, shipped }));
        const off = (parts: { amount: number }[]) => sum(parts.map((part) => part.amount));
        const nets = lines.map((one, index) => one.unitPrice * one.quantity - off(priced.lines[index]?.discounts ?? []));
        nets.forEach((net) => expect(net).toBeGreaterThanOrEqual(0));
        const tax = sum(priced.lines.map((one) => off(one.taxLines))) + off(priced.shippingLine?.taxLines ?? []);
        expect(priced.tax).toBe(tax);
        expect(priced.total).toBe(sum(nets) + priced.shipping + (store.taxesIncluded ? 0 : tax));
        expect(priced.subtotal - priced.discount + (priced.shippingLine?.price ?? 0)).toBe(sum(nets) + priced.shipping);
        for (const { discount: taken, amount } of priced.taken) {
          const index = priced.applications.find(
            (application) => application.code === taken.code && (application.target === 'shipping_line') === (taken.kind === 'free_shipping'),
          )?.index;
          const spread = [...priced.lines, ...(priced.shippingLine ? [priced.shippingLine] : [])]
            .flatMap((one) => one.discounts)
            .filter((part) => part.application === index);
          expect(off(spread)).toBe(amount);
        }
      },
    ),
  );
});
