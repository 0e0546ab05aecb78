import type { Minor } from '../../shared/money';
import { costOf } from '../programme/cost';
import { growth } from './flows';
import { JOURNAL_KINDS, type Flows, type JournalAccount, type JournalKind, type JournalLine } from './model';

/** A month's movements, and what a point cost at its end. */
export interface JournalMonth {
  /** Its last day, `2026-11-30`: the date of its entries. */
  date: string;
  flows: Flows;
  costPerPoint: string;
}

/** The account that stands against the deferred revenue. */
const AGAINST: Record<JournalKind, JournalAccount> = {
  accrual: 'sales',
  adjustment: 'expense',
  import: 'takenOver',
  redemption: 'redeemed',
  breakage: 'breakage',
  revaluation: 'expense',
};

/** Where the books stand between two months. */
interface Deferred {
  outstanding: bigint;
  deferred: Minor;
}
export const NOTHING_DEFERRED: Deferred = { outstanding: 0n, deferred: 0n };

/**
 * Journal entries of deferred revenue, month after month from where the books stood `before`: what points promise is taken out of sales when they are given, and
 * becomes revenue when they are spent or expire. After each month the deferred revenue is what the outstanding points cost, to the minor unit: what
 * rounding leaves over goes with the accrual. Each entry's debits equal its credits.
 */
export function journalOf(before: Deferred, months: readonly JournalMonth[], currency: string): { lines: JournalLine[]; after: Deferred } {
  let { outstanding, deferred } = before;
  const lines = months.flatMap(({ date, flows, costPerPoint }) => {
    const cost = (points: bigint) => costOf(points, costPerPoint, currency);
    const revaluation = cost(outstanding) - deferred;
    outstanding += growth(flows);
    const grown: Record<JournalKind, Minor> = {
      accrual: 0n,
      adjustment: cost(flows.adjusted),
      import: cost(flows.imported),
      redemption: -cost(flows.redeemed - flows.returned),
      breakage: -cost(flows.expired),
      revaluation,
    };
    const last = deferred;
    deferred = cost(outstanding);
    grown.accrual = deferred - last - Object.values(grown).reduce((sum, amount) => sum + amount, 0n);
    const points: Record<JournalKind, bigint> = {
      accrual: flows.issued - flows.takenBack,
      adjustment: flows.adjusted,
      import: flows.imported,
      redemption: flows.redeemed - flows.returned,
      breakage: flows.expired,
      revaluation: 0n,
    };
    return JOURNAL_KINDS.flatMap((kind) => linesOf(date, kind, grown[kind], points[kind]));
  });
  return { lines, after: { outstanding, deferred } };
}

/** `amount` > 0 increases the deferred revenue. */
function linesOf(date: string, kind: JournalKind, amount: Minor, points: bigint): JournalLine[] {
  if (amount === 0n) return [];
  const [debit, credit]: [JournalAccount, JournalAccount] = amount > 0n ? [AGAINST[kind], 'deferred'] : ['deferred', AGAINST[kind]];
  const size = amount > 0n ? amount : -amount;
  return [
    { date, kind, account: debit, debit: size, credit: 0n, points },
    { date, kind, account: credit, debit: 0n, credit: size, points },
  ];
}
