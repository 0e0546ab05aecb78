import { discountStatus, refusal } from '../state/discounts.ts';
import type { Customer } from '../state/model.ts';
import type { Discount } from '../state/model/promotion.ts';
import type { Id, Minor } from '../state/model/values.ts';
import { dollarInMinor } from './catalogue.ts';
import type { Source } from './random.ts';

interface Code {
  title: string;
  code: string;
  kind: Discount['kind'];
  value: number;
  minimum: number | null;
  once: boolean;
  /** Local months it runs in; all when empty. */ months: number[];
  share: number;
}
/** Amounts in dollars. `share` is how many of the orders that could use it do. */
const codes: Code[] = [
  { title: 'Welcome, 10 % off', code: 'WELCOME10', kind: 'percentage', value: 1000, minimum: null, once: true, months: [], share: 0.25 },
  { title: '5 off from 40', code: 'TEATIME5', kind: 'fixed_amount', value: 5, minimum: 40, once: false, months: [], share: 0.06 },
  { title: 'Free shipping', code: 'FREESHIP', kind: 'free_shipping', value: 0, minimum: null, once: false, months: [], share: 0.05 },
  { title: 'Moon festival, 15 % off', code: 'MOON15', kind: 'percentage', value: 1500, minimum: null, once: false, months: [8], share: 0.3 },
  { title: 'Winter warmer, 12 % off', code: 'WINTER12', kind: 'percentage', value: 1200, minimum: 25, once: false, months: [10, 11], share: 0.15 },
];

export interface Promotion {
  discount: Discount;
  code: Code;
}

/** The shop's discount codes. Seasonal ones are an offer of each such month; as documents they have ended, or run if it is the month. */
export function buildPromotions(currency: string, from: string, until: string, untilMonth: number, takeId: () => Id): Promotion[] {
  const price = (dollars: number): Minor => Math.round(dollars * dollarInMinor(currency));
  return codes.map((code) => {
    const running = code.months.length === 0 || code.months.includes(untilMonth);
    const endsAt = running ? null : until;
    return {
      code,
      discount: {
        id: takeId(),
        title: code.title,
        code: code.code,
        automatic: false,
        status: discountStatus({ startsAt: from, endsAt }, until),
        kind: code.kind,
        value: code.kind === 'fixed_amount' ? price(code.value) : code.value,
        minimumSubtotal: code.minimum === null ? null : price(code.minimum),
        usageLimit: null,
        oncePerCustomer: code.once,
        customerIds: [],
        used: 0,
        startsAt: from,
        endsAt,
        createdAt: from,
        updatedAt: until,
      },
    };
  });
}

/** The codes an order uses: at most one, and only if it applies. */
export function chooseCodes(
  source: Source,
  promotions: readonly Promotion[],
  order: { at: string; month: number; eligible: Minor; first: boolean; customer: Customer | null },
): Discount[] {
  for (const { code, discount } of promotions) {
    const offered = (code.months.length === 0 || code.months.includes(order.month)) && (!code.once || (order.first && order.customer !== null));
    if (!offered || !source.chance(code.share)) continue;
    const reason = refusal(discount, {
      now: order.at,
      customer: order.customer,
      eligible: order.eligible,
      inSegment: true,
      usedBefore: code.once && !order.first,
      format: String,
    });
    if (reason === null) return [discount];
  }
  return [];
}
