import { decimal, minus, over, plus, product, round, sum, times, whole, ZERO, type Fraction } from './fraction';
import { type Line } from './format';
import { type Order } from './state';
import { type Calendar } from './calendar';

const DIGITS: Record<string, bigint> = { JPY: 0n, KRW: 0n, KWD: 3n };

export const keptOf = (order: Order, line: Line): number =>
  order.cancelled || order.test ? 0 : Math.max(0, line.quantity - (order.refunded.get(line.line) ?? 0));

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

/** What of the lines is left of the base after refunds of amounts, as a share. */
function shareLeft(order: Order): Fraction {
  const lines = sum(order.lines.map((line) => counted(order, line)));
  const left = minus(lines, sum(order.refundedAmount.map(decimal)));
  return isPositive(lines) && isPositive(left) ? over(left, lines) : isPositive(lines) ? ZERO : whole(1n);
}

/** Tax in proportion to the goods that are kept, and shipping, where they count. */
function others(order: Order): Fraction {
  if (order.cancelled || order.test) return ZERO;
  const { counts } = order.rules.earn;
  const all = valueOf(order, 'all');
  const tax = counts.includes('tax') && isPositive(all) ? times(decimal(order.tax), over(valueOf(order, 'kept'), all)) : ZERO;
  const shipping = counts.includes('shipping') ? minus(decimal(order.shipping), sum(order.refundedShipping.map(decimal))) : ZERO;
  return plus(tax, isPositive(shipping) ? shipping : ZERO);
}

/** The money base in major units. */
export function baseOf(order: Order, currency: string): Fraction {
  const lines = sum(order.lines.map((line) => counted(order, line)));
  const exact = plus(times(lines, shareLeft(order)), others(order));
  const scale = 10n ** (DIGITS[currency] ?? 2n);
  return { n: round(times(exact, whole(scale)), 'floor'), d: scale };
}

/** It counts as an order: something of it is kept. */
export const counts = (order: Order): boolean => order.lines.some((line) => keptOf(order, line) > 0) && isPositive(shareLeft(order));

/** The points that what is kept of an order earns. */
export function targetOf(order: Order, calendar: Calendar): bigint {
  const { earn } = order.rules;
  if (earn.awardOn === 'fulfilled' && order.fulfilledAt === null) return 0n;
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
