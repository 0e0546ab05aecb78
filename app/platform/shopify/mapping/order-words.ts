import type { FinancialStatus, FulfillmentStatus, OrderLineSnapshot, RefundSnapshot } from '~/domain/orders/model';
import type { Minor } from '~/domain/shared/money';

const FINANCIAL: readonly FinancialStatus[] = ['pending', 'authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded', 'voided', 'expired'];
const isFinancial = (word: string): word is FinancialStatus => FINANCIAL.some((known) => known === word);

/** A word we do not know counts as not yet paid: nothing is ever earned on it. */
export function financialStatus(word: string | null | undefined): FinancialStatus {
  const lower = word?.toLowerCase() ?? 'pending';
  return isFinancial(lower) ? lower : 'pending';
}

const FULFILLMENT: Record<string, FulfillmentStatus> = {
  fulfilled: 'fulfilled',
  fulfillment_not_required: 'fulfilled',
  partial: 'partially_fulfilled',
  partially_fulfilled: 'partially_fulfilled',
  restocked: 'restocked',
  on_hold: 'on_hold',
  in_progress: 'in_progress',
  pending_fulfillment: 'in_progress',
  scheduled: 'scheduled',
  open: 'open',
};

export function fulfillmentStatus(word: string | null | undefined): FulfillmentStatus {
  return FULFILLMENT[word?.toLowerCase() ?? ''] ?? 'unfulfilled';
}

export function sourceOf(name: string | null | undefined): string {
  return name === 'shopify_draft_order' ? 'draft' : name || 'web';
}

/**
 * Σ price × quantity before discounts. `quantity` still counts what an edit has removed; what is neither standing nor
 * refunded was removed by an edit.
 */
export function linesTotal(lines: OrderLineSnapshot[], refunds: RefundSnapshot[]): Minor {
  const refunded = new Map<bigint, number>();
  for (const { lineId, quantity } of refunds.flatMap((refund) => refund.lines)) refunded.set(lineId, (refunded.get(lineId) ?? 0) + quantity);
  return lines.reduce((total, line) => {
    const units = Math.min(line.quantity, line.currentQuantity + (refunded.get(line.id) ?? 0));
    return total + line.unitPrice * BigInt(units);
  }, 0n);
}

const byId = (a: { id: bigint }, b: { id: bigint }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
/** One order whatever the source, so that the same record gives the same snapshot. */
export const sortById = <T extends { id: bigint }>(records: T[]): T[] => [...records].sort(byId);
