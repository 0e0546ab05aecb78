import { logger } from '~/config/logger.server';
import { commitStretch } from '~/domain/imports/index.server';
import type { ImportPhaseName } from '~/domain/imports/model';
import type { BulkLine } from './bulk-line';
import type { Prepared, PhaseSource } from './phase-sources.server';
import type { Root } from './root-grouper';

export interface Target {
  key: { shopId: bigint; runId: bigint; phase: ImportPhaseName };
  bulkId: string;
  source: PhaseSource;
}

/** SQLSTATE classes of data that the tables cannot hold: the record's fault, not the database's. */
const isBadData = (error: unknown): boolean => error instanceof Error && 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code);

/** What these roots mean; can be made out while those before them are still being applied. */
export function prepareRoots(target: Target, roots: Root[]): Promise<Prepared> {
  return target.source.prepare(
    roots.map((root) => root.node),
    (root, error) => noteSkipped(target, root, error),
  );
}

/**
 * Applies neighbouring roots, and moves the phase's mark behind them. A record that cannot be read or stored is left out,
 * counted and named by its id in the log; it does not keep the others out.
 * @returns false when somebody else has taken over.
 */
export async function commitRoots(
  target: Target,
  roots: Root[],
  from: number,
  rowsPerSecond: number | null,
  preparing: Prepared | Promise<Prepared> = prepareRoots(target, roots),
): Promise<boolean> {
  const { key, bulkId } = target;
  const prepared = await preparing;
  const stretch = {
    from,
    to: roots.at(-1)?.to ?? from,
    lines: roots.reduce((sum, root) => sum + root.lines, 0),
    roots: roots.length,
    skipped: roots.length - prepared.count,
    rowsPerSecond,
  };
  try {
    return await commitStretch(key, bulkId, stretch, prepared.apply);
  } catch (error) {
    if (!isBadData(error)) throw error;
    if (roots.length > 1) return commitHalves(target, roots, from, rowsPerSecond);
    if (roots[0]) noteSkipped(target, roots[0].node, error);
    return commitStretch(key, bulkId, { ...stretch, skipped: 1 }, () => Promise.resolve());
  }
}

async function commitHalves(target: Target, roots: Root[], from: number, rowsPerSecond: number | null): Promise<boolean> {
  const middle = roots.length >> 1;
  const first = roots.slice(0, middle);
  return (await commitRoots(target, first, from, rowsPerSecond)) && commitRoots(target, roots.slice(middle), first.at(-1)?.to ?? from, rowsPerSecond);
}

function noteSkipped({ key }: Target, root: BulkLine, error: unknown) {
  logger.warn({ shopId: key.shopId, runId: key.runId, phase: key.phase, id: root.id, err: error }, 'a record could not be imported');
}
