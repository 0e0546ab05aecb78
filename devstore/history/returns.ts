/** A line of an earlier purchase, with what of it has not been returned. */
export interface Purchase<Line> {
  line: Line;
  left: number;
}

/**
 * Which purchases a return gives back: the latest first, up to what is left of each. `purchases` are one product's by
 * one customer, oldest first; their `left` is lowered. `unplaced` units were never bought before, or returned already.
 */
export function matchReturn<Line>(purchases: Purchase<Line>[], quantity: number): { parts: { line: Line; quantity: number }[]; unplaced: number } {
  const parts: { line: Line; quantity: number }[] = [];
  let unplaced = quantity;
  for (let at = purchases.length - 1; at >= 0 && unplaced > 0; at -= 1) {
    const purchase = purchases[at];
    if (!purchase || purchase.left === 0) continue;
    const units = Math.min(purchase.left, unplaced);
    purchase.left -= units;
    unplaced -= units;
    parts.push({ line: purchase.line, quantity: units });
  }
  return { parts, unplaced };
}
