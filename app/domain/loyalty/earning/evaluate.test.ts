import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { programmeDocument, type ProgrammeInput } from '../programme/model';
import { evaluateOrder } from './evaluate';
import type { LineFacts, OrderFacts } from './model';

const at = new Date('2026-01-01T15:00:00Z');
const line = (facts: Partial<LineFacts> = {}): LineFacts => ({
  id: 'a',
  product: 'tee',
  collections: [],
  tags: [],
  quantity: 2,
  refundedQuantity: 0,
  unitPrice: 5000n,
  discount: 0n,
  tax: 0n,
  giftCard: false,
  ...facts,
});
const order = (facts: Partial<OrderFacts> = {}): OrderFacts => ({
  orderId: 1n,
  customerId: 1n,
  versionAt: at,
  placedAt: at,
  paidAt: at,
  fulfilledAt: null,
  cancelledAt: null,
  test: false,
  currency: 'USD',
  taxesIncluded: false,
  lines: [line()],
  shipping: 0n,
  shippingRefunded: 0n,
  orderTax: 0n,
  refundedAmount: 0n,
  rewardDiscount: 0n,
  paidWithGiftCards: 0n,
  segments: [],
  ...facts,
});
const context = { version: 3, tier: null, tierMultiplier: '1', zone: 'America/New_York' };
const evaluate = (facts: OrderFacts, earn: NonNullable<ProgrammeInput['earn']> = {}, tierMultiplier = '1') =>
  evaluateOrder(facts, programmeDocument.parse({ earn }), { ...context, tierMultiplier });
const points = (...args: Parameters<typeof evaluate>) => Number(evaluate(...args).points);

describe('the money base', () => {
  const full = order({ shipping: 500n, orderTax: 800n, lines: [line({ discount: 1000n })] });
  it.each<[string, OrderFacts, NonNullable<ProgrammeInput['earn']>, number]>([
    ['is lines less discounts', full, {}, 90],
    ['counts tax', full, { counts: ['tax'] }, 98],
    ['counts shipping', full, { counts: ['shipping'] }, 95],
    ['counts the discounted part', full, { counts: ['discountedPart'] }, 100],
    ['counts what was bought with points', { ...full, rewardDiscount: 400n }, { counts: ['paidWithPoints'] }, 94],
    ['does not count it unless switched on', { ...full, rewardDiscount: 400n }, {}, 90],
    ['counts it once', { ...full, rewardDiscount: 400n }, { counts: ['paidWithPoints', 'discountedPart'] }, 100],
    ['gift cards do not earn when bought', order({ lines: [line(), line({ id: 'g', giftCard: true })] }), {}, 100],
    ['or do', order({ lines: [line(), line({ id: 'g', giftCard: true })] }), { counts: ['giftCards'] }, 200],
    ['and then not when used', order({ paidWithGiftCards: 4000n }), { counts: ['giftCards'] }, 60],
    ['which earns otherwise', order({ paidWithGiftCards: 4000n }), {}, 100],
    ['takes tax out of prices that contain it', order({ taxesIncluded: true, lines: [line({ unitPrice: 6000n, tax: 2000n })] }), {}, 100],
    ['also where only the order says how much', order({ taxesIncluded: true, orderTax: 2000n, lines: [line({ unitPrice: 6000n })] }), {}, 100],
    ['unless tax counts', order({ taxesIncluded: true, lines: [line({ unitPrice: 6000n, tax: 2000n })] }), { counts: ['tax'] }, 120],
    ['keeps tax in proportion', { ...full, lines: [line({ discount: 1000n, refundedQuantity: 1 })] }, { counts: ['tax'] }, 49],
    ['drops refunded shipping', { ...full, shippingRefunded: 200n }, { counts: ['shipping'] }, 93],
    ['has no decimals in yen', order({ currency: 'JPY', lines: [line({ unitPrice: 550n, quantity: 1 })] }), { pointsPerUnit: '0.01' }, 5],
    ['has three in dinars', order({ currency: 'KWD', lines: [line({ unitPrice: 1999n, quantity: 1 })] }), {}, 1],
  ])('%s', (_, facts, earn, expected) => expect(points(facts, earn)).toBe(expected));

  it.each<[string, Partial<OrderFacts>, number]>([
    ['lessens the goods', { refundedAmount: 2500n }, 75],
    ['pro rata, gift cards among them', { refundedAmount: 5000n, lines: [line({ quantity: 1 }), line({ id: 'g', quantity: 1, giftCard: true })] }, 25],
    ['of what lines were kept', { refundedAmount: 2500n, lines: [line({ refundedQuantity: 1 })] }, 25],
    ['never below zero', { refundedAmount: 99900n }, 0],
    ['of prices with tax', { refundedAmount: 6000n, taxesIncluded: true, lines: [line({ unitPrice: 6000n, tax: 2000n })] }, 50],
  ])('an amount without lines %s', (_, facts, expected) => expect(points(order(facts))).toBe(expected));

  it('an amount beyond the goods comes out of shipping', () => {
    expect(points(order({ shipping: 500n, refundedAmount: 10_200n }), { counts: ['shipping'] })).toBe(3);
    expect(evaluate(order({ shipping: 500n, refundedAmount: 10_500n }), { counts: ['shipping'] })).toMatchObject({
      points: 0n,
      nothing: 'refunded',
      counts: false,
    });
  });
});

describe('points', () => {
  it('are rounded once for the order, exactly', () => {
    const thirds = order({ lines: ['a', 'b', 'c'].map((id) => line({ id, quantity: 3, refundedQuantity: 2, unitPrice: 33n, discount: 1n })) });
    // 3 × (99 − 1)/3 = 98 cents
    expect(evaluate(thirds, { pointsPerUnit: '100' })).toMatchObject({ points: 98n, base: 98n, explanation: { base: '98', exact: '98' } });
    expect(evaluate(thirds, { pointsPerUnit: '1.5' }).explanation).toMatchObject({ exact: '147/100', lines: [{ base: '98/3' }, {}, {}] });
    expect(points(thirds, { pointsPerUnit: '1.5', rounding: 'ceil' })).toBe(2);
    expect(points(thirds, { pointsPerUnit: '1.5', rounding: 'half-up' })).toBe(1);
    expect(points(order({ lines: [line({ quantity: 1, unitPrice: 150n })] }), { rounding: 'half-up' })).toBe(2);
  });
  it('are multiplied by product, day, customer and tier, and each shows', () => {
    const multipliers = [
      { id: 'tees', product: 'tee', factor: '2' },
      { id: 'new-year', from: '2026-01-01', to: '2026-01-01', factor: '1.5' },
      { id: 'sale', tag: 'SALE', collection: 'c1', factor: '3' },
      { id: 'friends', segment: 'Friend', factor: '1.1' },
    ];
    const mixed = order({ lines: [line({ quantity: 1 }), line({ id: 'b', product: 'mug', tags: ['Sale'], collections: ['c1'], quantity: 1 })] });
    const earning = evaluate(mixed, { multipliers }, '1.25');
    expect(earning.points).toBe(468n); // (50 × 2 × 1.5 + 50 × 3 × 1.5) × 1.25 = 468.75
    expect(earning.explanation.lines.map(({ multipliers: shown }) => shown.map(({ id }) => id))).toEqual([
      ['new-year', 'tees'],
      ['new-year', 'sale'],
    ]);
    expect(evaluate({ ...mixed, segments: ['friend'] }, { multipliers }, '1.25').points).toBe(515n);
  });
  it('a campaign runs on days of the shop’s zone, or between instants', () => {
    const day = { multipliers: [{ from: '2026-01-01', to: '2026-01-02', factor: '2' }] };
    const placed = (text: string) => order({ placedAt: new Date(text) });
    expect(points(placed('2026-01-01T04:59:59Z'), day)).toBe(100);
    expect(points(placed('2026-01-01T05:00:00Z'), day)).toBe(200);
    expect(points(placed('2026-01-03T04:59:59Z'), day)).toBe(200);
    expect(points(placed('2026-01-03T05:00:00Z'), day)).toBe(100);
    const instants = { multipliers: [{ from: '2026-01-01T10:00:00Z', to: '2026-01-01T12:00:00+00:00', factor: '2' }] };
    expect(points(placed('2026-01-01T10:00:00Z'), instants)).toBe(200);
    expect(points(placed('2026-01-01T12:00:00Z'), instants)).toBe(100);
  });
  it('shipping takes part in what is for the whole order, not in what is for products', () => {
    const multipliers = [
      { product: 'tee', factor: '2' },
      { from: '2026-01-01', factor: '3' },
    ];
    expect(points(order({ shipping: 1000n }), { counts: ['shipping'], multipliers })).toBe(100 * 6 + 10 * 3);
  });
  it('stop at the cap of an order', () => {
    expect(evaluate(order(), { caps: { perOrder: 60 } })).toMatchObject({ points: 60n, explanation: { cap: '60', exact: '100', points: '60' } });
    expect(evaluate(order(), { caps: { perOrder: 100 } }).explanation.cap).toBeNull();
  });
});

describe('earning nothing has a reason', () => {
  it.each<[string, Partial<OrderFacts>, NonNullable<ProgrammeInput['earn']>, object]>([
    ['test', { test: true }, {}, { nothing: 'test', counts: false, base: 0n }],
    ['cancelled', { cancelledAt: at }, {}, { nothing: 'cancelled', counts: false, base: 0n, lineValue: 10000n, keptLineValue: 0n }],
    ['unpaid', { paidAt: null }, {}, { nothing: 'unpaid', counts: false, base: 0n }],
    ['voided', { paidAt: null, voided: true }, {}, { nothing: 'voided', counts: false, base: 0n }],
    ['of goods that the rules leave out', {}, { multipliers: [{ factor: '0' }] }, { nothing: 'excluded', counts: true, base: 10000n }],
    ['a guest', { customerId: null }, {}, { nothing: 'guest', counts: true, base: 10000n }],
    ['not fulfilled yet', {}, { awardOn: 'fulfilled' }, { nothing: 'unfulfilled', counts: true, base: 10000n }],
    ['all given back', { lines: [line({ refundedQuantity: 2 })] }, {}, { nothing: 'refunded', counts: false, keptLineValue: 0n }],
    ['edited away', { lines: [line({ quantity: 0 })] }, {}, { nothing: 'refunded', counts: false, lineValue: 0n }],
    ['for nothing', { lines: [line({ unitPrice: 0n })] }, {}, { nothing: 'base_zero', counts: true }],
    ['too little', { lines: [line({ unitPrice: 49n })] }, {}, { nothing: 'rounded_to_zero', counts: true, base: 98n }],
  ])('%s', (_, facts, earn, expected) => expect(evaluate(order(facts), earn)).toMatchObject({ points: 0n, ...expected }));

  it('fulfilled is early enough', () => expect(points(order({ fulfilledAt: at }), { awardOn: 'fulfilled' })).toBe(100));
});

const decimalText = fc.tuple(fc.nat(3), fc.nat(99)).map(([whole, part]) => `${whole}.${String(part).padStart(2, '0')}`);
const anyLine = fc
  .record({
    quantity: fc.integer({ min: 1, max: 7 }),
    unitPrice: fc.bigInt({ min: 0n, max: 20_000n }),
    off: fc.nat(100),
    tax: fc.bigInt({ min: 0n, max: 900n }),
    giftCard: fc.boolean(),
  })
  .map(({ quantity, unitPrice, off, tax, giftCard }) => ({
    quantity,
    unitPrice,
    discount: (unitPrice * BigInt(quantity) * BigInt(off)) / 100n,
    tax,
    giftCard,
  }));
const money = fc.bigInt({ min: 0n, max: 3000n });
const anyOrder = fc
  .record({
    lines: fc.array(anyLine, { minLength: 1, maxLength: 5 }),
    shipping: money,
    orderTax: money,
    rewardDiscount: money,
    paidWithGiftCards: money,
    taxesIncluded: fc.boolean(),
  })
  .map(({ lines, ...facts }) =>
    order({ ...facts, lines: lines.map((each, index) => line({ ...each, id: String(index), product: index % 2 ? 'tee' : 'mug' })) }),
  );
const anyEarn = fc.record({
  pointsPerUnit: decimalText,
  counts: fc.uniqueArray(fc.constantFrom('tax', 'shipping', 'discountedPart', 'giftCards', 'paidWithPoints')),
  multipliers: fc.array(fc.oneof(fc.record({ product: fc.constant('tee'), factor: decimalText }), fc.record({ factor: decimalText })), { maxLength: 2 }),
  rounding: fc.constantFrom('floor', 'half-up', 'ceil'),
});
type Refund = (facts: OrderFacts) => OrderFacts;
const anyRefund: fc.Arbitrary<Refund> = fc.oneof(
  fc.nat(4).map((which): Refund => (facts) => ({
    ...facts,
    lines: facts.lines.map((each, index) => (index === which % facts.lines.length ? { ...each, refundedQuantity: each.refundedQuantity + 1 } : each)),
  })),
  money.map((amount): Refund => (facts) => ({ ...facts, refundedAmount: facts.refundedAmount + amount })),
  money.map((amount): Refund => (facts) => ({ ...facts, shippingRefunded: facts.shippingRefunded + amount })),
);

describe('whatever is refunded', () => {
  property.prop([anyOrder, anyEarn, fc.array(anyRefund, { maxLength: 6 }), decimalText])(
    'the order of refunds does not matter',
    (facts, earn, refunds, tier) => {
      const forwards = refunds.reduce((standing, refund) => refund(standing), facts);
      const backwards = refunds.reduceRight((standing, refund) => refund(standing), facts);
      expect(evaluate(backwards, earn, tier)).toEqual(evaluate(forwards, earn, tier));
    },
  );
  property.prop([anyOrder, anyEarn, fc.array(anyRefund, { maxLength: 6 }), decimalText])('more given back never earns more', (facts, earn, refunds, tier) => {
    let standing = facts;
    let before = evaluate(standing, earn, tier);
    for (const refund of refunds) {
      standing = refund(standing);
      const after = evaluate(standing, earn, tier);
      expect(after.points <= before.points && after.base <= before.base && after.keptLineValue <= before.keptLineValue).toBe(true);
      expect(after.points >= 0n && after.base >= 0n && after.keptLineValue >= 0n).toBe(true);
      before = after;
    }
  });
  property.prop([anyOrder, anyEarn, decimalText])('all given back earns nothing, whichever way', (facts, earn, tier) => {
    const shippingRefunded = facts.shipping;
    const byLines = { ...facts, shippingRefunded, lines: facts.lines.map((each) => ({ ...each, refundedQuantity: each.quantity })) };
    const value = evaluate(facts, earn, tier).lineValue;
    const everything = value + facts.orderTax + facts.shipping + facts.lines.reduce((total, each) => total + each.tax, 0n);
    const byAmount = { ...facts, refundedAmount: everything };
    expect(evaluate(byLines, earn, tier)).toMatchObject({ points: 0n, base: 0n, keptLineValue: 0n, counts: false });
    if (value > 0n) expect(evaluate(byAmount, earn, tier)).toMatchObject({ points: 0n, base: 0n, keptLineValue: 0n, counts: false });
  });
  property.prop([anyOrder, anyEarn, decimalText])('what is shown adds up to what is earned', (facts, earn, tier) => {
    const earning = evaluate(facts, earn, tier);
    const [n = '0', d = '1'] = earning.explanation.exact.split('/');
    const floor = BigInt(n) / BigInt(d);
    expect(earning.points - floor >= 0n && earning.points - floor <= 1n).toBe(true);
    expect(earning.keptLineValue).toBe(earning.lineValue);
  });
});
