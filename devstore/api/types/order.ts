import type { Order } from '../../state/model.ts';
import { sum } from '../../state/money.ts';
import { storefrontLinks } from '../../storefront-links.ts';
import type { Api } from '../api.ts';
import { firstOf, listConnection } from '../connection.ts';
import { whenHere } from '../loaders.ts';
import type { PageArgs } from '../page-args.ts';
import { agreementsOf } from './agreement.ts';
import { DiscountApplication } from './discount-application.ts';
import { Fulfillment } from './fulfillment.ts';
import { fulfillmentOrdersOf } from './fulfillment-order.ts';
import { LineItem } from './line-item.ts';
import { metafieldOf, metafieldsOf, type MetafieldArgs, type MetafieldsArgs } from './metafield.ts';
import { OrderFigures } from './order-figures.ts';
import { OrderTransaction } from './transaction.ts';
import { Refund } from './refund.ts';
import { ShippingLine } from './shipping-line.ts';

/** An order as the app sees it: its parts and whom it belongs to. */
export class OrderObject extends OrderFigures {
  readonly __typename = 'Order';
  constructor(
    doc: Order,
    private readonly api: Api,
  ) {
    super(doc);
  }

  statusPageUrl() {
    return storefrontLinks(this.api.ctx, this.api.domain).order(this.doc.id);
  }
  get customer() {
    const { customerId } = this.doc;
    return customerId === null ? null : whenHere(this.api.loaders.customer.get(customerId), (doc) => doc && this.api.objects.customer(doc, this.api));
  }
  get customerAcceptsMarketing() {
    const { customerId } = this.doc;
    return customerId === null ? false : whenHere(this.api.loaders.customer.get(customerId), (doc) => doc?.emailConsent.state === 'SUBSCRIBED');
  }
  get subtotalLineItemsQuantity() {
    return sum(this.doc.lines.map((line) => line.quantity));
  }
  get currentSubtotalLineItemsQuantity() {
    return sum(this.doc.lines.map((line) => line.currentQuantity));
  }
  lineItems(args: PageArgs) {
    return listConnection(this.api, this.doc.lines, args, (line) => new LineItem(line, this.doc, this.api));
  }
  nonFulfillableLineItems(args: PageArgs) {
    return listConnection(
      this.api,
      this.doc.lines.filter((line) => line.currentQuantity <= line.fulfilledQuantity),
      args,
      (line) => new LineItem(line, this.doc, this.api),
    );
  }
  get shippingLine() {
    const line = this.doc.shippingLines[0];
    return line ? new ShippingLine(line, this.doc) : null;
  }
  shippingLines(args: PageArgs) {
    return listConnection(this.api, this.doc.shippingLines, args, (line) => new ShippingLine(line, this.doc));
  }
  discountApplications(args: PageArgs) {
    return listConnection(this.api, this.doc.discountApplications, args, (application) => new DiscountApplication(application, this.doc));
  }
  get discountCodes() {
    return this.doc.discountApplications.flatMap((application) => application.code ?? []);
  }
  get discountCode() {
    return this.discountCodes[0] ?? null;
  }
  transactions(args: { first?: number | null; capturable?: boolean | null; manuallyResolvable?: boolean | null }) {
    return firstOf(this.doc.transactions, args).map((transaction) => new OrderTransaction(transaction, this.doc, this.api));
  }
  get transactionsCount() {
    return { count: this.doc.transactions.length, precision: 'EXACT' };
  }
  refunds(args: { first?: number | null }) {
    return firstOf(this.doc.refunds, args).map((refund) => new Refund(refund, this.doc, this.api));
  }
  fulfillments(args: { first?: number | null }) {
    return firstOf(this.doc.fulfillments, args).map((fulfillment) => new Fulfillment(fulfillment, this.doc, this.api));
  }
  get fulfillmentsCount() {
    return { count: this.doc.fulfillments.length, precision: 'EXACT' };
  }
  fulfillmentOrders(args: PageArgs) {
    return listConnection(this.api, fulfillmentOrdersOf(this.doc, this.api), args, (item) => item);
  }
  agreements(args: PageArgs) {
    return listConnection(this.api, agreementsOf(this.doc, this.api), args, (item) => item);
  }
  metafield(args: MetafieldArgs) {
    return metafieldOf(this.api, 'ORDER', this.doc.id, args, this);
  }
  metafields(args: MetafieldsArgs) {
    return metafieldsOf(this.api, 'ORDER', this.doc.id, args, this);
  }
  returns(args: PageArgs) {
    return listConnection(this.api, [], args, () => ({}));
  }
  get returnStatus() {
    return 'NO_RETURN';
  }

  get purchasingEntity() {
    return this.customer;
  }
}
