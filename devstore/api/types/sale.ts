import type { Order } from '../../state/model.ts';
import type { OrderLine, Refund, ShippingLine as ShippingLineDoc, TaxLine } from '../../state/model/order-parts.ts';
import { allocate, sum } from '../../state/money.ts';
import type { Worth } from '../../state/totals.ts';
import type { Api } from '../api.ts';
import { gid } from '../gid.ts';
import { moneyBag } from '../money.ts';
import { LineItem } from './line-item.ts';
import { ShippingLine, taxLine } from './shipping-line.ts';

/** One record of an agreement. What is returned counts negative, in units and in money. */
export class Sale {
  readonly lineItem?: () => LineItem;
  readonly shippingLine?: ShippingLine | null;
  constructor(
    readonly __typename: 'ProductSale' | 'GiftCardSale' | 'ShippingLineSale' | 'AdjustmentSale',
    private readonly order: Order,
    private readonly saleId: string,
    readonly actionType: 'ORDER' | 'RETURN' | 'UPDATE',
    readonly lineType: 'PRODUCT' | 'GIFT_CARD' | 'SHIPPING' | 'ADJUSTMENT',
    readonly quantity: number | null,
    private readonly worth: Worth,
    private readonly taxLines: readonly TaxLine[],
    about: { lineItem?: () => LineItem; shippingLine?: ShippingLine | null },
  ) {
    if (about.lineItem) this.lineItem = about.lineItem;
    if (about.shippingLine !== undefined) this.shippingLine = about.shippingLine;
  }
  get id() {
    return gid('Sale', this.saleId);
  }
  /** After discounts, tax contained. */
  get totalAmount() {
    return moneyBag(this.worth.net + (this.order.taxesIncluded ? 0 : this.worth.tax), this.order);
  }
  get totalTaxAmount() {
    return moneyBag(this.worth.tax, this.order);
  }
  get totalDiscountAmountBeforeTaxes() {
    return moneyBag(this.worth.gross - this.worth.net, this.order);
  }
  get totalDiscountAmountAfterTaxes() {
    return moneyBag(this.worth.gross - this.worth.net, this.order);
  }
  get taxes() {
    const parts = allocate(
      Math.abs(this.worth.tax),
      this.taxLines.map((line) => line.amount),
    );
    const sign = this.worth.tax < 0 ? -1 : 1;
    return this.taxLines.map((line, index) => ({
      __typename: 'SaleTax',
      id: gid('SaleTax', `${this.saleId}${index}`),
      amount: moneyBag(sign * (parts[index] ?? 0), this.order),
      taxLine: taxLine(this.order, line),
    }));
  }
}

export const productSale = (order: Order, api: Api, saleId: string, line: OrderLine, action: 'ORDER' | 'RETURN', quantity: number, worth: Worth): Sale =>
  new Sale(line.isGiftCard ? 'GiftCardSale' : 'ProductSale', order, saleId, action, line.isGiftCard ? 'GIFT_CARD' : 'PRODUCT', quantity, worth, line.taxLines, {
    lineItem: () => new LineItem(line, order, api),
  });

/** The shipping as ordered, or, with a refund, what of it was given back. */
export function shippingSale(order: Order, line: ShippingLineDoc | null, refund?: Refund): Sale {
  if (line) {
    const net = line.price - sum(line.discounts.map((discount) => discount.amount));
    const worth = { gross: line.price, net, tax: sum(line.taxLines.map((tax) => tax.amount)) };
    return new Sale('ShippingLineSale', order, line.id, 'ORDER', 'SHIPPING', 1, worth, line.taxLines, { shippingLine: new ShippingLine(line, order) });
  }
  const back = refund?.shipping ?? { amount: 0, tax: 0 };
  const worth = { gross: -back.amount, net: -back.amount, tax: -back.tax };
  return new Sale(
    'ShippingLineSale',
    order,
    `${refund?.id ?? ''}1`,
    'RETURN',
    'SHIPPING',
    null,
    worth,
    order.shippingLines.flatMap((one) => one.taxLines),
    { shippingLine: null },
  );
}

/** What was given back beyond the goods (negative), or kept of their worth (positive). */
export const adjustmentSale = (order: Order, refund: Refund): Sale =>
  new Sale('AdjustmentSale', order, `${refund.id}2`, 'RETURN', 'ADJUSTMENT', null, { gross: -refund.adjustment, net: -refund.adjustment, tax: 0 }, [], {});
