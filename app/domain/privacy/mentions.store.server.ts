import type { PoolClient } from 'pg';
import { appendEvents } from '~/db/outbox.server';
import { openSealed, shopKeys } from '~/db/vault/shop-keys.store.server';
import type { CustomerContact } from '../customers/model';
import { mentions, ordersIn, type Whom } from './mentions';

const AT_ONCE = 200;

/**
 * Destroys the bodies of webhooks that wait, or were parked, with this person in them: they are sealed with the shop's key
 * and would outlive the person's. Orders that they spoke of are read again from the store, which has forgotten the person too. @returns how many there were.
 */
export async function destroyMentions(
  connection: PoolClient,
  shopId: bigint,
  person: { customerIds: bigint[]; orderIds: bigint[]; contact: CustomerContact | undefined },
  now: Date,
): Promise<number> {
  const keys = await shopKeys(shopId);
  const whom: Whom = { ids: [...person.customerIds, ...person.orderIds], contact: person.contact ?? null };
  const orders = new Set<bigint>();
  let after = -1n;
  let destroyed = 0;
  for (;;) {
    const { rows } = await connection.query<{ id: bigint; topic: string; sealed_body: Buffer }>(
      "select id, topic, sealed_body from webhook_inbox where shop_id = $1 and id > $2 and sealed_body is not null and topic not in ('customers/redact', 'customers/data_request', 'shop/redact') order by id limit $3",
      [shopId, after, AT_ONCE],
    );
    const theirs = rows.filter(({ sealed_body: sealed }) => {
      const body = openSealed(keys, 'inbox', sealed, `inbox:${shopId}`)?.toString('utf8');
      if (body !== undefined && !mentions(body, whom)) return false;
      for (const order of ordersIn(body ?? '')) orders.add(order);
      return true;
    });
    await connection.query(
      "update webhook_inbox set sealed_body = null, state = 3, error = 'erased', done_at = now() where shop_id = $1 and id = any($2::bigint[])",
      [shopId, theirs.map(({ id }) => id)],
    );
    destroyed += theirs.length;
    if (rows.length < AT_ONCE) break;
    after = rows.at(-1)?.id ?? after;
  }
  await appendEvents(
    connection,
    shopId,
    [...orders].map((orderId) => ({ type: 'order.reread_requested' as const, payload: { orderId: orderId.toString() } })),
    now,
  );
  return destroyed;
}
