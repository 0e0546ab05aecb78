import { decimal, minus, over, plus, product, round, sum, times, whole, ZERO, type Fraction } from './fraction';
import { type Line } from './format';
import { type Order } from './state';
import { type Calendar } from './calendar';

const DIGITS: Record<string, bigint> = { JPY: 0n, KRW: 0n, KWD: 3n };

export const keptOf = (order: Order, line: Line): number => (order.cancelled ? 0 : Math.max(0, line.quantity - (order.refunded.get(line.line) ?? 0)));

/** Price of `kept` pieces, less their share of the line's discount. */
function net(line: Line, kept: number): Fraction {
  const share = { n: BigInt(kept), d: BigInt(line.quantity) };
  return minus(times(decimal(line.unitPrice), whole(BigInt(kept))), times(decimal(line.discount ?? '0'), share));
}

function counted(order: Order, line: Line): Fraction {
  const { counts } = order.rules.earn;
  if (line.giftCard && !counts.includes('giftCards')) return ZERO;
  return net(counts.includes('discountedPart') ? { ...line, discount: '0' } : line, keptOf(order, line));
}

/** Value of the lines, of all or of the kept ones, after discounts. */
export const valueOf = (order: Order, which: 'all' | 'kept'): Fraction =>
  sum(order.lines.map((line) => net(line, which === 'all' ? line.quantity : keptOf(order, line))));

export const isPositive = ({ n }: Fraction): boolean => n > 0n;

const refundedAmount = (order: Order): Fraction => sum(order.refundedAmount.map(decimal));

/** Tax in proportion to the goods that are kept, where it counts. */
function taxOf(order: Order): Fraction {
  const all = valueOf(order, 'all');
  return order.rules.earn.counts.includes('tax') && isPositive(all) ? times(decimal(order.tax), over(valueOf(order, 'kept'), all)) : ZERO;
}

/** What of the goods is left after refunds of amounts, as a share of what was paid for those that are kept. */
function shareLeft(order: Order): Fraction {
  const paid = plus(valueOf(order, 'kept'), taxOf(order));
  const left = minus(paid, refundedAmount(order));
  if (!isPositive(paid)) return whole(isPositive(refundedAmount(order)) && isPositive(valueOf(order, 'all')) ? 0n : 1n);
  return isPositive(left) ? over(left, paid) : ZERO;
}

/** Tax and shipping, where they count; an amount that is more than the goods came out of shipping. */
function others(order: Order): Fraction {
  if (order.cancelled) return ZERO;
  const paid = plus(valueOf(order, 'kept'), taxOf(order));
  const beyond = minus(refundedAmount(order), paid);
  const kept = minus(decimal(order.shipping), sum(order.refundedShipping.map(decimal)));
  const shipping = minus(isPositive(kept) ? kept : ZERO, isPositive(beyond) ? beyond : ZERO);
  return plus(times(taxOf(order), shareLeft(order)), order.rules.earn.counts.includes('shipping') && isPositive(shipping) ? shipping : ZERO);
}

/** Value of what is kept after discounts and after refunds of amounts, minor units rounded down. */
export function keptValue(order: Order, currency: string): Fraction {
  const scale = 10n ** (DIGITS[currency] ?? 2n);
  return { n: round(times(times(valueOf(order, 'kept'), shareLeft(order)), whole(scale)), 'floor'), d: scale };
}

/** The money base in major units. */
export function baseOf(order: Order, currency: string): Fraction {
  const lines = sum(order.lines.map((line) => counted(order, line)));
  const exact = plus(times(lines, shareLeft(order)), others(order));
  const scale = 10n ** (DIGITS[currency] ?? 2n);
  return { n: round(times(exact, whole(scale)), 'floor'), d: scale };
}

/** It counts as an order: something of it is kept. */
export const counts = (order: Order): boolean =>
  !order.test && ((order.lines.some((line) => keptOf(order, line) > 0) && isPositive(shareLeft(order))) || isPositive(others(order)));

/** The points that what is kept of an order earns. */
export function targetOf(order: Order, calendar: Calendar): bigint {
  const { earn } = order.rules;
  if (order.test || (earn.awardOn === 'fulfilled' && order.fulfilledAt === null)) return 0n;
  const day = calendar.dayOf(order.placedAt);
  const ofDay = product(earn.multipliers.flatMap((rule) => ('from' in rule && runsOn(rule, day, order.placedAt) ? [decimal(rule.factor)] : [])));
  const ofProduct = (line: Line) =>
    product(earn.multipliers.flatMap((rule) => ('product' in rule && rule.product === line.product ? [decimal(rule.factor)] : [])));
  const lines = times(sum(order.lines.map((line) => times(counted(order, line), ofProduct(line)))), shareLeft(order));
  const exact = product([plus(lines, others(order)), decimal(earn.pointsPerUnit), ofDay, decimal(order.tierMultiplier)]);
  return round(exact, earn.rounding);
}

function runsOn(rule: { from: string; to: string }, day: string, at: number): boolean {
  const begun = rule.from.includes('T') ? Date.parse(rule.from) <= at : rule.from <= day;
  return begun && (rule.to.includes('T') ? at < Date.parse(rule.to) : day <= rule.to);
}
