import type { RefundSnapshot } from '~/domain/orders/model';

type RefundLine = RefundSnapshot['lines'][number];

/** One entry a line: a refund may name the same line twice (part of it restocked, part not). */
export function mergedRefundLines(lines: RefundLine[]): RefundLine[] {
  const byLine = new Map<bigint, RefundLine>();
  for (const line of lines) {
    const known = byLine.get(line.lineId);
    byLine.set(
      line.lineId,
      known ? { ...line, quantity: known.quantity + line.quantity, subtotal: known.subtotal + line.subtotal, tax: known.tax + line.tax } : line,
    );
  }
  return [...byLine.values()].sort((a, b) => (a.lineId < b.lineId ? -1 : 1));
}
