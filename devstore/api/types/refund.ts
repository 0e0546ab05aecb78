import type { Order } from '../../state/model.ts';
import type { Refund as Doc } from '../../state/model/order-parts.ts';
import { sum } from '../../state/money.ts';
import type { Api } from '../api.ts';
import { listConnection } from '../connection.ts';
import { gid } from '../gid.ts';
import { moneyBag, moneyV2 } from '../money.ts';
import type { PageArgs } from '../page-args.ts';
import { lineItem } from './line-item.ts';
import { ShippingLine } from './shipping-line.ts';
import { OrderTransaction } from './transaction.ts';

export class Refund {
  readonly __typename = 'Refund';
  constructor(
    private readonly doc: Doc,
    private readonly orderDoc: Order,
    private readonly api: Api,
  ) {}
  private get given() {
    return sum(this.doc.transactions.filter((one) => one.kind === 'REFUND' && one.status === 'SUCCESS').map((one) => one.amount));
  }
  get id() {
    return gid('Refund', this.doc.id);
  }
  get legacyResourceId() {
    return this.doc.id;
  }
  get createdAt() {
    return this.doc.createdAt;
  }
  get processedAt() {
    return this.doc.createdAt;
  }
  get updatedAt() {
    return this.doc.createdAt;
  }
  get note() {
    return this.doc.note;
  }
  get duties() {
    return [];
  }
  get return() {
    return null;
  }
  get staffMember() {
    return null;
  }
  get order() {
    return this.api.objects.order(this.orderDoc, this.api);
  }
  get totalRefundedSet() {
    return moneyBag(this.given, this.orderDoc);
  }
  get totalRefunded() {
    return moneyV2(this.given, this.orderDoc.currency);
  }
  refundLineItems(args: PageArgs) {
    return listConnection(this.api, this.doc.lines, args, (line) => {
      const price = this.orderDoc.lines.find((one) => one.id === line.lineId)?.unitPrice ?? 0;
      return {
        __typename: 'RefundLineItem',
        id: gid('RefundLineItem', line.id),
        quantity: line.quantity,
        restockType: line.restock,
        restocked: line.restock !== 'NO_RESTOCK',
        location: null,
        lineItem: () => lineItem(this.orderDoc, line.lineId, this.api),
        priceSet: moneyBag(price, this.orderDoc),
        subtotalSet: moneyBag(line.subtotal, this.orderDoc),
        totalTaxSet: moneyBag(line.tax, this.orderDoc),
      };
    });
  }
  refundShippingLines(args: PageArgs) {
    const { shipping } = this.doc;
    const line = this.orderDoc.shippingLines[0];
    const given = shipping && line ? [{ shipping, line }] : [];
    return listConnection(this.api, given, args, (one) => ({
      __typename: 'RefundShippingLine',
      id: gid('RefundShippingLine', this.doc.id),
      shippingLine: new ShippingLine(one.line, this.orderDoc),
      subtotalAmountSet: moneyBag(one.shipping.amount, this.orderDoc),
      taxAmountSet: moneyBag(one.shipping.tax, this.orderDoc),
    }));
  }
  orderAdjustments(args: PageArgs) {
    const adjustments = this.doc.adjustment === 0 ? [] : [this.doc.adjustment];
    return listConnection(this.api, adjustments, args, (amount) => ({
      __typename: 'OrderAdjustment',
      id: gid('OrderAdjustment', this.doc.id),
      reason: 'REFUND_DISCREPANCY',
      amountSet: moneyBag(-amount, this.orderDoc),
      taxAmountSet: moneyBag(0, this.orderDoc),
    }));
  }
  transactions(args: PageArgs) {
    return listConnection(this.api, this.doc.transactions, args, (one) => new OrderTransaction(one, this.orderDoc, this.api));
  }
}
