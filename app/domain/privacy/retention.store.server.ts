import { database } from '~/db/client.server';
import { withShopConnection } from '~/db/tenant.server';
import type { Retention } from './model';

export type Swept = Record<keyof Retention, number>;

const ROWS_AT_ONCE = 2000;

/** Our own clock counts for what is written with it, the product's for what a merchant dates. */
const RULES: Record<keyof Retention, string> = {
  parked: batch('webhook_inbox', 'state = 2 and received_at < now() - make_interval(days => $2) and $3::timestamptz is not null'),
  inbox: batch('webhook_inbox', 'state in (1, 3) and received_at < now() - make_interval(days => $2) and $3::timestamptz is not null'),
  events: batch('domain_event', 'finished_at is not null and recorded_at < now() - make_interval(days => $2) and $3::timestamptz is not null'),
  exports: `update compliance_request set detail = detail - 'sealed' where shop_id = $1 and ctid = any(array(
    select ctid from compliance_request where shop_id = $1 and detail ? 'sealed' and finished_at < $3::timestamptz - make_interval(days => $2) limit ${ROWS_AT_ONCE} for update skip locked))`,
  files: batch('file_import', "status in ('uploading', 'ready', 'checked') and created_at < $3::timestamptz - make_interval(days => $2)"),
  accessLog: batch('access_entry', 'at < $3::timestamptz - make_interval(days => $2)'),
};

function batch(table: string, where: string): string {
  return `delete from ${table} where shop_id = $1 and ctid = any(array(select ctid from ${table} where shop_id = $1 and ${where} limit ${ROWS_AT_ONCE} for update skip locked))`;
}

/** Deletes what a shop has kept for long enough, a small batch a transaction, so that nobody waits for it. @returns how much of each. */
export async function sweepShop(shopId: bigint, retention: Retention, now: Date): Promise<Swept> {
  const swept: Swept = { parked: 0, inbox: 0, events: 0, exports: 0, files: 0, accessLog: 0 };
  for (const rule of Object.keys(RULES) as (keyof Retention)[]) {
    let rows: number;
    do {
      rows = await withShopConnection(shopId, async (connection) => (await connection.query(RULES[rule], [shopId, retention[rule], now])).rowCount ?? 0);
      swept[rule] += rows;
    } while (rows === ROWS_AT_ONCE);
  }
  return swept;
}

/** {@link sweepShop} of all shops that ever were here, also those that have gone. `onSwept` is told where there was something. */
export async function sweepEveryShop(retention: Retention, now: () => Date, onSwept: (shopId: bigint, swept: Swept) => void): Promise<void> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>('select every_shop() as shop_id');
  for (const { shop_id: shopId } of rows) {
    const swept = await sweepShop(shopId, retention, now());
    if (Object.values(swept).some((count) => count > 0)) onSwept(shopId, swept);
  }
}
