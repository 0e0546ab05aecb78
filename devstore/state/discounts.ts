import type { Customer } from './model.ts';
import type { Discount } from './model/promotion.ts';
import type { Instant, Minor } from './model/values.ts';
import { scale } from './money.ts';

/** Whether a discount runs at that moment; the document's own status is only as fresh as its last save. */
export function discountStatus(discount: Pick<Discount, 'startsAt' | 'endsAt'>, now: Instant): Discount['status'] {
  if (Date.parse(discount.startsAt) > Date.parse(now)) return 'SCHEDULED';
  return discount.endsAt && Date.parse(discount.endsAt) <= Date.parse(now) ? 'EXPIRED' : 'ACTIVE';
}

/** What a discount is asked to apply to. */
export interface Application {
  now: Instant;
  customer: Pick<Customer, 'id'> | null;
  /** Lines that may be discounted, before discounts. */ eligible: Minor;
  /** Whether this shopper is in a segment that it is for. */ inSegment: boolean;
  /** Whether this shopper has used it before. */ usedBefore: boolean;
  /** Formats an amount of shop money for the shopper. */ format: (amount: Minor) => string;
}

/** Why it does not apply, in words for the shopper; null when it does. */
export function refusal(discount: Discount, to: Application): string | null {
  switch (discountStatus(discount, to.now)) {
    case 'SCHEDULED':
      return 'This discount has not started yet.';
    case 'EXPIRED':
      return 'This discount has expired.';
    case 'ACTIVE':
      break;
  }
  if (discount.usageLimit !== null && discount.used >= discount.usageLimit) return 'This discount has reached its usage limit.';
  if (discount.customerIds.length > 0 && !(to.customer && discount.customerIds.includes(to.customer.id)))
    return 'This discount is not available to this customer.';
  if ((discount.segmentIds ?? []).length > 0 && !to.inSegment) return 'This discount is not available to this customer.';
  if (discount.oncePerCustomer && to.usedBefore) return 'This discount can be used only once per customer.';
  if (discount.minimumSubtotal !== null && to.eligible < discount.minimumSubtotal)
    return `Spend at least ${to.format(discount.minimumSubtotal)} to use this discount.`;
  if (discount.kind !== 'free_shipping' && to.eligible === 0) return 'This discount does not apply to the items in the cart.';
  return null;
}

/** What it takes off lines worth `eligible`; nothing for free shipping, which is taken off the shipping. */
export function amountOff(discount: Pick<Discount, 'kind' | 'value'>, eligible: Minor): Minor {
  switch (discount.kind) {
    case 'percentage':
      return Math.min(eligible, scale(eligible, discount.value, 10_000));
    case 'fixed_amount':
      return Math.min(eligible, discount.value);
    case 'free_shipping':
      return 0;
  }
}
