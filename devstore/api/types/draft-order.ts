import type { DraftOrder as Doc } from '../../state/model/draft.ts';
import { sum } from '../../state/money.ts';
import type { Api } from '../api.ts';
import { encodeCursor, listConnection } from '../connection.ts';
import { gid } from '../gid.ts';
import { whenHere } from '../loaders.ts';
import { moneyBag, shopCurrencies } from '../money.ts';
import type { PageArgs } from '../page-args.ts';

export class DraftOrder {
  readonly __typename = 'DraftOrder';
  constructor(
    private readonly doc: Doc,
    private readonly api: Api,
  ) {}
  private bag(amount: number) {
    return moneyBag(amount, shopCurrencies(this.api.store.currency));
  }
  private get goods() {
    return sum(this.doc.lines.map((line) => line.unitPrice * line.quantity));
  }
  get id() {
    return gid('DraftOrder', this.doc.id);
  }
  get legacyResourceId() {
    return this.doc.id;
  }
  get name() {
    return this.doc.name;
  }
  get status() {
    return this.doc.status;
  }
  get createdAt() {
    return this.doc.createdAt;
  }
  get updatedAt() {
    return this.doc.updatedAt;
  }
  get completedAt() {
    return this.doc.status === 'COMPLETED' ? this.doc.updatedAt : null;
  }
  get email() {
    return this.doc.email;
  }
  get note2() {
    return this.doc.note;
  }
  get ready() {
    return true;
  }
  get currencyCode() {
    return this.api.store.currency;
  }
  get presentmentCurrencyCode() {
    return this.api.store.currency;
  }
  get taxesIncluded() {
    return this.api.store.taxesIncluded;
  }
  get defaultCursor() {
    return encodeCursor([this.doc.id, this.doc.id, 1]);
  }
  get invoiceUrl() {
    return `https://${this.api.domain}/invoices/${this.doc.id}`;
  }
  get totalQuantityOfLineItems() {
    return sum(this.doc.lines.map((line) => line.quantity));
  }
  get totalLineItemsPriceSet() {
    return this.bag(this.goods);
  }
  get lineItemsSubtotalPrice() {
    return this.bag(this.goods);
  }
  get totalDiscountsSet() {
    return this.bag(this.doc.discount);
  }
  get subtotalPriceSet() {
    return this.bag(this.goods - this.doc.discount);
  }
  get customer() {
    const { customerId } = this.doc;
    return customerId === null ? null : whenHere(this.api.loaders.customer.get(customerId), (doc) => doc && this.api.objects.customer(doc, this.api));
  }
  get order() {
    const { orderId } = this.doc;
    return orderId === null ? null : whenHere(this.api.loaders.order.get(orderId), (doc) => doc && this.api.objects.order(doc, this.api));
  }
  lineItems(args: PageArgs) {
    const lines = this.doc.lines.map((line, index) => ({ line, index }));
    return listConnection(this.api, lines, args, ({ line, index }) => ({
      __typename: 'DraftOrderLineItem',
      id: gid('DraftOrderLineItem', `${this.doc.id}${index}`),
      title: line.title,
      name: line.title,
      quantity: line.quantity,
      custom: line.variantId === null,
      originalUnitPriceSet: this.bag(line.unitPrice),
      originalTotalSet: this.bag(line.unitPrice * line.quantity),
    }));
  }
}
