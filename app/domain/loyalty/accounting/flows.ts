import type { Account } from '../ledger/model';
import type { Flows, Holdings, Movement, Totals } from './model';

export const noTotals = (): Totals => ({
  issued: 0n,
  imported: 0n,
  adjusted: 0n,
  redeemed: 0n,
  returned: 0n,
  expired: 0n,
  takenBack: 0n,
  matured: 0n,
  becameAvailable: 0n,
});

const isHeld = (account: Account): boolean => account === 'member:available' || account === 'member:pending';

/** Adds a movement to the totals of its time. A merge moves points between members, and comes to nothing in the shop's sums. */
export function addMovement(to: Totals, { reason, debit, credit, points }: Movement): void {
  if (debit === 'member:pending' && credit === 'member:available') {
    to.matured += points;
    to.becameAvailable += points;
  } else if (isHeld(credit)) {
    if (debit === 'shop:redeemed') to.returned += points;
    if (debit !== 'shop:issued') return;
    to[reason === 'imported' || reason === 'adjusted' ? reason : 'issued'] += points;
    if (credit === 'member:available') to.becameAvailable += points;
  } else if (isHeld(debit)) {
    if (credit === 'shop:redeemed') to.redeemed += points;
    else if (credit === 'shop:expired') to.expired += points;
    else if (credit === 'shop:transferred') return;
    else if (credit === 'shop:issued' && reason === 'adjusted') to.adjusted -= points;
    else if (credit === 'shop:issued' && reason === 'import_undone') to.imported -= points;
    else to.takenBack += points;
  }
}

export function totalsOf(movements: readonly Movement[]): Totals {
  const totals = noTotals();
  for (const movement of movements) addMovement(totals, movement);
  return totals;
}

/** The totals of each of the buckets, also of those in which nothing moved; what is of no bucket of these is left out. */
export function totalsByBucket(movements: readonly (Movement & { bucket: string })[], buckets: readonly string[]): Map<string, Totals> {
  const sums = new Map(buckets.map((bucket) => [bucket, noTotals()]));
  for (const movement of movements) {
    const totals = sums.get(movement.bucket);
    if (totals) addMovement(totals, movement);
  }
  return sums;
}

/** By how much they change what members hold. */
export const growth = (flows: Flows): bigint =>
  flows.issued + flows.imported + flows.adjusted - flows.redeemed + flows.returned - flows.expired - flows.takenBack;

/** The shop's balances after all movements there have been. */
export function holdingsOf(movements: readonly Movement[]): Holdings {
  const sum = (account: Account) =>
    movements.reduce((total, { debit, credit, points }) => total + (credit === account ? points : 0n) - (debit === account ? points : 0n), 0n);
  return { available: sum('member:available'), pending: sum('member:pending'), owed: -sum('member:owed') };
}

/** Points redeemed (less those given back) for each point that became available, as a share; `null` when none did. */
export function redemptionRate({ redeemed, returned, becameAvailable }: Totals): number | null {
  return becameAvailable === 0n ? null : Number(((redeemed - returned) * 10_000n) / becameAvailable) / 10_000;
}
