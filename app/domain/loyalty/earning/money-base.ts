import type { Programme } from '../programme/model';
import { add, reduce, Sum, times, ZERO, type Fraction } from './fraction';
import type { LineFacts, OrderFacts } from './model';

export type Counts = Record<Programme['earn']['counts'][number], boolean>;

export interface LineBase {
  id: string;
  kept: number;
  base: Fraction;
}
/** The money of an order that counts, of what is kept, in minor units. */
export interface MoneyBase {
  lines: LineBase[];
  /** Shipping, and tax that is no line's. */
  other: Fraction;
  lineValue: bigint;
  keptLineValue: bigint;
  /** Neither goods nor money that counts is left. */
  nothingKept: boolean;
}

const ONE: Fraction = { n: 1n, d: 1n };
const atLeastZero = (amount: bigint) => (amount < 0n ? 0n : amount);
const least = (a: bigint, b: bigint) => (a < b ? a : b);
/** 1 − part/whole, never below zero; what is part of nothing takes all. */
const rest = (part: bigint, whole: Fraction): Fraction => (part === 0n ? ONE : part * whole.d >= whole.n ? ZERO : { n: whole.n - part * whole.d, d: whole.n });

const keptOf = (line: LineFacts) => (line.refundedQuantity >= line.quantity ? 0 : line.quantity - line.refundedQuantity);
const valueOf = (line: LineFacts) => atLeastZero(line.unitPrice * BigInt(line.quantity) - line.discount);
const share = (amount: bigint, kept: number, quantity: number): Fraction =>
  kept === quantity ? { n: amount, d: 1n } : kept === 0 ? ZERO : { n: amount * BigInt(kept), d: BigInt(quantity) };
const sum = (parts: Fraction[]): Fraction => parts.reduce(add, ZERO);

/** Sums over an order's lines, needed before any one line can be reckoned. */
function totals(facts: OrderFacts) {
  let lineValue = 0n;
  let discount = 0n;
  let tax = 0n;
  let ordered = 0;
  let kept = 0;
  const keptSum = new Sum();
  const values = facts.lines.map((line) => {
    const value = valueOf(line);
    const left = keptOf(line);
    lineValue += value;
    discount += line.discount;
    tax += line.tax;
    ordered += line.quantity;
    kept += left;
    keptSum.add(share(value, left, line.quantity));
    return value;
  });
  const keptValue = keptSum.total;
  /** How much of the goods is kept: by value, or by pieces when they were for nothing. */
  const keptPart = lineValue > 0n ? { n: keptValue.n, d: keptValue.d * lineValue } : ordered > 0 ? { n: BigInt(kept), d: BigInt(ordered) } : ZERO;
  return { values, lineValue, discount, tax, kept, keptValue, keptPart };
}
type Totals = ReturnType<typeof totals>;

/** What of a line as it was ordered counts, in `scale`ths of a minor unit. */
function lineReckoner(facts: OrderFacts, counts: Counts, sums: Totals): { scale: bigint; worth: (line: LineFacts, value: bigint) => bigint } {
  const bought = counts.paidWithPoints && !counts.discountedPart && sums.discount > 0n ? least(facts.rewardDiscount, sums.discount) : 0n;
  const discountScale = bought > 0n ? sums.discount : 1n;
  const discountLeft = counts.discountedPart ? 0n : bought > 0n ? sums.discount - bought : 1n;
  // Where prices contain tax and lines do not say how much, the order's tax lies in its lines by their value.
  const hiddenTax = facts.taxesIncluded && !counts.tax && sums.tax === 0n && sums.lineValue > 0n ? facts.orderTax : 0n;
  const taxScale = hiddenTax > 0n ? sums.lineValue : 1n;
  const taxSign = facts.taxesIncluded ? (counts.tax ? 0n : -1n) : counts.tax ? 1n : 0n;
  const scale = discountScale * taxScale;
  const isPlain = scale === 1n && taxSign === 0n && discountLeft === 1n;
  return {
    scale,
    worth: (line, value) => {
      if (line.giftCard && !counts.giftCards) return 0n;
      if (isPlain) return value;
      let worth = (line.unitPrice * BigInt(line.quantity) + taxSign * line.tax) * scale - line.discount * discountLeft * taxScale;
      if (hiddenTax > 0n) worth -= hiddenTax * value * discountScale;
      return atLeastZero(worth);
    },
  };
}

/** Shipping and tax that is no line's, as far as they count, before what was refunded without naming anything. */
function otherBase(facts: OrderFacts, counts: Counts, sums: Totals): { tax: Fraction; shipping: Fraction; shippingOrdered: bigint } {
  const tax = counts.tax && !facts.taxesIncluded ? times({ n: facts.orderTax, d: 1n }, sums.keptPart) : ZERO;
  if (!counts.shipping || facts.shipping <= 0n) return { tax, shipping: ZERO, shippingOrdered: 0n };
  // Where prices contain tax, and lines say theirs, what is left is the tax in shipping.
  const inShipping = facts.taxesIncluded && !counts.tax && sums.tax > 0n ? facts.orderTax : 0n;
  const kept = atLeastZero(facts.shipping - facts.shippingRefunded);
  const net = atLeastZero(facts.shipping - inShipping);
  return { tax, shipping: { n: net * kept, d: facts.shipping }, shippingOrdered: facts.shipping };
}

/** What is refunded beyond the goods came out of shipping. */
function afterAmount(shipping: Fraction, amount: bigint, goods: Fraction): Fraction {
  const beyond = { n: amount * goods.d - goods.n, d: goods.d };
  if (beyond.n <= 0n) return shipping;
  const left = add(shipping, { n: -beyond.n, d: beyond.d });
  return left.n > 0n ? left : ZERO;
}

/**
 * The money base: the kept lines' prices less their discounts, and what else the programme counts. A refund of an amount
 * without lines lessens what is kept pro rata, first the goods, then shipping. What gift cards paid for does not earn where
 * buying them does. A function of what stands now, so that the order in which refunds came does not matter.
 */
export function moneyBase(facts: OrderFacts, counts: Counts): MoneyBase {
  const sums = totals(facts);
  const { scale, worth } = lineReckoner(facts, counts, sums);
  const { tax, shipping, shippingOrdered } = otherBase(facts, counts, sums);

  const addedTax = counts.tax && !facts.taxesIncluded;
  let paidForKept = sums.keptValue;
  if (addedTax) paidForKept = add(paidForKept, add(tax, sum(facts.lines.map((line) => share(line.tax, keptOf(line), line.quantity)))));
  // Goods that were for nothing are not given back by money.
  const goodsLeft = sums.lineValue > 0n ? rest(facts.refundedAmount, paidForKept) : ONE;
  const shippingLeft = afterAmount(shipping, facts.refundedAmount, paidForKept);

  const paid = sums.lineValue + shippingOrdered + (addedTax ? sums.tax + facts.orderTax : 0n);
  const ownMoney = counts.giftCards ? rest(facts.paidWithGiftCards, { n: paid, d: 1n }) : ONE;
  const onLines = reduce(times({ n: goodsLeft.n, d: goodsLeft.d * scale }, ownMoney));

  const lines = facts.lines.map((line, index): LineBase => {
    const kept = keptOf(line);
    const base = share(worth(line, sums.values[index] ?? 0n), kept, line.quantity);
    return { id: line.id, kept, base: onLines.n === onLines.d ? base : reduce(times(base, onLines)) };
  });
  const other = times(add(times(tax, goodsLeft), shippingLeft), ownMoney);
  const keptLineValue = (sums.keptValue.n * goodsLeft.n) / (sums.keptValue.d * goodsLeft.d);
  return { lines, other, lineValue: sums.lineValue, keptLineValue, nothingKept: (sums.kept === 0 || goodsLeft.n === 0n) && other.n === 0n };
}
