import type { PoolClient } from 'pg';
import { metrics } from '~/config/metrics.server';
import { withShop, withShopConnection } from '~/db/tenant.server';
import { prepared } from '~/db/prepared';
import { together } from '~/db/together';
import type { ImportPhaseName } from './model';

interface PhaseKey {
  shopId: bigint;
  runId: bigint;
  phase: ImportPhaseName;
}
const where = (key: PhaseKey) => ({ shopId_runId_phase: key });
const FROM_THE_START = { total: null, applied: 0n, skipped: 0n, lines: 0n, byteOffset: 0n, partial: false, startedAt: null, rowsPerSecond: null };

/** The store is preparing the phase's file; reading it will begin at its first byte. */
export async function notePhaseRequested(key: PhaseKey, bulkId: string): Promise<void> {
  await withShop(key.shopId, (tx) =>
    tx.importPhase.update({ where: where(key), data: { ...FROM_THE_START, status: 'requested', bulkId, attempts: { increment: 1 } } }),
  );
}

/** The phase's file is no good: it will be asked for again. What has been applied of it stays. */
export async function notePhaseWaiting(key: PhaseKey): Promise<void> {
  await withShop(key.shopId, (tx) => tx.importPhase.update({ where: where(key), data: { status: 'waiting', bulkId: null } }));
}

/** How many root objects the store has put into the file so far. */
export async function notePhasePrepared(key: PhaseKey, total: number): Promise<void> {
  await withShop(key.shopId, (tx) => tx.importPhase.update({ where: where(key), data: { total: BigInt(total) } }));
}

/** The file can be read. Its address is asked for each time and never stored: it opens the file to whoever has it. `total` is `null` when the store did not finish it. */
export async function notePhaseReadable(key: PhaseKey, file: { total: number | null; partial: boolean }, now: Date): Promise<void> {
  const total = file.total === null ? null : BigInt(file.total);
  await withShop(key.shopId, (tx) => tx.importPhase.update({ where: where(key), data: { status: 'reading', total, partial: file.partial, startedAt: now } }));
}

export async function notePhaseDone(key: PhaseKey, now: Date): Promise<void> {
  await withShop(key.shopId, (tx) => tx.importPhase.update({ where: where(key), data: { status: 'done', finishedAt: now } }));
}

/** One stretch of a file: bytes `from` up to `to`, which lie between two root objects. */
export interface Stretch {
  from: number;
  to: number;
  lines: number;
  roots: number;
  skipped: number;
  rowsPerSecond: number | null;
}

class Overtaken extends Error {}

/**
 * Applies a stretch of a phase's file and moves the phase's mark behind it, in one transaction: a kill leaves both or
 * neither. Asked for while the stretch before is still being applied, it waits in the database for that one's end, with its own first
 * statements already there. @returns false, and does nothing, when the mark is not where the stretch begins or the run has ended.
 */
export async function commitStretch(key: PhaseKey, bulkId: string, stretch: Stretch, apply: (connection: PoolClient) => Promise<unknown>): Promise<boolean> {
  try {
    await withShopConnection(key.shopId, (connection) => together([moveMark(connection, key, bulkId, stretch), apply(connection)]));
  } catch (error) {
    if (error instanceof Overtaken) return false;
    throw error;
  }
  metrics.importRows.inc({ phase: key.phase }, stretch.lines);
  return true;
}

/** @throws Overtaken */
async function moveMark(connection: PoolClient, key: PhaseKey, bulkId: string, stretch: Stretch): Promise<void> {
  const phase = [key.shopId, key.runId, key.phase];
  const [, { rowCount }] = await together([
    // Who moves it at this moment is waited for; the next statement then sees where it is. The commit need not be on disk: rows and mark
    // are lost together if the database falls now, and are read again.
    connection.query(
      prepared("select set_config('synchronous_commit', 'off', true) from import_phase where shop_id = $1 and run_id = $2 and phase = $3 for update", phase),
    ),
    connection.query(
      prepared(
        `update import_phase p set byte_offset = $6, applied = p.applied + $7, skipped = p.skipped + $8, lines = p.lines + $9, rows_per_second = coalesce($10, p.rows_per_second)
       from import_run r where r.shop_id = p.shop_id and r.id = p.run_id
         and p.shop_id = $1 and p.run_id = $2 and p.phase = $3 and p.byte_offset = $4 and p.bulk_id = $5 and p.status = 'reading' and r.status = 'running'`,
        [...phase, stretch.from, bulkId, stretch.to, stretch.roots, stretch.skipped, stretch.lines, stretch.rowsPerSecond],
      ),
    ),
  ]);
  if (!rowCount) throw new Overtaken();
}
