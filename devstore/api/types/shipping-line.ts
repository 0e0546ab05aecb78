import type { Order } from '../../state/model.ts';
import type { ShippingLine as Doc, TaxLine } from '../../state/model/order-parts.ts';
import { sum } from '../../state/money.ts';
import { gid } from '../gid.ts';
import { moneyBag, moneyV2 } from '../money.ts';
import { allocationsOf } from './discount-application.ts';

/** Tax lines of the same name and rate are one line in an answer. */
export function taxLinesOf(order: Order, lines: readonly TaxLine[]) {
  const merged = new Map<string, TaxLine>();
  for (const line of lines) {
    const key = `${line.title}|${line.rateBps}`;
    const before = merged.get(key);
    merged.set(key, before ? { ...before, amount: before.amount + line.amount } : line);
  }
  return [...merged.values()].map((line) => taxLine(order, line));
}

export const taxLine = (order: Order, line: TaxLine) => ({
  __typename: 'TaxLine',
  title: line.title,
  rate: line.rateBps / 10_000,
  ratePercentage: line.rateBps / 100,
  source: 'Shopify',
  channelLiable: false,
  get priceSet() {
    return moneyBag(line.amount, order);
  },
});

export class ShippingLine {
  readonly __typename = 'ShippingLine';
  constructor(
    private readonly doc: Doc,
    private readonly order: Order,
  ) {}
  private get discounted() {
    return this.doc.price - sum(this.doc.discounts.map((discount) => discount.amount));
  }
  get id() {
    return gid('ShippingLine', this.doc.id);
  }
  get title() {
    return this.doc.title;
  }
  get code() {
    return this.doc.title;
  }
  get source() {
    return 'shopify';
  }
  get custom() {
    return false;
  }
  get isRemoved() {
    return false;
  }
  get carrierIdentifier() {
    return null;
  }
  get deliveryCategory() {
    return null;
  }
  get phone() {
    return null;
  }
  get shippingRateHandle() {
    return null;
  }
  get originalPriceSet() {
    return moneyBag(this.doc.price, this.order);
  }
  get originalPrice() {
    return moneyV2(this.doc.price, this.order.currency);
  }
  get discountedPriceSet() {
    return moneyBag(this.discounted, this.order);
  }
  get currentDiscountedPriceSet() {
    return moneyBag(this.discounted - sum(this.order.refunds.map((refund) => refund.shipping?.amount ?? 0)), this.order);
  }
  get taxLines() {
    return this.doc.taxLines.map((line) => taxLine(this.order, line));
  }
  get discountAllocations() {
    return allocationsOf(this.doc.discounts, this.order);
  }
}
