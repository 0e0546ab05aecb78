import type { Order } from '../../state/model.ts';
import type { Fulfillment as Doc } from '../../state/model/order-parts.ts';
import { scale, sum } from '../../state/money.ts';
import { lineWorth } from '../../state/totals.ts';
import type { Api } from '../api.ts';
import { firstOf, listConnection } from '../connection.ts';
import { gid } from '../gid.ts';
import { moneyBag } from '../money.ts';
import type { PageArgs } from '../page-args.ts';
import { lineItem } from './line-item.ts';

export class Fulfillment {
  readonly __typename = 'Fulfillment';
  constructor(
    private readonly doc: Doc,
    private readonly orderDoc: Order,
    private readonly api: Api,
  ) {}
  get id() {
    return gid('Fulfillment', this.doc.id);
  }
  get legacyResourceId() {
    return this.doc.id;
  }
  get name() {
    return `${this.orderDoc.name}-F${this.orderDoc.fulfillments.indexOf(this.doc) + 1}`;
  }
  get createdAt() {
    return this.doc.createdAt;
  }
  get updatedAt() {
    return this.doc.updatedAt;
  }
  get deliveredAt() {
    return null;
  }
  get inTransitAt() {
    return null;
  }
  get estimatedDeliveryAt() {
    return null;
  }
  get status() {
    return this.doc.status;
  }
  get displayStatus() {
    return this.doc.status === 'SUCCESS' ? 'FULFILLED' : 'CANCELED';
  }
  get totalQuantity() {
    return sum(this.doc.lines.map((line) => line.quantity));
  }
  get requiresShipping() {
    return this.doc.lines.some((line) => this.orderDoc.lines.find((one) => one.id === line.lineId)?.requiresShipping);
  }
  get order() {
    return this.api.objects.order(this.orderDoc, this.api);
  }
  get location() {
    return null;
  }
  get service() {
    return null;
  }
  get originAddress() {
    return null;
  }
  trackingInfo(args: { first?: number | null }) {
    const { trackingCompany: company, trackingNumber: number } = this.doc;
    return company || number ? firstOf([{ __typename: 'FulfillmentTrackingInfo', company, number, url: null }], args) : [];
  }
  fulfillmentLineItems(args: PageArgs) {
    const lines = this.doc.lines.map((line, index) => ({ ...line, id: `${this.doc.id}${index}` }));
    return listConnection(this.api, lines, args, (line) => {
      const doc = this.orderDoc.lines.find((one) => one.id === line.lineId);
      return {
        __typename: 'FulfillmentLineItem',
        id: gid('FulfillmentLineItem', line.id),
        quantity: line.quantity,
        lineItem: () => lineItem(this.orderDoc, line.lineId, this.api),
        originalTotalSet: moneyBag((doc?.unitPrice ?? 0) * line.quantity, this.orderDoc),
        discountedTotalSet: moneyBag(doc ? scale(lineWorth(doc).net, line.quantity, Math.max(1, doc.quantity)) : 0, this.orderDoc),
      };
    });
  }
}
