import type { Customer as Doc } from '../../state/model.ts';
import type { Api } from '../api.ts';
import { firstOf, listConnection } from '../connection.ts';
import { gid } from '../gid.ts';
import { whenHere } from '../loaders.ts';
import { moneyV2 } from '../money.ts';
import { isVisible } from '../visibility.ts';
import type { PageArgs } from '../page-args.ts';
import { MailingAddress } from './address.ts';
import { emailAddress, emailConsent, phoneNumber, smsConsent } from './consent.ts';
import { metafieldOf, metafieldsOf, type MetafieldArgs, type MetafieldsArgs } from './metafield.ts';
import { storeCreditAccountsOf } from './store-credit.ts';

const yearMs = 365.25 * 86_400_000;

/** A customer as the app sees it. */
export class Customer {
  readonly __typename = 'Customer';
  constructor(
    readonly doc: Doc,
    private readonly api: Api,
  ) {}
  get id() {
    return gid('Customer', this.doc.id);
  }
  get legacyResourceId() {
    return this.doc.id;
  }
  get createdAt() {
    return this.doc.createdAt;
  }
  get updatedAt() {
    return this.doc.updatedAt;
  }
  get firstName() {
    return this.doc.firstName;
  }
  get lastName() {
    return this.doc.lastName;
  }
  get displayName() {
    return [this.doc.firstName, this.doc.lastName].filter(Boolean).join(' ') || this.doc.email || this.doc.phone || 'Customer';
  }
  get email() {
    return this.doc.email;
  }
  get phone() {
    return this.doc.phone;
  }
  get verifiedEmail() {
    return this.doc.verifiedEmail;
  }
  get validEmailAddress() {
    return this.doc.email !== null;
  }
  get state() {
    return this.doc.state;
  }
  get locale() {
    return this.doc.locale;
  }
  get note() {
    return this.doc.note;
  }
  get tags() {
    return this.doc.tags;
  }
  get taxExempt() {
    return this.doc.taxExempt;
  }
  get taxExemptions() {
    return [];
  }
  get dataSaleOptOut() {
    return false;
  }
  get multipassIdentifier() {
    return null;
  }
  get companyContactProfiles() {
    return [];
  }
  get identityProviderSubjects() {
    return [];
  }
  get productSubscriberStatus() {
    return 'NEVER_SUBSCRIBED';
  }
  get canDelete() {
    return this.doc.ordersCount === 0;
  }
  get mergeable() {
    return { __typename: 'CustomerMergeable', isMergeable: this.doc.mergedInto === null, reason: null, errorFields: [], mergeInProgress: null };
  }
  /** Shopify computes both in its own time from what shoppers do; the devstore has no model of them, and null is a lawful answer. */
  get statistics() {
    return { __typename: 'CustomerStatistics', predictedSpendTier: null, rfmGroup: null };
  }
  get lifetimeDuration() {
    const years = Math.floor((this.api.now.getTime() - Date.parse(this.doc.createdAt)) / yearMs);
    return years < 1 ? 'less than a year' : `about ${years} year${years === 1 ? '' : 's'}`;
  }

  get numberOfOrders() {
    return String(this.doc.ordersCount);
  }
  get amountSpent() {
    return moneyV2(this.doc.amountSpent, this.api.store.currency);
  }
  get lastOrder() {
    const { lastOrderId } = this.doc;
    return lastOrderId === null
      ? null
      : whenHere(this.api.loaders.order.get(lastOrderId), (doc) => (doc && isVisible(doc, this.api) ? this.api.objects.order(doc, this.api) : null));
  }
  orders(args: PageArgs & { query?: string | null; sortKey?: string | null }) {
    return this.api.objects.ordersOfCustomer(this.doc.id, args, this.api);
  }

  get defaultEmailAddress() {
    return emailAddress(this.doc, this.api);
  }
  get defaultPhoneNumber() {
    return phoneNumber(this.doc);
  }
  get emailMarketingConsent() {
    return this.doc.email === null ? null : emailConsent(this.doc.emailConsent);
  }
  get smsMarketingConsent() {
    return this.doc.phone === null ? null : smsConsent(this.doc.smsConsent);
  }
  get unsubscribeUrl() {
    return `https://${this.api.domain}/account/unsubscribe/${this.doc.id}`;
  }

  get defaultAddress() {
    const address = this.doc.addresses.find((one) => one.id === this.doc.defaultAddressId);
    return address ? new MailingAddress(address) : null;
  }
  addresses(args: { first?: number | null }) {
    return firstOf(this.doc.addresses, args).map((address) => new MailingAddress(address));
  }
  addressesV2(args: PageArgs) {
    return listConnection(this.api, this.doc.addresses, args, (address) => new MailingAddress(address));
  }
  async storeCreditAccounts(args: PageArgs & { query?: string | null }) {
    return listConnection(this.api, await storeCreditAccountsOf(this.doc, this.api), args, (account) => account);
  }
  metafield(args: MetafieldArgs) {
    return metafieldOf(this.api, 'CUSTOMER', this.doc.id, args, this);
  }
  metafields(args: MetafieldsArgs) {
    return metafieldsOf(this.api, 'CUSTOMER', this.doc.id, args, this);
  }
}
