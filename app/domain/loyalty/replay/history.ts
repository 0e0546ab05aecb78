import type { OrderFacts } from '../earning/model';

export interface RefundEvent {
  at: Date;
  /** By line id. */
  quantities: ReadonlyMap<string, number>;
  /** Without lines or shipping. */
  amount: bigint;
  shipping: bigint;
}
/** An order as it stands, and how it came to. */
export interface OrderHistory {
  facts: OrderFacts;
  refunds: readonly RefundEvent[];
}
/** What a member has done, as far as it moves points. */
export interface MemberHistory {
  customerId: bigint;
  /** When the account was made; `null`: not known. */
  madeAt?: Date | null;
  orders: readonly OrderHistory[];
  /** Points spent and not given back since. */
  redemptions: readonly { at: Date; points: bigint }[];
}

const by = (date: Date | null, at: Date): Date | null => (date && date <= at ? date : null);
const less = (amount: bigint, part: bigint): bigint => (part < amount ? amount - part : 0n);

/** The order as it stood at a moment: what came later is taken away from what stands now. Edits keep no date and are there from the start. */
export function factsAt({ facts, refunds }: OrderHistory, at: Date): OrderFacts {
  const dated = { ...facts, paidAt: by(facts.paidAt, at), fulfilledAt: by(facts.fulfilledAt, at), cancelledAt: by(facts.cancelledAt, at) };
  const later = refunds.filter((refund) => refund.at > at);
  if (later.length === 0) return dated;
  const sum = (read: (refund: RefundEvent) => bigint) => later.reduce((total, refund) => total + read(refund), 0n);
  return {
    ...dated,
    refundedAmount: less(
      facts.refundedAmount,
      sum(({ amount }) => amount),
    ),
    shippingRefunded: less(
      facts.shippingRefunded,
      sum(({ shipping }) => shipping),
    ),
    lines: facts.lines.map((line) => {
      const returned = later.reduce((total, { quantities }) => total + (quantities.get(line.id) ?? 0), 0);
      return returned === 0 ? line : { ...line, refundedQuantity: Math.max(0, line.refundedQuantity - returned) };
    }),
  };
}

/** The moments at which an order's points may change. */
export function momentsOf({ facts, refunds }: OrderHistory): Date[] {
  const { paidAt, fulfilledAt, cancelledAt } = facts;
  return [paidAt, fulfilledAt, cancelledAt, ...refunds.map(({ at }) => at)].filter((at) => at !== null);
}
