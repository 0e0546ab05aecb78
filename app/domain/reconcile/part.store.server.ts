import type { Prisma } from '@prisma/client';
import type { PoolClient } from 'pg';
import { withShop, withShopConnection } from '~/db/tenant.server';
import type { Drift, DriftingRecord, PartStep, ReconcileKind, StoreVersion } from './model';
import { compareVersions, noteUnseen } from './our-versions.store.server';

export interface PartKey {
  shopId: bigint;
  runId: bigint;
  kind: ReconcileKind;
}
const where = (key: PartKey) => ({ shopId_runId_kind: key });
const keyOf = ({ shopId, runId, kind }: PartKey) => [shopId, runId, kind];

export async function setStep(key: PartKey, step: PartStep, also: Prisma.ReconcilePartUpdateInput = {}): Promise<void> {
  await withShop(key.shopId, (tx) => tx.reconcilePart.update({ where: where(key), data: { ...also, step } }));
}

/** What the store's figures say of a part: where it begins, and of how many records. */
interface PartBeginning {
  kind: ReconcileKind;
  step: PartStep;
  storeTotal: number;
}

/** Begins all parts of a run in one transaction: none may go on from figures that another one lacks. A part that has begun stays as it is. */
export async function beginParts(shopId: bigint, runId: bigint, beginnings: PartBeginning[]): Promise<void> {
  await withShop(shopId, async (tx) => {
    for (const { kind, step, storeTotal } of beginnings)
      await tx.reconcilePart.updateMany({ where: { shopId, runId, kind, step: 'waiting' satisfies PartStep }, data: { step, storeTotal: BigInt(storeTotal) } });
  });
}

/** The store is preparing a file of all records (or is to be asked again: `null`); nothing of an earlier one counts. */
export async function noteSweepRequested(key: PartKey, bulkId: string | null): Promise<void> {
  await withShop(key.shopId, async (tx) => {
    await tx.reconcileSeen.deleteMany({ where: key });
    await tx.reconcilePart.update({ where: where(key), data: { bulkId, byteOffset: 0n, checked: 0n, ...(bulkId !== null && { attempts: { increment: 1 } }) } });
  });
}

/** Where the part stood when a stretch was read; somebody else may have moved it since. */
export interface Mark {
  cursor: string | null;
  byteOffset: number;
}

async function isAt(connection: PoolClient, key: PartKey, mark: Mark): Promise<boolean> {
  const { rowCount } = await connection.query(
    `select from reconcile_part p join reconcile_run r on r.shop_id = p.shop_id and r.id = p.run_id and r.status = 'running'
     where p.shop_id = $1 and p.run_id = $2 and p.kind = $3 and p.cursor is not distinct from $4 and p.byte_offset = $5 for update of p`,
    [...keyOf(key), mark.cursor, mark.byteOffset],
  );
  return Boolean(rowCount);
}

async function noteDrift(connection: PoolClient, key: PartKey, drifting: DriftingRecord[]): Promise<void> {
  if (drifting.length === 0) return;
  await connection.query(
    `insert into reconcile_item (shop_id, run_id, kind, record_id, drift) select $1, $2, $3, d.id, d.drift from unnest($4::bigint[], $5::text[]) as d (id, drift)
     on conflict (shop_id, run_id, kind, record_id) do update set state = 0, error = null, drift = excluded.drift`,
    [...keyOf(key), drifting.map((one) => one.id), drifting.map((one) => one.drift)],
  );
}

/** Compares a page of changed records and moves the part behind it, in one transaction. @returns false, and does nothing, when somebody else has. */
export function commitPage(key: PartKey, mark: Mark, page: { records: StoreVersion[]; cursor: string | null; last: boolean }): Promise<boolean> {
  return withShopConnection(key.shopId, async (connection) => {
    if (!(await isAt(connection, key, mark))) return false;
    await noteDrift(connection, key, await compareVersions(connection, key.shopId, key.kind, page.records));
    await connection.query(
      "update reconcile_part set cursor = $4, checked = checked + $5, step = case when $6 then 'mending' else step end where shop_id = $1 and run_id = $2 and kind = $3",
      [...keyOf(key), page.last ? null : page.cursor, page.records.length, page.last],
    );
    return true;
  });
}

/** Compares a stretch of a sweep's file, up to byte `to`; behind the last one, what it has not seen is extra. @returns false when somebody else has. */
export function commitSwept(key: PartKey, mark: Mark, swept: { records: StoreVersion[]; to: number; last: boolean; until: Date | null }): Promise<boolean> {
  return withShopConnection(key.shopId, async (connection) => {
    if (!(await isAt(connection, key, mark))) return false;
    await noteDrift(connection, key, await compareVersions(connection, key.shopId, key.kind, swept.records));
    await connection.query(
      'insert into reconcile_seen (shop_id, run_id, kind, record_id) select $1, $2, $3, id from unnest($4::bigint[]) as s (id) on conflict do nothing',
      [...keyOf(key), swept.records.map((one) => one.id)],
    );
    if (swept.last && swept.until) await noteUnseen(connection, key.shopId, key.runId, key.kind, swept.until);
    await connection.query(
      `update reconcile_part set byte_offset = $4, checked = checked + $5, swept = swept or $6, step = case when $6 then 'mending' else step end
       where shop_id = $1 and run_id = $2 and kind = $3`,
      [...keyOf(key), swept.to, swept.records.length, swept.last],
    );
    return true;
  });
}

/** Records that wait for their repair. */
export async function waitingRepairs(key: PartKey, limit: number): Promise<{ id: bigint; drift: Drift }[]> {
  const rows = await withShop(key.shopId, (tx) => tx.reconcileItem.findMany({ where: { ...key, state: 0 }, orderBy: { recordId: 'asc' }, take: limit }));
  return rows.map((row) => ({ id: row.recordId, drift: row.drift as Drift }));
}

/** `still`: there was no drift after all, somebody was faster; `error` names why a record could not be repaired. */
export type RepairOutcome = 'repaired' | 'still' | { error: string };

export async function noteRepair(key: PartKey, id: bigint, outcome: RepairOutcome): Promise<void> {
  const { shopId, runId, kind } = key;
  const item = { shopId_runId_kind_recordId: { shopId, runId, kind, recordId: id } };
  await withShop(shopId, async (tx) => {
    if (outcome === 'still') await tx.reconcileItem.delete({ where: item });
    else if (outcome === 'repaired') await tx.reconcileItem.update({ where: item, data: { state: 1 } });
    else await tx.reconcileItem.update({ where: item, data: { state: 2, error: outcome.error } });
  });
}

/** Brings a part's figures up to date with its records. */
export async function recount({ shopId, runId, kind }: PartKey): Promise<void> {
  await withShop(
    shopId,
    (tx) => tx.$executeRaw`
      update reconcile_part p set missing = c.missing, stale = c.stale, extra = c.extra, repaired = c.repaired
      from (select count(*) filter (where drift = 'missing') as missing, count(*) filter (where drift = 'stale') as stale,
              count(*) filter (where drift = 'extra') as extra, count(*) filter (where state = 1) as repaired
            from reconcile_item where shop_id = ${shopId} and run_id = ${runId} and kind = ${kind}) c
      where p.shop_id = ${shopId} and p.run_id = ${runId} and p.kind = ${kind}`,
  );
}
