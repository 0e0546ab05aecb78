import type { PoolClient } from 'pg';
import { asRecordWriter } from '~/db/record-lock.server';
import { destroyContacts, stubCustomers } from '../customers/index.server';
import { finishRequest, type OpenRequest } from './requests.store.server';

/**
 * Erases a person: their key (and so every copy of what was sealed), who they were, how they could be found, their tags
 * and wishes. That somebody bought stays, without a name: orders and sums are the shop's accounts.
 */
export async function redactCustomer(shopId: bigint, request: OpenRequest, now: Date): Promise<void> {
  await asRecordWriter(shopId, undefined, async (connection) => {
    if (request.customer_id !== null) await erasePerson(connection, shopId, request.customer_id, request.requested_at);
    const orderIds = (request.detail.orderIds ?? []).map(BigInt);
    await connection.query('update sales_order set email_token = null where shop_id = $1 and (id = any($2::bigint[]) or customer_id = $3)', [
      shopId,
      orderIds,
      request.customer_id,
    ]);
    await finishRequest(connection, shopId, request.id, {}, now);
  });
}

async function erasePerson(connection: PoolClient, shopId: bigint, id: bigint, at: Date) {
  // Redacted before it was ever seen: the mark keeps a late webhook from bringing the person back.
  await stubCustomers(connection, shopId, new Map([[id, at]]));
  await destroyContacts(connection, shopId, [id]);
  await connection.query('delete from customer_tag where shop_id = $1 and customer_id = $2', [shopId, id]);
  await connection.query("delete from customer_event where shop_id = $1 and customer_id = $2 and kind in ('tagged', 'untagged')", [shopId, id]);
  await connection.query(
    `update customer set status = 'redacted', state = null, locale = null, country_code = null, verified_email = false, email_consent = null, email_opt_in = null, email_consent_at = null,
       sms_consent = null, sms_opt_in = null, sms_consent_at = null, fingerprint = null where shop_id = $1 and id = $2`,
    [shopId, id],
  );
}
