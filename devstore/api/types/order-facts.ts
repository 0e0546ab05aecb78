import type { Order } from '../../state/model.ts';
import { gid } from '../gid.ts';
import { MailingAddress } from './address.ts';

const appNames: Record<Order['source'], string> = { web: 'Online Store', pos: 'Point of Sale', shopify_draft_order: 'Draft Orders' };
const appNumbers: Record<Order['source'], string> = { web: '580111', pos: '129785', shopify_draft_order: '1354745' };

/** What an order's document says as it is, and what the devstore's orders never have. */
export class OrderFacts {
  constructor(readonly doc: Order) {}

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
    return this.doc.source;
  }
  get sourceIdentifier() {
    return null;
  }
  get poNumber() {
    return null;
  }
  get app() {
    return { __typename: 'OrderApp', id: gid('App', appNumbers[this.doc.source]), name: appNames[this.doc.source] };
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

  get displayFinancialStatus() {
    return this.doc.financialStatus;
  }
  get displayFulfillmentStatus() {
    return this.doc.fulfillmentStatus;
  }
  get canNotifyCustomer() {
    return this.doc.email !== null;
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
}
