import { currencyDigits } from '../../shared/money';
import type { Programme } from '../programme/model';
import { add, decimalFraction, fractionText, round, Sum, times, type Fraction } from './fraction';
import type { Earning, EarningExplanation, LineExplanation, Nothing, OrderFacts } from './model';
import { moneyBase, type MoneyBase } from './money-base';
import { earningRules, multipliersOf } from './multipliers';

export interface EarningContext {
  /** Version of the programme. */
  version: number;
  /** Of the customer when the order was placed. */
  tier: string | null;
  tierMultiplier: string;
  /** Of the shop: whose days a campaign's dates are. */
  zone: string;
}

/** Why an order neither earns nor counts for tiers, whatever was bought. */
function disqualified(facts: OrderFacts): Nothing | null {
  if (facts.test) return 'test';
  if (facts.cancelledAt) return 'cancelled';
  if (!facts.paidAt) return facts.voided ? 'voided' : 'unpaid';
  return null;
}

/**
 * What an order earns as it now stands: round( Σ kept base × points per unit × multipliers × tier multiplier ), exact until
 * it is rounded, once. Live events, the replay and the conformance suite all use it.
 */
export function evaluateOrder(facts: OrderFacts, programme: Programme, context: EarningContext): Earning {
  const rules = earningRules(programme, context.zone);
  const base = moneyBase(facts, rules.counts);
  const applied = multipliersOf(rules, facts);

  const moneySum = new Sum();
  // What only the whole order's multipliers apply to is multiplied by them once.
  const plain = new Sum();
  const special = new Sum();
  const lines: LineExplanation[] = base.lines.map((line, index) => {
    const fact = facts.lines[index];
    const { factor, shown } = fact ? applied.line(fact) : applied.order;
    moneySum.add(line.base);
    if (factor === applied.order.factor) plain.add(line.base);
    else special.add(times(line.base, factor));
    return { id: line.id, kept: line.kept, base: fractionText(line.base), multipliers: shown };
  });
  moneySum.add(base.other);
  plain.add(base.other);
  const money = moneySum.total;
  const weighted = add(times(plain.total, applied.order.factor), special.total);

  const perUnit = times(rules.pointsPerUnit, decimalFraction(context.tierMultiplier));
  const exact = times(weighted, { n: perUnit.n, d: perUnit.d * 10n ** BigInt(currencyDigits(facts.currency)) });
  const rounded = round(exact, programme.earn.rounding);
  const cap = programme.earn.caps.perOrder === undefined ? null : BigInt(programme.earn.caps.perOrder);
  const capped = cap !== null && rounded > cap;
  const full = capped ? cap : rounded;

  const out = disqualified(facts);
  const nothing = out ?? reasonForNothing(facts, programme, base, { money, exact, points: full });
  const points = nothing === null ? full : 0n;
  const explanation: EarningExplanation = {
    programmeVersion: context.version,
    pointsPerUnit: programme.earn.pointsPerUnit,
    tier: context.tier,
    tierMultiplier: context.tierMultiplier,
    lines,
    otherBase: fractionText(base.other),
    base: fractionText(money),
    exact: fractionText(exact),
    rounding: programme.earn.rounding,
    cap: capped ? String(cap) : null,
    points: points.toString(),
    nothing,
  };
  const counts = out === null && !base.nothingKept;
  return {
    points,
    base: counts ? money.n / money.d : 0n,
    lineValue: base.lineValue,
    keptLineValue: facts.cancelledAt ? 0n : base.keptLineValue,
    counts,
    nothing,
    explanation,
  };
}

function reasonForNothing(
  facts: OrderFacts,
  programme: Programme,
  base: MoneyBase,
  { money, exact, points }: { money: Fraction; exact: Fraction; points: bigint },
): Nothing | null {
  if (base.nothingKept) return 'refunded';
  if (facts.customerId === null) return 'guest';
  if (programme.earn.awardOn === 'fulfilled' && !facts.fulfilledAt) return 'unfulfilled';
  if (money.n === 0n) return 'base_zero';
  // A rate or a multiplier of 0 takes it out, however much it cost.
  if (exact.n === 0n) return 'excluded';
  return points === 0n ? 'rounded_to_zero' : null;
}
