import type { DriftingRecord, StoreVersion } from './model';

/** A record as the CRM has it. `gone`: deleted, merged away or erased here, which is final. `stub`: only named by something else so far. */
export interface OurVersion {
  id: bigint;
  versionAt: Date;
  mark: string;
  state: 'here' | 'stub' | 'gone';
}

/** Which of the store's records the CRM lacks or has in an older state. Versions are whole seconds; the mark tells two states of one second apart. */
export function findDrift(store: readonly StoreVersion[], ours: ReadonlyMap<bigint, OurVersion>): DriftingRecord[] {
  return store.flatMap((record): DriftingRecord[] => {
    const own = ours.get(record.id);
    if (!own || own.state === 'stub') return [{ id: record.id, drift: 'missing' }];
    if (own.state === 'gone' || own.versionAt > record.versionAt) return [];
    return own.versionAt < record.versionAt || own.mark !== record.mark ? [{ id: record.id, drift: 'stale' }] : [];
  });
}

/** Equal for the same figures, in their order, and the same tags, in any order. */
export const markOf = (figures: readonly (string | null)[], tags: readonly string[] | null): string =>
  JSON.stringify([figures, [...new Set(tags ?? [])].sort()]);

/** A consent and, in whole seconds, when it was given or taken back: said once more, it is newer. */
export const consentMark = (state: string, at: Date | null): string => `${state} ${at === null ? '-' : Math.floor(at.getTime() / 1000)}`;
