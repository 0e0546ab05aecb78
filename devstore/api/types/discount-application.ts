import type { Order } from '../../state/model.ts';
import type { DiscountApplication as Doc } from '../../state/model/order-parts.ts';
import { moneyBag, moneyV2 } from '../money.ts';

const typeNames: Record<Doc['type'], string> = {
  discount_code: 'DiscountCodeApplication',
  automatic: 'AutomaticDiscountApplication',
  manual: 'ManualDiscountApplication',
};

export class DiscountApplication {
  readonly __typename: string;
  constructor(
    private readonly doc: Doc,
    private readonly order: Order,
  ) {
    this.__typename = typeNames[doc.type];
  }
  get index() {
    return this.doc.index;
  }
  get code() {
    return this.doc.code;
  }
  get title() {
    return this.doc.title;
  }
  get description() {
    return this.doc.title;
  }
  get allocationMethod() {
    return 'ACROSS';
  }
  get targetSelection() {
    return 'ALL';
  }
  get targetType() {
    return this.doc.target === 'shipping_line' ? 'SHIPPING_LINE' : 'LINE_ITEM';
  }
  get value() {
    return this.doc.kind === 'percentage'
      ? { __typename: 'PricingPercentageValue', percentage: this.doc.value / 100 }
      : moneyV2(this.doc.value, this.order.currency);
  }
}

/** Who gave how much off a line; an allocation whose application is gone would be a broken document. */
export const allocationsOf = (discounts: readonly { application: number; amount: number }[], order: Order) =>
  discounts.map((discount) => ({
    __typename: 'DiscountAllocation',
    get allocatedAmountSet() {
      return moneyBag(discount.amount, order);
    },
    get allocatedAmount() {
      return moneyV2(discount.amount, order.currency);
    },
    get discountApplication() {
      const application = order.discountApplications.find((one) => one.index === discount.application);
      if (!application) throw new Error(`Order ${order.id} has no discount application ${discount.application}.`);
      return new DiscountApplication(application, order);
    },
  }));
