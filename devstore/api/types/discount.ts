import { classOf } from '../../state/combining.ts';
import type { Discount } from '../../state/model/promotion.ts';
import type { Api } from '../api.ts';
import { listConnection } from '../connection.ts';
import { getSegment } from '../../state/read.ts';
import { gid } from '../gid.ts';
import { Segment } from './segment.ts';
import { moneyV2 } from '../money.ts';
import type { PageArgs } from '../page-args.ts';

export type DiscountNodeType = 'DiscountNode' | 'DiscountCodeNode' | 'DiscountAutomaticNode';

/** Active, expired or scheduled at that moment. */
function statusAt(doc: Discount, now: Date): Discount['status'] {
  if (Date.parse(doc.startsAt) > now.getTime()) return 'SCHEDULED';
  return doc.endsAt !== null && Date.parse(doc.endsAt) <= now.getTime() ? 'EXPIRED' : 'ACTIVE';
}

/** A code or automatic discount: an amount off, a percentage off, or free shipping. */
export class DiscountObject {
  readonly __typename: string;
  constructor(
    readonly doc: Discount,
    private readonly api: Api,
  ) {
    this.__typename = `Discount${doc.automatic ? 'Automatic' : 'Code'}${doc.kind === 'free_shipping' ? 'FreeShipping' : 'Basic'}`;
  }
  private get shipping() {
    return this.doc.kind === 'free_shipping';
  }
  get title() {
    return this.doc.title;
  }
  get status() {
    return statusAt(this.doc, this.api.now);
  }
  get startsAt() {
    return this.doc.startsAt;
  }
  get endsAt() {
    return this.doc.endsAt;
  }
  get createdAt() {
    return this.doc.createdAt;
  }
  get updatedAt() {
    return this.doc.updatedAt;
  }
  get usageLimit() {
    return this.doc.usageLimit;
  }
  get asyncUsageCount() {
    return this.doc.used;
  }
  get usageCount() {
    return this.doc.used;
  }
  get appliesOncePerCustomer() {
    return this.doc.oncePerCustomer;
  }
  get appliesOnOneTimePurchase() {
    return true;
  }
  get appliesOnSubscription() {
    return false;
  }
  get recurringCycleLimit() {
    return this.doc.automatic ? 1 : null;
  }
  get hasTimelineComment() {
    return false;
  }
  get tags() {
    return [];
  }
  get totalSales() {
    return null;
  }
  get maximumShippingPrice() {
    return null;
  }
  get shareableUrls() {
    return [];
  }
  get discountClasses() {
    return [this.discountClass];
  }
  get discountClass() {
    return classOf(this.doc).toUpperCase();
  }
  get combinesWith() {
    const { combinesWith = [] } = this.doc;
    return {
      __typename: 'DiscountCombinesWith',
      orderDiscounts: combinesWith.includes('order'),
      productDiscounts: combinesWith.includes('product'),
      shippingDiscounts: combinesWith.includes('shipping'),
      productDiscountsWithTagsOnSameCartLine: [],
    };
  }
  get destinationSelection() {
    return { __typename: 'DiscountCountryAll', allCountries: true };
  }
  get minimumRequirement() {
    const { minimumSubtotal } = this.doc;
    return minimumSubtotal === null
      ? null
      : { __typename: 'DiscountMinimumSubtotal', greaterThanOrEqualToSubtotal: moneyV2(minimumSubtotal, this.api.store.currency) };
  }
  private customers() {
    return async () => {
      const docs = await Promise.all(this.doc.customerIds.map(async (id) => this.api.loaders.customer.get(id)));
      return docs.filter((doc) => doc !== null).map((doc) => this.api.objects.customer(doc, this.api));
    };
  }
  private segments() {
    return async () => {
      const docs = await Promise.all((this.doc.segmentIds ?? []).map((id) => getSegment(this.api.db, this.api.domain, id)));
      return docs.filter((doc) => doc !== null).map((doc) => new Segment(doc));
    };
  }
  get context() {
    if ((this.doc.segmentIds ?? []).length > 0) return { __typename: 'DiscountCustomerSegments', segments: this.segments() };
    return this.doc.customerIds.length === 0
      ? { __typename: 'DiscountBuyerSelectionAll', all: 'ALL' }
      : { __typename: 'DiscountCustomers', customers: this.customers() };
  }
  get customerSelection() {
    if ((this.doc.segmentIds ?? []).length > 0) return { __typename: 'DiscountCustomerSegments', segments: this.segments() };
    return this.doc.customerIds.length === 0
      ? { __typename: 'DiscountCustomerAll', allCustomers: true }
      : { __typename: 'DiscountCustomers', customers: this.customers() };
  }
  get customerGets() {
    const value =
      this.doc.kind === 'percentage'
        ? { __typename: 'DiscountPercentage', percentage: this.doc.value / 10_000 }
        : { __typename: 'DiscountAmount', amount: moneyV2(this.doc.value, this.api.store.currency), appliesOnEachItem: false };
    return {
      __typename: 'DiscountCustomerGets',
      appliesOnOneTimePurchase: true,
      appliesOnSubscription: false,
      items: this.items(),
      value,
    };
  }
  private items() {
    const { productIds, collectionIds } = this.doc;
    if (!productIds?.length && !collectionIds?.length) return { __typename: 'AllDiscountItems', allItems: true };
    return { __typename: productIds?.length ? 'DiscountProducts' : 'DiscountCollections' };
  }
  get summary() {
    return this.shortSummary;
  }
  get shortSummary() {
    if (this.shipping) return 'Free shipping';
    const off =
      this.doc.kind === 'percentage' ? `${this.doc.value / 100}%` : `${moneyV2(this.doc.value, this.api.store.currency).amount} ${this.api.store.currency}`;
    return this.items().__typename === 'AllDiscountItems' ? `${off} off entire order` : `${off} off some products`;
  }
  get codesCount() {
    return { __typename: 'Count', count: this.doc.code === null ? 0 : 1, precision: 'EXACT' };
  }
  codes(args: PageArgs) {
    return listConnection(this.api, this.doc.code === null ? [] : [this.doc.code], args, (code) => ({
      __typename: 'DiscountRedeemCode',
      id: gid('DiscountRedeemCode', this.doc.id),
      code,
      asyncUsageCount: this.doc.used,
      createdBy: null,
    }));
  }
}

export class DiscountNode {
  constructor(
    private readonly doc: Discount,
    private readonly api: Api,
    readonly __typename: DiscountNodeType,
  ) {}
  get id() {
    return gid(this.__typename, this.doc.id);
  }
  get discount() {
    return new DiscountObject(this.doc, this.api);
  }
  get codeDiscount() {
    return new DiscountObject(this.doc, this.api);
  }
  get automaticDiscount() {
    return new DiscountObject(this.doc, this.api);
  }
}
