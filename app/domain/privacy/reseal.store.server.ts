import type { KeyObject } from 'node:crypto';
import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { open, personKey, seal, type SealingKey } from '~/db/vault/envelope';
import { forgetShopKeys, shopKeys, type SealPurpose, type ShopKeys } from '~/db/vault/shop-keys.store.server';

const ROWS_AT_ONCE = 500;

interface SealedRow {
  /** The row's place in its table. */
  key: string;
  context: string;
  sealed: Buffer;
  /** Of a person's: what their own key is made with. */
  salt: Buffer | null;
}
/** A place where something lies that is sealed with a shop's data key. Every place must stand here; a test compares it with the schema. */
interface SealedPlace {
  column: string;
  purpose: SealPurpose;
  /** `$1` shop, `$2` the key after which to go on, `$3` how many. Locks, so that a row which is just being written is waited for. */
  read: string;
  /** `$1` shop, `$2` keys, `$3` sealed anew. */
  write: string;
}

const PLACES: SealedPlace[] = [
  {
    column: 'session.sealed',
    purpose: 'session',
    read: `select id as key, 'session:' || $1::bigint || ':' || id as context, sealed, null::bytea as salt from session where shop_id = $1 and id > $2 order by id limit $3 for update`,
    write: 'update session t set sealed = n.sealed from unnest($2::text[], $3::bytea[]) as n (key, sealed) where t.shop_id = $1 and t.id = n.key',
  },
  {
    column: 'webhook_inbox.sealed_body',
    purpose: 'inbox',
    read: `select id::text as key, 'inbox:' || $1::bigint as context, sealed_body as sealed, null::bytea as salt from webhook_inbox
      where shop_id = $1 and id > coalesce(nullif($2::text, ''), '-1')::bigint and sealed_body is not null order by id limit $3 for update`,
    write:
      'update webhook_inbox t set sealed_body = n.sealed from unnest($2::text[], $3::bytea[]) as n (key, sealed) where t.shop_id = $1 and t.id = n.key::bigint and t.sealed_body is not null',
  },
  {
    column: 'customer_contact.sealed',
    purpose: 'contact',
    read: `select c.customer_id::text as key, 'contact:' || $1::bigint || ':' || c.customer_id as context, c.sealed, k.salt from customer_contact c join customer_key k using (shop_id, customer_id)
      where c.shop_id = $1 and c.customer_id > coalesce(nullif($2::text, ''), '-9223372036854775808')::bigint order by c.customer_id limit $3 for update of c`,
    write:
      'update customer_contact t set sealed = n.sealed from unnest($2::text[], $3::bytea[]) as n (key, sealed) where t.shop_id = $1 and t.customer_id = n.key::bigint',
  },
  {
    column: 'compliance_request.detail',
    purpose: 'contact',
    read: `select r.id::text as key, 'export:' || $1::bigint || ':' || r.id as context, decode(r.detail ->> 'sealed', 'base64') as sealed, k.salt
      from compliance_request r join customer_key k using (shop_id, customer_id)
      where r.shop_id = $1 and r.id > coalesce(nullif($2::text, ''), '-1')::bigint and r.detail ? 'sealed' order by r.id limit $3 for update of r`,
    write: `update compliance_request t set detail = t.detail || jsonb_build_object('sealed', translate(encode(n.sealed, 'base64'), E'\\n', ''))
      from unnest($2::text[], $3::bytea[]) as n (key, sealed) where t.shop_id = $1 and t.id = n.key::bigint`,
  },
  {
    column: 'list_view.sealed',
    purpose: 'contact',
    read: `select id::text as key, 'list-view:' || $1::bigint || ':' || id as context, sealed, null::bytea as salt from list_view
      where shop_id = $1 and id > coalesce(nullif($2::text, ''), '-1')::bigint order by id limit $3 for update`,
    write: 'update list_view t set sealed = n.sealed from unnest($2::text[], $3::bytea[]) as n (key, sealed) where t.shop_id = $1 and t.id = n.key::bigint',
  },
  {
    column: 'loyalty_redemption.code_sealed',
    purpose: 'reward',
    read: `select id::text as key, 'reward-code:' || $1::bigint || ':' || id as context, code_sealed as sealed, null::bytea as salt from loyalty_redemption
      where shop_id = $1 and id > coalesce(nullif($2::text, ''), '-1')::bigint and code_sealed is not null order by id limit $3 for update`,
    write:
      'update loyalty_redemption t set code_sealed = n.sealed from unnest($2::text[], $3::bytea[]) as n (key, sealed) where t.shop_id = $1 and t.id = n.key::bigint',
  },
  {
    column: 'file_import_piece.sealed',
    purpose: 'contact',
    read: `select p.import_id || ':' || p.piece as key, 'file-import:' || $1::bigint || ':' || p.import_id || ':' || p.piece as context, p.sealed, f.salt
      from file_import_piece p join file_import f on f.shop_id = p.shop_id and f.id = p.import_id
      where p.shop_id = $1 and f.salt is not null and (p.import_id, p.piece) > (coalesce(nullif(split_part($2::text, ':', 1), ''), '-1')::bigint, coalesce(nullif(split_part($2::text, ':', 2), ''), '-1')::int)
      order by p.import_id, p.piece limit least($3::int, 20) for update of p`,
    write: `update file_import_piece t set sealed = n.sealed from unnest($2::text[], $3::bytea[]) as n (key, sealed)
      where t.shop_id = $1 and t.import_id = split_part(n.key, ':', 1)::bigint and t.piece = split_part(n.key, ':', 2)::int`,
  },
  {
    // What a customer was before; of an order it is not sealed, because it names nobody, and there is no person's key to go by.
    column: 'file_import_change.before',
    purpose: 'contact',
    read: `select c.import_id || ':' || c.record_id || ':' || c.kind as key, 'file-import-before:' || $1::bigint || ':' || c.import_id || ':' || c.record_id as context, c.before as sealed, k.salt
      from file_import_change c join customer_key k on k.shop_id = c.shop_id and k.customer_id = c.record_id
      where c.shop_id = $1 and c.before is not null and (c.import_id, c.record_id, c.kind) > (
        coalesce(nullif(split_part($2::text, ':', 1), ''), '-1')::bigint, coalesce(nullif(split_part($2::text, ':', 2), ''), '-9223372036854775808')::bigint, coalesce(nullif(split_part($2::text, ':', 3), ''), '-1')::int)
      order by c.import_id, c.record_id, c.kind limit $3 for update of c`,
    write: `update file_import_change t set before = n.sealed from unnest($2::text[], $3::bytea[]) as n (key, sealed)
      where t.shop_id = $1 and t.import_id = split_part(n.key, ':', 1)::bigint and t.record_id = split_part(n.key, ':', 2)::bigint and t.kind = split_part(n.key, ':', 3)::int`,
  },
];

/** Where sealed things lie, `table.column`. */
export const sealedColumns: readonly string[] = PLACES.map(({ column }) => column);

/** Seals again with the current data key whatever the other one sealed, batch by batch. @returns how many rows. */
export async function resealShop(shopId: bigint): Promise<number> {
  forgetShopKeys(shopId);
  const keys = await shopKeys(shopId);
  let resealed = 0;
  for (const place of PLACES) {
    for (let after: string | null = ''; after !== null;) {
      const from: string = after;
      const batch = await withShopConnection(shopId, (connection) => resealBatch(connection, shopId, keys, place, from));
      resealed += batch.resealed;
      after = batch.last;
    }
  }
  return resealed;
}

async function resealBatch(connection: PoolClient, shopId: bigint, keys: ShopKeys, place: SealedPlace, after: string) {
  const { rows } = await connection.query<SealedRow>(place.read, [shopId, after, ROWS_AT_ONCE]);
  const changed: { key: string; sealed: Buffer }[] = [];
  for (const row of rows) {
    const own = (key: KeyObject) => (row.salt ? personKey(key, row.salt) : key);
    const current = own(keys[place.purpose]);
    if (opens(current, row) || !keys.other) continue;
    const plain = opens(own(keys.other[place.purpose]), row);
    // What neither opens was lost before, with a key that was destroyed.
    if (plain) changed.push({ key: row.key, sealed: seal(current, plain, row.context) });
  }
  if (changed.length > 0) await connection.query(place.write, [shopId, changed.map(({ key }) => key), changed.map(({ sealed }) => sealed)]);
  return { resealed: changed.length, last: rows.at(-1)?.key ?? null };
}

function opens(key: SealingKey, { sealed, context }: SealedRow): Buffer | null {
  try {
    return open(key, sealed, context);
  } catch {
    return null;
  }
}
