import { withShopConnection } from '~/db/tenant.server';
import { aboutFrom, messageError, type InboxHealth, type TroubledMessage } from './model';

const EXPORTED_AT_ONCE = 1000;

/** Whether deliveries wait that have not been tried yet. */
export async function isInboxBehind(shopId: bigint): Promise<boolean> {
  const { rowCount } = await withShopConnection(shopId, (connection) =>
    connection.query('select from webhook_inbox where shop_id = $1 and state = 0 and attempts = 0 limit 1', [shopId]),
  );
  return Boolean(rowCount);
}

const secondsSince = (column: string) => `extract(epoch from now() - ${column})::float8`;

export async function readInboxHealth(shopId: bigint): Promise<InboxHealth> {
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<InboxHealth>(
      `select (select count(*)::int from webhook_inbox where shop_id = $1 and state = 0 and attempts = 0) as waiting,
         (select count(*)::int from webhook_inbox where shop_id = $1 and state = 0 and attempts > 0) as retrying,
         (select count(*)::int from webhook_inbox where shop_id = $1 and state = 2) as parked,
         (select ${secondsSince('min(received_at)')} from webhook_inbox where shop_id = $1 and state = 0 and attempts = 0) as "lagSeconds",
         (select ${secondsSince('max(received_at)')} from webhook_inbox where shop_id = $1) as "lastReceivedSeconds",
         (select count(*)::int from webhook_inbox where shop_id = $1 and state = 1 and done_at > now() - interval '1 hour') as "appliedLastHour",
         (select count(*)::int from webhook_inbox where shop_id = $1 and state = 1 and done_at > now() - interval '1 day') as "appliedLastDay"`,
      [shopId],
    ),
  );
  if (!rows[0]) throw new Error('A query of counts gave no row.');
  return rows[0];
}

interface TroubledRow {
  id: bigint;
  topic: string;
  about: string | null;
  error: string | null;
  attempts: number;
  state: number;
  age: number;
  next: number;
}
const TROUBLED = `select id, topic, about, error, attempts, state, ${secondsSince('received_at')} as age, greatest(0, extract(epoch from next_at - now()))::float8 as next
  from webhook_inbox where shop_id = $1 and (state = 2 or (state = 0 and attempts > 0))`;

const toMessage = ({ id, topic, about, error, attempts, state, age, next }: TroubledRow): TroubledMessage => ({
  id: id.toString(),
  topic,
  about: aboutFrom(about),
  error: messageError(error ?? ''),
  detail: error ?? '',
  attempts,
  parked: state === 2,
  ageSeconds: age,
  nextSeconds: state === 2 ? null : next,
});

/** What has failed, the parked first, oldest first. */
export async function troubledMessages(shopId: bigint, limit: number): Promise<TroubledMessage[]> {
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<TroubledRow>(`${TROUBLED} order by state desc, id limit $2`, [shopId, limit]),
  );
  return rows.map(toMessage);
}

/** All that has failed, page by page, oldest first: for export, in flat memory. */
export async function* eachTroubledMessage(shopId: bigint): AsyncGenerator<TroubledMessage[]> {
  for (let after: bigint | undefined = -1n; after !== undefined;) {
    const from: bigint = after;
    const { rows } = await withShopConnection(shopId, (connection) =>
      connection.query<TroubledRow>(`${TROUBLED} and id > $2 order by id limit $3`, [shopId, from, EXPORTED_AT_ONCE]),
    );
    yield rows.map(toMessage);
    after = rows.at(-1)?.id;
  }
}

/** Has messages tried again now, those named or all that have failed; parked ones get all their tries again. @returns how many. */
export async function retryMessages(shopId: bigint, ids: bigint[] | 'all'): Promise<number> {
  return change(
    shopId,
    `update webhook_inbox set state = 0, next_at = now(), attempts = case state when 2 then 0 else attempts end
     where shop_id = $1 and (state = 2 or (state = 0 and attempts > 0)) and sealed_body is not null and ($2::bigint[] is null or id = any($2))`,
    ids,
  );
}

/** Gives messages up for good and destroys their bodies: those named, or all that are parked. @returns how many. */
export async function discardMessages(shopId: bigint, ids: bigint[] | 'all'): Promise<number> {
  return change(
    shopId,
    `update webhook_inbox set state = 3, sealed_body = null, done_at = now()
     where shop_id = $1 and (state = 2 or (state = 0 and attempts > 0 and $2::bigint[] is not null)) and ($2::bigint[] is null or id = any($2))`,
    ids,
  );
}

async function change(shopId: bigint, sql: string, ids: bigint[] | 'all'): Promise<number> {
  return withShopConnection(shopId, async (connection) => (await connection.query(sql, [shopId, ids === 'all' ? null : ids])).rowCount ?? 0);
}
