import type { ProgrammeVersion } from '../programme/model';

/** What an order's settling did. */
export interface Settled {
  outcome: 'settled' | 'stale' | 'no_programme';
  /** Members whose balance or tier may have changed. */
  members: bigint[];
}

export interface Adjustment {
  customerId: bigint;
  /** May be negative; not zero. */
  points: bigint;
  /** In the words of who did it; no personal data. */
  note: string;
  by: string;
  /** Makes it unique: sent twice, it is done once. */
  requestKey: string;
}

export interface RedemptionRequest {
  customerId: bigint;
  points: bigint;
  /** Of the programme. */
  reward: string;
  requestKey: string;
}
export type Redeemed = { outcome: 'reserved' | 'repeated'; redemptionId: bigint } | { outcome: 'refused'; available: bigint };

export type RedemptionEnd = 'committed' | 'released' | 'cancelled' | 'expired';

export interface MemberState {
  customerId: bigint;
  available: bigint;
  pending: bigint;
  owed: bigint;
  entries: number;
  joinedAt: Date;
  lastOrderAt: Date | null;
  tier: string | null;
  tierSince: Date | null;
  tierUntil: Date | null;
}

/** Versions that are or were in force at a moment; the same list comes back as the same object. */
export function inForce(versions: ProgrammeVersion[], at: Date): ProgrammeVersion[] {
  const last = versions[versions.length - 1];
  if (!last || last.effectiveAt <= at) return versions;
  const count = versions.reduce((sum, { effectiveAt }) => sum + (effectiveAt <= at ? 1 : 0), 0);
  let cut = cuts.get(versions);
  if (!cut) cuts.set(versions, (cut = new Map<number, ProgrammeVersion[]>()));
  let list = cut.get(count);
  if (!list) cut.set(count, (list = versions.slice(0, count)));
  return list;
}
const cuts = new WeakMap<ProgrammeVersion[], Map<number, ProgrammeVersion[]>>();

/** What is in force at a moment; `null` before the first. */
export const versionAt = (versions: ProgrammeVersion[], at: Date): ProgrammeVersion | null => {
  const list = inForce(versions, at);
  return list[list.length - 1] ?? null;
};

/** The number of what is in force at a moment, as entries name it. */
export const versionNumberAt = (versions: ProgrammeVersion[], at: Date): number | null => versionAt(versions, at)?.version ?? null;
