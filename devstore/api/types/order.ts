import { currentWorth, orderTotals, type OrderTotals } from '../../state/totals.ts';
import type { Order } from '../../state/model.ts';
import { sum } from '../../state/money.ts';
import { hasScope, type Api } from '../api.ts';
import { firstOf, listConnection, type PageArgs } from '../connection.ts';
import { gid } from '../gid.ts';
import { whenHere } from '../loaders.ts';
import { moneyBag, moneyV2 } from '../money.ts';
import { MailingAddress } from './address.ts';
import { agreementsOf } from './agreement.ts';
import { Customer } from './customer.ts';
import { DiscountApplication } from './discount-application.ts';
import { Fulfillment } from './fulfillment.ts';
import { fulfillmentOrdersOf } from './fulfillment-order.ts';
import { LineItem } from './line-item.ts';
import { metafieldOf, metafieldsOf, type MetafieldArgs, type MetafieldsArgs } from './metafield.ts';
import { OrderTransaction } from './transaction.ts';
import { Refund } from './refund.ts';
import { ShippingLine, taxLinesOf } from './shipping-line.ts';

const sourceNames: Record<Order['source'], string> = { web: 'web', pos: 'pos', shopify_draft_order: 'shopify_draft_order' };

/** An order as the app sees it. Money figures come from `state/totals.ts`, so that nothing here can disagree with the webhooks. */
export class OrderObject {
  readonly __typename = 'Order';
  private figures: OrderTotals | null = null;
  constructor(
    readonly doc: Order,
    private readonly api: Api,
  ) {}
  private get totals() {
    return (this.figures ??= orderTotals(this.doc));
  }
  private bag(amount: number) {
    return moneyBag(amount, this.doc);
  }

  get id() {
    return gid('Order', this.doc.id);
  }
  get legacyResourceId() {
    return this.doc.id;
  }
  get name() {
    return this.doc.name;
  }
  get number() {
    return this.doc.number;
  }
  get confirmationNumber() {
    return null;
  }
  get createdAt() {
    return this.doc.createdAt;
  }
  get processedAt() {
    return this.doc.processedAt;
  }
  get updatedAt() {
    return this.doc.updatedAt;
  }
  get cancelledAt() {
    return this.doc.cancelledAt;
  }
  get cancelReason() {
    return this.doc.cancelReason;
  }
  get cancellation() {
    return this.doc.cancelledAt ? { staffNote: null } : null;
  }
  get closedAt() {
    return this.doc.closedAt;
  }
  get closed() {
    return this.doc.closedAt !== null;
  }
  get confirmed() {
    return true;
  }
  get test() {
    return this.doc.test;
  }
  get edited() {
    return this.doc.edits.length > 0;
  }
  get note() {
    return this.doc.note;
  }
  get tags() {
    return this.doc.tags;
  }
  get email() {
    return this.doc.email;
  }
  get phone() {
    return this.doc.phone;
  }
  get customerLocale() {
    return this.doc.locale;
  }
  get sourceName() {
    return sourceNames[this.doc.source];
  }
  get sourceIdentifier() {
    return null;
  }
  get poNumber() {
    return null;
  }
  get app() {
    const names: Record<Order['source'], string> = { web: 'Online Store', pos: 'Point of Sale', shopify_draft_order: 'Draft Orders' };
    return {
      __typename: 'OrderApp',
      id: gid('App', { web: '580111', pos: '129785', shopify_draft_order: '1354745' }[this.doc.source]),
      name: names[this.doc.source],
    };
  }
  get cartToken() {
    return this.doc.cartToken;
  }
  get checkoutToken() {
    return this.doc.checkoutToken;
  }
  get currencyCode() {
    return this.doc.currency;
  }
  get presentmentCurrencyCode() {
    return this.doc.presentmentCurrency;
  }
  get taxesIncluded() {
    return this.doc.taxesIncluded;
  }
  get taxExempt() {
    return false;
  }
  get estimatedTaxes() {
    return false;
  }
  get dutiesIncluded() {
    return false;
  }
  get customAttributes() {
    return [];
  }
  get additionalFees() {
    return [];
  }
  get alerts() {
    return [];
  }
  returns(args: PageArgs) {
    return listConnection(this.api, [], args, () => ({}));
  }
  get returnStatus() {
    return 'NO_RETURN';
  }

  get customer() {
    const { customerId } = this.doc;
    return customerId === null ? null : whenHere(this.api.loaders.customer.get(customerId), (doc) => doc && new Customer(doc, this.api));
  }
  get customerAcceptsMarketing() {
    const { customerId } = this.doc;
    return customerId === null ? false : whenHere(this.api.loaders.customer.get(customerId), (doc) => doc?.emailConsent.state === 'SUBSCRIBED');
  }
  private address(doc: Order['shippingAddress']) {
    return doc ? new MailingAddress(doc) : null;
  }
  get shippingAddress() {
    return this.address(this.doc.shippingAddress);
  }
  get billingAddress() {
    return this.address(this.doc.billingAddress);
  }
  get displayAddress() {
    return this.address(this.doc.shippingAddress ?? this.doc.billingAddress);
  }
  get billingAddressMatchesShippingAddress() {
    return this.doc.billingAddress?.address1 === this.doc.shippingAddress?.address1 && this.doc.billingAddress?.zip === this.doc.shippingAddress?.zip;
  }

  get displayFinancialStatus() {
    return this.doc.financialStatus;
  }
  get displayFulfillmentStatus() {
    return this.doc.fulfillmentStatus;
  }
  get fullyPaid() {
    return this.totals.outstanding <= 0;
  }
  get unpaid() {
    return this.totals.received === 0 && this.totals.outstanding > 0;
  }
  get canMarkAsPaid() {
    return this.totals.outstanding > 0 && this.doc.cancelledAt === null;
  }
  get canNotifyCustomer() {
    return this.doc.email !== null;
  }
  get capturable() {
    return this.totals.capturable > 0;
  }
  get refundable() {
    return this.totals.netPayment > 0;
  }
  get restockable() {
    return this.doc.lines.some((line) => line.currentQuantity > 0);
  }
  get fulfillable() {
    return this.doc.cancelledAt === null && this.doc.lines.some((line) => line.currentQuantity > line.fulfilledQuantity);
  }
  get requiresShipping() {
    return this.doc.lines.some((line) => line.requiresShipping);
  }
  get merchantEditable() {
    return this.doc.cancelledAt === null;
  }
  get merchantEditableErrors() {
    return this.doc.cancelledAt === null ? [] : ["Canceled orders can't be edited"];
  }
  statusPageUrl() {
    return `https://${this.api.domain}/orders/${this.doc.checkoutToken ?? this.doc.id}`;
  }
  get paymentGatewayNames() {
    return [...new Set(this.doc.transactions.map((transaction) => transaction.gateway))];
  }

  get totalPriceSet() {
    return this.bag(this.totals.total);
  }
  get originalTotalPriceSet() {
    return this.bag(this.totals.originalTotal);
  }
  get currentTotalPriceSet() {
    return this.bag(this.totals.currentTotal);
  }
  get subtotalPriceSet() {
    return this.bag(this.totals.subtotal);
  }
  get currentSubtotalPriceSet() {
    return this.bag(this.totals.currentSubtotal);
  }
  get totalDiscountsSet() {
    return this.bag(this.totals.discounts);
  }
  get currentTotalDiscountsSet() {
    return this.bag(this.totals.currentDiscounts);
  }
  get totalShippingPriceSet() {
    return this.bag(this.totals.shipping);
  }
  get currentShippingPriceSet() {
    return this.bag(this.totals.currentShipping);
  }
  get totalTaxSet() {
    return this.bag(this.totals.tax);
  }
  get currentTotalTaxSet() {
    return this.bag(this.totals.currentTax);
  }
  get totalReceivedSet() {
    return this.bag(this.totals.received);
  }
  get totalRefundedSet() {
    return this.bag(this.totals.refunded);
  }
  get totalRefundedShippingSet() {
    return this.bag(sum(this.doc.refunds.map((refund) => refund.shipping?.amount ?? 0)));
  }
  get netPaymentSet() {
    return this.bag(this.totals.netPayment);
  }
  get totalOutstandingSet() {
    return this.bag(this.totals.outstanding);
  }
  get totalCapturableSet() {
    return this.bag(this.totals.capturable);
  }
  get totalTipReceivedSet() {
    return this.bag(0);
  }
  get totalTipReceived() {
    return moneyV2(0, this.doc.currency);
  }
  get refundDiscrepancySet() {
    return this.bag(-sum(this.doc.refunds.map((refund) => refund.adjustment)));
  }
  get currentTotalDutiesSet() {
    return null;
  }
  get originalTotalDutiesSet() {
    return null;
  }
  get currentTotalAdditionalFeesSet() {
    return null;
  }
  get originalTotalAdditionalFeesSet() {
    return null;
  }
  get totalWeight() {
    return '0';
  }
  get currentTotalWeight() {
    return '0';
  }
  get taxLines() {
    return taxLinesOf(this.doc, this.doc.lines.flatMap((line) => line.taxLines).concat(this.doc.shippingLines.flatMap((line) => line.taxLines)));
  }
  get currentTaxLines() {
    return taxLinesOf(
      this.doc,
      this.doc.lines.flatMap((line) => {
        const first = line.taxLines[0];
        return first ? [{ ...first, amount: currentWorth(line).tax }] : [];
      }),
    );
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
  get publication() {
    return null;
  }
  get merchantOfRecordApp() {
    return null;
  }
  get retailLocation() {
    return null;
  }
  get paymentTerms() {
    return null;
  }
  get staffMember() {
    return null;
  }
  get registeredSourceUrl() {
    return null;
  }
  get clientIp() {
    return null;
  }
  get purchasingEntity() {
    return this.customer;
  }
}

/** Whether the app may see the order: without `read_all_orders` only the last sixty days. */
export function isVisible(order: Pick<Order, 'createdAt'>, api: Api): boolean {
  return hasScope(api, 'read_all_orders') || Date.parse(order.createdAt) >= visibleSince(api).getTime();
}
const windowDays = 60;
export const visibleSince = (api: Api): Date => new Date(api.now.getTime() - windowDays * 86_400_000);
