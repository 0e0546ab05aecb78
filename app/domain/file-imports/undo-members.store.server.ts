import type { PoolClient } from 'pg';
import { z } from 'zod';
import { takeLotsOut, takeMembersOut } from '../loyalty/members/index.server';
import type { StoredImport } from './file-import.store.server';
import type { KeptReason } from './model';
import { LOT, MEMBER } from './write-context.store.server';

/** So few that no shopper waits for their locks. */
const BATCH = 100;

interface Change {
  kind: number;
  record_id: bigint;
  before: Buffer | null;
}
export interface UndoneBatch {
  kind: number;
  changes: { record_id: bigint; reason: KeptReason | null }[];
  back: bigint;
  spent: bigint;
}
const stood = z.object({ joinedAt: z.iso.datetime().nullable(), toldBirthday: z.boolean() });

/** Takes the next lots of an import of members back, then what it had said of the members. @returns `null` when nothing is left */
export async function undoMembers(client: PoolClient, shopId: bigint, file: StoredImport, now: Date): Promise<UndoneBatch | null> {
  const { rows } = await client.query<Change>(
    `select kind, record_id, before from file_import_change where shop_id = $1 and import_id = $2 and state = 0 order by kind desc, record_id limit ${BATCH}`,
    [shopId, file.id],
  );
  const kind = rows[0]?.kind;
  if (kind === undefined) return null;
  const changes = rows.filter((row) => row.kind === kind);
  return kind === LOT ? undoLots(client, shopId, file.id, changes, now) : undoWords(client, shopId, file.id, changes, now);
}

async function undoLots(client: PoolClient, shopId: bigint, importId: bigint, changes: Change[], now: Date): Promise<UndoneBatch> {
  const ids = changes.map((change) => change.record_id);
  const taken = await takeLotsOut(client, shopId, importId, ids, now);
  const batch: UndoneBatch = { kind: LOT, changes: [], back: 0n, spent: 0n };
  for (const id of ids) {
    const { points, back, isMoved } = taken.get(id) ?? { points: 0n, back: 0n, isMoved: true };
    batch.back += back;
    batch.spent += points - back;
    batch.changes.push({ record_id: id, reason: back === points ? null : isMoved ? 'gone' : 'spent' });
  }
  await forget(
    client,
    shopId,
    LOT,
    batch.changes.flatMap(({ record_id: id, reason }) => (reason === null ? [id] : [])),
  );
  return batch;
}

async function undoWords(client: PoolClient, shopId: bigint, importId: bigint, changes: Change[], now: Date): Promise<UndoneBatch> {
  const members = changes.map(({ record_id: customerId, before }) => {
    const { joinedAt, toldBirthday } = stood.parse(JSON.parse(before?.toString() ?? '{}'));
    return { customerId, joinedAt: joinedAt === null ? null : new Date(joinedAt), toldBirthday };
  });
  await takeMembersOut(client, shopId, importId, members, now);
  await forget(
    client,
    shopId,
    MEMBER,
    members.map(({ customerId }) => customerId),
  );
  return { kind: MEMBER, changes: changes.map(({ record_id: id }) => ({ record_id: id, reason: null })), back: 0n, spent: 0n };
}

/** What has been taken back may come again. */
const forget = (client: PoolClient, shopId: bigint, kind: number, ids: bigint[]) =>
  client.query('delete from file_import_record where shop_id = $1 and kind = $2 and record_id = any($3::bigint[])', [shopId, kind, ids]);
