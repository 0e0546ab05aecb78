import { fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { readThemeExtensions } from '../devstore/storefront/extension/theme-extensions';
import { lenientJson } from '../devstore/storefront/liquid/lenient';
import type { Json } from '../devstore/state/model/values';
import { evaluateOrder } from '~/domain/loyalty/earning/evaluate';
import type { LineFacts, OrderFacts } from '~/domain/loyalty/earning/model';
import { programmeDocument, type Programme } from '~/domain/loyalty/programme/model';
import { programmeView, viewText } from '~/domain/loyalty/storefront/programme-view';
import { currencyDigits } from '~/domain/shared/money';

const [theme] = readThemeExtensions('shopify.app.toml');
const at = new Date('2026-03-08T12:00:00Z');
const shop = { zone: 'America/New_York', locale: 'en' };

const decimal = (max: number) => fc.tuple(fc.integer({ min: 0, max }), fc.integer({ min: 0, max: 999 })).map(([whole, part]) => `${whole}.${part}`);
const factor = fc.oneof(fc.constantFrom('2', '1.5', '0.5', '0', '3'), decimal(4));
const about = fc.constantFrom(
  {},
  { tag: 'New' },
  { tag: 'other' },
  { collection: '7' },
  { collection: '8' },
  { product: '1' },
  { product: '2' },
  { segment: 'vip' },
);
const days = fc.constantFrom({}, { from: '2026-03-08' }, { to: '2026-03-08' }, { to: '2026-03-07' }, { from: '2026-03-09' }, { to: '2026-03-08T12:00:01Z' });
const programme = fc
  .record({
    pointsPerUnit: fc.oneof(fc.constantFrom('1', '0.1', '10', '0'), decimal(50)),
    rounding: fc.constantFrom('floor', 'half-up', 'ceil'),
    counts: fc.subarray(['tax', 'shipping', 'discountedPart', 'giftCards']),
    multipliers: fc.array(
      fc.tuple(about, days, factor).map(([whom, when, by]) => ({ ...whom, ...when, factor: by })),
      { maxLength: 4 },
    ),
    caps: fc.constantFrom({}, { perOrder: 40 }, { perDay: 100 }),
    multiplier: factor,
    discountPercent: fc.constantFrom('0', '10', '7.5'),
  })
  .map(({ multiplier, discountPercent, ...earn }) =>
    programmeDocument.parse({ earn, tiers: { levels: [{ id: 'gold', entry: '0', multiplier, discountPercent }] } }),
  );
const amount = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 100_000_000 }));
const situation = fc.record({
  document: programme,
  currency: fc.constantFrom('USD', 'JPY', 'EUR', 'KRW'),
  goods: fc.array(
    fc.record({ price: amount, off: fc.integer({ min: 0, max: 100 }), quantity: fc.integer({ min: 1, max: 3 }), giftCard: fc.boolean(), plain: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
  orderOff: fc.integer({ min: 0, max: 60 }),
  tier: fc.constantFrom(null, 'gold'),
  taxPercent: fc.constantFrom(0, 8, 20),
  taxesIncluded: fc.boolean(),
  vip: fc.boolean(),
  guest: fc.boolean(),
});
type Situation = typeof situation extends fc.Arbitrary<infer S> ? S : never;

/** What Liquid knows of goods: hundredths in every currency. */
function goodsOf({ currency, goods }: Situation, index: number) {
  const good = goods[index] ?? { price: 0, off: 0, quantity: 1, giftCard: false, plain: false };
  const scale = 100 / 10 ** currencyDigits(currency);
  const gross = good.price * good.quantity;
  const net = gross - Math.floor((gross * good.off) / 100);
  const product = { id: good.plain ? '2' : '1', tags: good.plain ? [] : ['NEW', 'a'], collections: good.plain ? [] : [{ id: '7' }] };
  return { good, scale, gross, net, product };
}

function rendered(situation: Situation, handle: 'product-points' | 'cart-points'): { points: number; sure: string } {
  const { document, currency, tier, taxesIncluded, taxPercent } = situation;
  const view = lenientJson(JSON.parse(viewText(programmeView({ version: 1, programme: document }, { ...shop, currency }, at))) as Json);
  const all = situation.goods.map((_, index) => goodsOf(situation, index));
  const items = all.map(({ good, scale, gross, net, product }) => ({
    product,
    gift_card: good.giftCard,
    taxable: taxPercent > 0,
    final_line_price: net * scale,
    original_line_price: gross * scale,
  }));
  const subtotal = items.reduce((sum, item) => sum + item.final_line_price, 0);
  const [first] = all;
  const variant = { id: '11', price: (first?.good.price ?? 0) * (first?.scale ?? 1), taxable: taxPercent > 0 };
  const globals = {
    shop: { currency, taxes_included: taxesIncluded, metafields: lenientJson({ $app: {} }) },
    customer: situation.guest ? null : { id: '5', metafields: lenientJson({ $app: { loyalty: { value: { tier: tier && { id: tier } } } } }) },
    product: { ...first?.product, 'gift_card?': first?.good.giftCard, variants: [variant], selected_or_first_available_variant: variant },
    cart: { currency: { iso_code: currency }, items, item_count: items.length, items_subtotal_price: subtotal, total_price: subtotal - orderOffOf(situation) },
    block: { id: 'b', settings: lenientJson({}), shopify_attributes: '' },
    request: { locale: { iso_code: 'en' } },
    routes: { account_login_url: '/account/login', cart_url: '/cart' },
    store_now: at.toISOString(),
    store_timezone: shop.zone,
  };
  Object.assign(globals.shop.metafields as object, { $app: { programme: { value: view } } });
  const source = theme?.blocks.find((block) => block.handle === handle)?.source ?? '';
  // What the scripts take their words from is not said to anybody.
  const html = String(theme?.engine.parseAndRenderSync(source, {}, { globals })).replace(/data-(one|many)="[^"]*"/g, '');
  const [, words = '', points = ''] = /(about|at least|up to)? ?([\d,]+) points?/.exec(html) ?? [];
  // Where nothing can be said but that there may be some.
  if (/may (bring|earn)/.test(html)) return { points: 0, sure: 'at least' };
  return { points: Number(points.replaceAll(',', '')), sure: words };
}

/** What a discount on the whole order takes off, in hundredths. */
const orderOffOf = (situation: Situation): number => {
  const all = situation.goods.map((_, index) => goodsOf(situation, index));
  const minor = all.reduce((sum, { net }) => sum + net, 0);
  return Math.floor((minor * situation.orderOff) / 100) * (all[0]?.scale ?? 1);
};

/** What the order will have earned once it is paid, with the tax that only the checkout knows. */
function earned(
  situation: Situation,
  lines: { price: number; quantity: number; discount: number; giftCard: boolean; product: ReturnType<typeof goodsOf>['product'] }[],
): bigint {
  const { document, currency, tier, taxPercent, taxesIncluded, vip } = situation;
  const level = document.tiers.levels.find(({ id }) => id === tier);
  const facts: OrderFacts = {
    ...{ orderId: 1n, customerId: 1n, versionAt: at, placedAt: at, paidAt: at, fulfilledAt: at, cancelledAt: null, test: false },
    ...{ currency, taxesIncluded, shipping: 700n, shippingRefunded: 0n, orderTax: 0n, refundedAmount: 0n, rewardDiscount: 0n, paidWithGiftCards: 0n },
    segments: vip ? ['VIP'] : [],
    lines: lines.map(({ price, quantity, discount, giftCard, product }, index): LineFacts => {
      const net = price * quantity - discount;
      const tax = Math.floor((net * taxPercent) / (taxesIncluded ? 100 + taxPercent : 100));
      const collections = product.collections.map(({ id }) => id);
      return {
        id: String(index),
        product: product.id,
        collections,
        tags: product.tags,
        quantity,
        refundedQuantity: 0,
        unitPrice: BigInt(price),
        discount: BigInt(discount),
        tax: BigInt(tax),
        giftCard,
      };
    }),
  };
  return evaluateOrder(facts, document, { version: 1, tier, tierMultiplier: level?.multiplier ?? '1', zone: shop.zone }).points;
}

const withoutShipping = (document: Programme): Programme => ({
  ...document,
  earn: { ...document.earn, counts: document.earn.counts.filter((what) => what !== 'shipping') },
});

/** Holds what was said to what is earned. What is said to be about so much may be anything. */
function holds({ points, sure }: { points: number; sure: string }, really: bigint): void {
  if (sure === '') expect(points).toBe(Number(really));
  else if (sure === 'at least') expect(points).toBeLessThanOrEqual(Number(really));
  else if (sure === 'up to') expect(points).toBeGreaterThanOrEqual(Number(really));
}

test('what a product is said to bring is what the evaluator gives for it', () => {
  let exact = 0;
  fc.assert(
    fc.property(situation, (chosen) => {
      const said = rendered(chosen, 'product-points');
      const { good, product } = goodsOf(chosen, 0);
      const level = chosen.document.tiers.levels.find(({ id }) => id === chosen.tier);
      const discount = Math.round((good.price * Number(level?.discountPercent ?? 0)) / 100);
      const really = earned({ ...chosen, document: withoutShipping(chosen.document) }, [
        { price: good.price, quantity: 1, discount, giftCard: good.giftCard, product },
      ]);
      holds(said, really);
      if (said.sure === '' && really > 0n) exact += 1;
    }),
    { numRuns: 120 },
  );
  expect(exact).toBeGreaterThan(0);
});

test('what a cart is said to bring is what the evaluator gives for the order', () => {
  let exact = 0;
  fc.assert(
    fc.property(situation, (chosen) => {
      const said = rendered(chosen, 'cart-points');
      const all = chosen.goods.map((_, index) => goodsOf(chosen, index));
      const [subtotal, off] = [all.reduce((sum, { net }) => sum + net, 0), orderOffOf(chosen) / (all[0]?.scale ?? 1)];
      // An order's discount is spread over its lines by their price, and the dearest takes what is left over.
      const shares = all.map(({ net }) => (subtotal === 0 ? 0 : Math.floor((off * net) / subtotal)));
      const left = off - shares.reduce((sum, share) => sum + share, 0);
      const dearest = all.findIndex(({ net }) => all.every((other) => other.net <= net));
      const lines = all.map(({ good, gross, net, product }, index) => {
        const share = (shares[index] ?? 0) + (index === dearest ? left : 0);
        return { price: good.price, quantity: good.quantity, discount: gross - net + share, giftCard: good.giftCard, product };
      });
      const really = earned(chosen, lines);
      holds(said, really);
      if (said.sure === '' && really > 0n) exact += 1;
    }),
    { numRuns: 100 },
  );
  expect(exact).toBeGreaterThan(0);
});

test('one point is a point where they are simply called points, as the templates once wrote it; a name of the shop’s own stays', () => {
  const say = (pointsName: Record<string, string>, value: number, locale: string) => {
    const programme = lenientJson({ pointsName: { names: pointsName, name: pointsName['en'] ?? '' } });
    const globals = { programme, value, request: { locale: { iso_code: locale } } };
    return String(theme?.engine.parseAndRenderSync("{% render 'points-text', programme: programme, value: value %}", globals, { globals })).trim();
  };
  const template = { en: 'points', 'zh-CN': '积分' };
  expect([say({}, 1, 'en'), say(template, 1, 'en'), say(template, 1200, 'en'), say(template, 1, 'zh-CN')]).toEqual([
    '1 point',
    '1 point',
    '1,200 points',
    '1 积分',
  ]);
  expect([say({ en: 'Leaves' }, 1, 'en'), say({ en: 'points', 'zh-CN': '茶叶' }, 1, 'zh-CN')]).toEqual(['1 Leaves', '1 茶叶']);
});
