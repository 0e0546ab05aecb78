import type { LotDraft } from './member-row';
import type { FileCounts, MemberTotals } from './model';

export const noTotals = (): MemberTotals => ({ members: 0, available: '0', pending: '0', byMonth: {}, byTier: {} });

/** So many months and tiers are told apart; a file with more has something else in these columns. */
const NAMES_MAX = 400;

export function addLot(totals: MemberTotals, lot: Pick<LotDraft, 'state' | 'points' | 'endsIn'>): void {
  totals[lot.state] = (BigInt(totals[lot.state]) + lot.points).toString();
  const month = nameIn(totals.byMonth, lot.endsIn ?? 'none');
  totals.byMonth[month] = (BigInt(totals.byMonth[month] ?? '0') + lot.points).toString();
}

export function addTier(totals: MemberTotals, tier: string): void {
  const name = nameIn(totals.byTier, tier);
  totals.byTier[name] = (totals.byTier[name] ?? 0) + 1;
}

const nameIn = (known: object, name: string): string => (name in known || Object.keys(known).length < NAMES_MAX ? name : 'other');

export function sumTotals(one: FileCounts['totals'], other: FileCounts['totals']): FileCounts['totals'] {
  if (!one || !other) return one ?? other;
  return { file: sum(one.file, other.file), posted: sum(one.posted, other.posted) };
}

function sum(one: MemberTotals, other: MemberTotals): MemberTotals {
  const all = structuredClone(one);
  all.members += other.members;
  all.available = (BigInt(one.available) + BigInt(other.available)).toString();
  all.pending = (BigInt(one.pending) + BigInt(other.pending)).toString();
  for (const [month, points] of Object.entries(other.byMonth)) all.byMonth[month] = (BigInt(all.byMonth[month] ?? '0') + BigInt(points)).toString();
  for (const [tier, members] of Object.entries(other.byTier)) all.byTier[tier] = (all.byTier[tier] ?? 0) + members;
  return all;
}
