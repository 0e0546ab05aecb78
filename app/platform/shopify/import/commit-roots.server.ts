import { logger } from '~/config/logger.server';
import { commitStretch } from '~/domain/imports/index.server';
import type { ImportPhaseName } from '~/domain/imports/model';
import type { Prepared, PhaseSource } from './phase-sources.server';
import type { RootBatch } from './root-batches';

export interface Target {
  key: { shopId: bigint; runId: bigint; phase: ImportPhaseName };
  bulkId: string;
  source: PhaseSource;
}

/** SQLSTATE classes of data that the tables cannot hold: the record's fault, not the database's. */
const isBadData = (error: unknown): boolean => error instanceof Error && 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code);

/** Where a root stands in its file, and how it is named when it cannot be stored. */
interface Place {
  id: string | undefined;
  lines: number;
  to: number;
}
/** Neighbouring roots, made out; the text they came from need not be held any longer. */
export interface PreparedRoots {
  from: number;
  places: Place[];
  prepared: Prepared;
}

/** What these roots mean; can be made out while those before them are still being applied. */
export async function prepareRoots(target: Target, { from, roots }: RootBatch): Promise<PreparedRoots> {
  const prepared = await target.source.prepare(
    roots.map((root) => root.node),
    (root, error) => noteSkipped(target, root.id, error),
  );
  return { from, places: roots.map(({ node, lines, to }) => ({ id: node.id, lines, to })), prepared };
}

/**
 * Applies neighbouring roots, and moves the phase's mark behind them. A record that cannot be read or stored is left out,
 * counted and named by its id in the log; it does not keep the others out.
 * @returns false when somebody else has taken over.
 */
export async function commitRoots(target: Target, roots: PreparedRoots, rowsPerSecond: number | null): Promise<boolean> {
  const { key, bulkId } = target;
  const { from, places, prepared } = roots;
  const stretch = {
    from,
    to: places.at(-1)?.to ?? from,
    lines: places.reduce((sum, place) => sum + place.lines, 0),
    roots: places.length,
    skipped: places.length - prepared.count,
    rowsPerSecond,
  };
  try {
    return await commitStretch(key, bulkId, stretch, prepared.apply);
  } catch (error) {
    if (!isBadData(error)) throw error;
    if (places.length > 1) return commitHalves(target, roots, rowsPerSecond);
    noteSkipped(target, places[0]?.id, error);
    return commitStretch(key, bulkId, { ...stretch, skipped: 1 }, () => Promise.resolve());
  }
}

async function commitHalves(target: Target, { from, places, prepared }: PreparedRoots, rowsPerSecond: number | null): Promise<boolean> {
  const middle = places.length >> 1;
  const half = async (begin: number, end: number): Promise<PreparedRoots> => ({
    from: places[begin - 1]?.to ?? from,
    places: places.slice(begin, end),
    prepared: await prepared.part(begin, end),
  });
  return (await commitRoots(target, await half(0, middle), rowsPerSecond)) && commitRoots(target, await half(middle, places.length), rowsPerSecond);
}

function noteSkipped({ key }: Target, id: string | undefined, error: unknown) {
  logger.warn({ shopId: key.shopId, runId: key.runId, phase: key.phase, id, err: error }, 'a record could not be imported');
}
