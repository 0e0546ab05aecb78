import type { PoolClient } from 'pg';
import { asRecordWriter } from '~/db/record-lock.server';
import { withShopConnection } from '~/db/tenant.server';
import { applyCustomers, openForPerson, removeCustomers } from '../customers/index.server';
import { applyOrders, removeOrders } from '../orders/index.server';
import { readImport, type StoredImport } from './file-import.store.server';
import type { KeptReason, UndoCounts } from './model';
import { orderBefore } from './order-before';
import { undoMembers, type UndoneBatch } from './undo-members.store.server';
import { CUSTOMER, ORDER } from './write-context.store.server';
import { beforeContext, type BeforeCustomer } from './write-people.store.server';

const BATCH = 500;
const RECORDS_AT_ONCE = 20_000;

interface Change {
  kind: number;
  record_id: bigint;
  created: boolean;
  before: Buffer | null;
  /** Why it must stay; `null` when it can be taken back. */
  reason: KeptReason | null;
}

/** Per record what speaks against taking it back. A later import that told of it, or anything that happened to it since. */
const CHANGES = `
  select j.kind, j.record_id, j.created, j.before,
    case
      when coalesce(c.id, o.id) is null or c.status <> 'active' then 'gone'
      when exists (select from file_import_record r where r.shop_id = $1 and r.kind = j.kind and r.record_id = j.record_id and r.import_id <> $2) then 'later_import'
      when coalesce(c.version_at, o.version_at) <> $3 or c.tags_at > $3 or o.refunded_total <> 0 then 'changed'
      when j.kind = ${CUSTOMER} and j.created and (exists (select from sales_order s where s.shop_id = $1 and s.customer_id = j.record_id)
        or exists (select from checkout k where k.shop_id = $1 and k.customer_id = j.record_id)) then 'has_orders'
      when j.kind = ${CUSTOMER} and j.created and exists (select from customer_merge m where m.shop_id = $1 and m.into_id = j.record_id and m.undone_at is null) then 'changed'
    end as reason
  from (select kind, record_id, created, before from file_import_change where shop_id = $1 and import_id = $2 and state = 0 order by kind desc, record_id limit ${BATCH}) j
  left join customer c on j.kind = ${CUSTOMER} and c.shop_id = $1 and c.id = j.record_id
  left join sales_order o on j.kind = ${ORDER} and o.shop_id = $1 and o.id = j.record_id`;

/** Takes the next records of an import back, orders first. @returns false when none is left. */
export function undoBatch(shopId: bigint, importId: bigint, rowsPerSecond: number | null, now: Date): Promise<boolean> {
  return withShopConnection(shopId, async (client) => {
    const file = await readImport(client, shopId, importId, true);
    if (file.status !== 'undoing' || !file.begunAt) return false;
    if (file.settings?.kind === 'members') {
      const batch = await undoMembers(client, shopId, file, now);
      if (!batch) return finish(client, shopId, file, now);
      await note(client, shopId, file, batch, rowsPerSecond);
      return true;
    }
    return asRecordWriter(shopId, client, async () => {
      const { rows } = await client.query<Change>(CHANGES, [shopId, importId, file.begunAt]);
      const [first] = rows;
      if (!first) return finish(client, shopId, file, now);
      // Orders go before the people whose orders they are: a batch is of one kind.
      const changes = rows.filter((row) => row.kind === first.kind);
      await takeBack(client, shopId, importId, changes, now);
      await note(client, shopId, file, { kind: first.kind, changes, back: 0n, spent: 0n }, rowsPerSecond);
      return true;
    });
  });
}

async function takeBack(client: PoolClient, shopId: bigint, importId: bigint, changes: Change[], now: Date) {
  const free = changes.filter((change) => change.reason === null);
  const created = free.filter((change) => change.created).map((change) => change.record_id);
  const updated = free.filter((change) => !change.created);
  if (changes[0]?.kind === ORDER) {
    await removeOrders(client, shopId, created);
    await restoreOrders(client, shopId, updated, now);
  } else {
    await removeCustomers(client, shopId, created);
    await restoreCustomers(client, shopId, importId, updated, now);
  }
  await client.query('delete from file_import_record where shop_id = $1 and kind = $2 and record_id = any($3::bigint[])', [shopId, changes[0]?.kind, created]);
}

async function restoreOrders(client: PoolClient, shopId: bigint, changes: Change[], now: Date) {
  const before = changes.flatMap((change) => (change.before ? [orderBefore(change.before.toString())] : []));
  await applyOrders(
    shopId,
    before.map((order) => ({ ...order, versionAt: now })),
    client,
    { authoritative: true },
  );
  await client.query(
    'update sales_order o set version_at = n.at from unnest($2::bigint[], $3::timestamptz[]) as n (id, at) where o.shop_id = $1 and o.id = n.id',
    [shopId, before.map((order) => order.id), before.map((order) => order.versionAt)],
  );
}

async function restoreCustomers(client: PoolClient, shopId: bigint, importId: bigint, changes: Change[], now: Date) {
  for (const change of changes) {
    if (!change.before) continue;
    const before = (await openForPerson(
      client,
      shopId,
      change.record_id,
      change.before,
      beforeContext(shopId, importId, change.record_id),
    )) as BeforeCustomer | null;
    if (!before) continue;
    const { rows } = await client.query<{ occurred_at: Date }>('select occurred_at from customer where shop_id = $1 and id = $2', [shopId, change.record_id]);
    const { contact, tags } = before;
    await applyCustomers(shopId, [{ id: change.record_id, contact, tags, occurredAt: rows[0]?.occurred_at ?? now, versionAt: now }], client, {
      authoritative: true,
    });
    await client.query('update customer set version_at = $3, tags_at = $4 where shop_id = $1 and id = $2', [
      shopId,
      change.record_id,
      before.versionAt,
      before.tagsAt,
    ]);
  }
}

async function note(client: PoolClient, shopId: bigint, file: StoredImport, { kind, changes, back, spent }: UndoneBatch, rowsPerSecond: number | null) {
  await client.query(
    `update file_import_change j set state = case when n.reason is null then 1 else 2 end, reason = n.reason
     from unnest($4::bigint[], $5::text[]) as n (record_id, reason) where j.shop_id = $1 and j.import_id = $2 and j.kind = $3 and j.record_id = n.record_id`,
    [shopId, file.id, kind, changes.map((change) => change.record_id), changes.map((change) => change.reason)],
  );
  const before = file.undo?.points ?? { back: '0', spent: '0' };
  const points = { back: (BigInt(before.back) + back).toString(), spent: (BigInt(before.spent) + spent).toString() };
  const undo: UndoCounts = {
    total: file.undo?.total ?? 0,
    undone: file.undo?.undone ?? 0,
    kept: { ...file.undo?.kept },
    ...(file.settings?.kind === 'members' ? { points } : {}),
  };
  for (const { reason } of changes) {
    if (reason === null) undo.undone += 1;
    else undo.kept[reason] = (undo.kept[reason] ?? 0) + 1;
  }
  await client.query('update file_import set undo = $3, rows_per_second = coalesce($4, rows_per_second) where shop_id = $1 and id = $2', [
    shopId,
    file.id,
    JSON.stringify(undo),
    rowsPerSecond,
  ]);
}

/** What earlier imports had said of the records counts again, a stretch at a time; then the import is undone. */
async function finish(client: PoolClient, shopId: bigint, file: StoredImport, now: Date): Promise<boolean> {
  const stretch = `ctid = any(array(select r.ctid from file_import_record r where r.shop_id = $1 and r.import_id = $2`;
  // Records that stay are still this import's.
  const stays = `and not exists (select from file_import_change j where j.shop_id = $1 and j.import_id = $2 and j.kind = r.kind and j.record_id = r.record_id and j.state = 2)`;
  const back = await client.query(
    `update file_import_record set import_id = previous_import_id, content = previous_content, previous_import_id = null, previous_content = null
     where shop_id = $1 and ${stretch} and r.previous_import_id is not null ${stays} limit ${RECORDS_AT_ONCE}))`,
    [shopId, file.id],
  );
  const gone = await client.query(
    `delete from file_import_record where shop_id = $1 and ${stretch} and r.previous_import_id is null ${stays} limit ${RECORDS_AT_ONCE}))`,
    [shopId, file.id],
  );
  if ((back.rowCount ?? 0) + (gone.rowCount ?? 0) > 0) return true;
  await client.query("update file_import set status = 'undone', finished_at = $3 where shop_id = $1 and id = $2", [shopId, file.id, now]);
  return false;
}
