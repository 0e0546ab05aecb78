interface Versioned {
  id: bigint;
  versionAt: Date;
}

/** One snapshot a record, ordered by id. Of equal versions the later in the list wins; `merge` may keep what only the older one carries. */
export function newestById<T extends Versioned>(snapshots: readonly T[], merge: (older: T, newer: T) => T = (_older, newer) => newer): T[] {
  const byId = new Map<bigint, T>();
  for (const snapshot of snapshots) {
    const known = byId.get(snapshot.id);
    if (!known) byId.set(snapshot.id, snapshot);
    else byId.set(snapshot.id, snapshot.versionAt >= known.versionAt ? merge(known, snapshot) : merge(snapshot, known));
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What a write reports: how many records changed, and how many came too late or changed nothing. */
export interface ApplyCount {
  applied: number;
  stale: number;
}
export interface ApplyOptions {
  /** The snapshots were read from the API just now, by request: a doubt is settled by them and not asked about again. */
  authoritative?: boolean;
}
