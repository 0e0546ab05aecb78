import type { PoolClient } from 'pg';
import type { ImportPhaseName } from '~/domain/imports/model';
import type { BulkLine } from './bulk-line';
import type { Shape } from './root-grouper';

/** Where a phase's records come from, and where they go. */
export interface PhaseSource<Snapshot> {
  phase: ImportPhaseName;
  /** The bulk query. */
  document: string;
  shape: Shape;
  /** Reads one root object, its children put back into it. @throws Error when it cannot be understood; it is then skipped. */
  map(root: BulkLine): Snapshot;
  /** Stores snapshots in the caller's transaction; older versions than what is stored change nothing. */
  apply(shopId: bigint, snapshots: Snapshot[], connection: PoolClient): Promise<unknown>;
}
