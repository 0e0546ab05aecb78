import type { Context } from '../../context.ts';
import type { Queryable } from '../../state/database.ts';
import type { Id } from '../../state/model/values.ts';
import { runOperation } from '../../state/unit.ts';
import type { BulkDoc } from '../types/bulk-operation.ts';

const week = 7 * 86_400_000;
export const unfinished = ['CREATED', 'RUNNING', 'CANCELING'] as const;

export async function readBulk(db: Queryable, domain: string, id: Id): Promise<BulkDoc | null> {
  const { rows } = await db.query<{ doc: BulkDoc }>('select doc from devstore.bulk_operation where domain = $1 and id = $2', [domain, id]);
  return rows[0]?.doc ?? null;
}

export async function insertBulk(db: Queryable, domain: string, doc: BulkDoc): Promise<void> {
  await db.query('insert into devstore.bulk_operation (domain, id, created_at, updated_at, kind, status, doc) values ($1, $2, $3, $3, $4, $5, $6)', [
    domain,
    doc.id,
    doc.createdAt,
    doc.type,
    doc.status,
    JSON.stringify(doc),
  ]);
}

/** Keeps how far it is. Answers whether somebody wants it cancelled. */
export async function saveProgress(db: Queryable, domain: string, doc: BulkDoc): Promise<{ cancelled: boolean }> {
  const { rows } = await db.query<{ status: string }>(
    `update devstore.bulk_operation set updated_at = now(), status = case when status = 'CANCELING' then status else 'RUNNING' end,
       doc = $3::jsonb || jsonb_build_object('status', case when status = 'CANCELING' then status else 'RUNNING' end)
     where domain = $1 and id = $2 returning status`,
    [domain, doc.id, JSON.stringify(doc)],
  );
  return { cancelled: rows[0]?.status !== 'RUNNING' };
}

/** Ends an operation and tells the app with `bulk_operations/finish`. */
export async function finishBulk(
  ctx: Context,
  domain: string,
  doc: BulkDoc,
  end: Pick<BulkDoc, 'status' | 'errorCode' | 'partial' | 'hasFile' | 'fileSize'>,
): Promise<void> {
  await runOperation(ctx.pool, ctx.clock, domain, async (unit) => {
    const done: BulkDoc = { ...doc, ...end, completedAt: unit.now, linkExpiresAt: new Date(Date.parse(unit.now) + week).toISOString() };
    await unit.client.query('update devstore.bulk_operation set updated_at = $3, status = $4, doc = $5 where domain = $1 and id = $2', [
      domain,
      doc.id,
      unit.now,
      done.status,
      JSON.stringify(done),
    ]);
    const operation = {
      id: done.id,
      status: done.status,
      type: done.type,
      errorCode: done.errorCode,
      createdAt: done.createdAt,
      completedAt: done.completedAt,
    };
    unit.emit('bulk_operations/finish', 'bulk_operation', done.id, { operation });
  });
}
