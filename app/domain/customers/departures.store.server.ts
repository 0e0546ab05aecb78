import type { PoolClient } from 'pg';
import { appendEvents } from '~/db/outbox.server';
import { asRecordWriter } from '~/db/record-lock.server';
import { stricterConsent } from './consent';
import { destroyContacts } from './contact-vault.store.server';
import { consentEvents, emailConsentOf, eventRow, readKnown, smsConsentOf, withEmailConsent, withSmsConsent, writeKnown } from './known-customer.store.server';
import { recomputeSums, recordEvents, stubCustomers, survivorsOf } from './references.store.server';

/** The store has deleted the customer: who they were goes, that there was somebody stays. Works before the customer was ever seen, too. */
export async function markCustomerDeleted(shopId: bigint, ids: readonly bigint[], at: Date, connection?: PoolClient): Promise<void> {
  if (ids.length === 0) return;
  await asRecordWriter(shopId, connection, async (client) => {
    await stubCustomers(client, shopId, new Map(ids.map((id) => [id, at])));
    await client.query(
      "update customer set status = 'deleted', locale = null, country_code = null where shop_id = $1 and id = any($2::bigint[]) and status in ('active', 'stub')",
      [shopId, ids],
    );
    await client.query('delete from customer_tag where shop_id = $1 and customer_id = any($2::bigint[])', [shopId, ids]);
    await destroyContacts(client, shopId, [...ids]);
  });
}

/**
 * Two customers turned out to be one. Orders, checkouts, tags and the timeline go over; of their wishes the stricter holds;
 * who the survivor is stays as it is, and is read again. Told twice, it changes nothing. @returns whether it was news.
 */
export async function mergeCustomers(shopId: bigint, fromId: bigint, intoId: bigint, at: Date, connection?: PoolClient): Promise<boolean> {
  return asRecordWriter(shopId, connection, async (client) => {
    const survivorId = (await survivorsOf(client, shopId, [intoId])).get(intoId) ?? intoId;
    if (survivorId === fromId) return false;
    await stubCustomers(client, shopId, new Map([fromId, survivorId].map((id) => [id, at])));
    const known = await readKnown(client, shopId, [fromId, survivorId]);
    const from = known.get(fromId);
    const into = known.get(survivorId);
    if (!from || !into || from.status === 'merged') return false;
    await moveBelongings(client, shopId, fromId, survivorId);
    const email = stricterConsent(emailConsentOf(into), emailConsentOf(from));
    const sms = stricterConsent(smsConsentOf(into), smsConsentOf(from));
    const occurredAt = from.occurred_at < into.occurred_at ? from.occurred_at : into.occurred_at;
    await writeKnown(client, shopId, [withSmsConsent(withEmailConsent({ ...into, occurred_at: occurredAt }, email), sms)]);
    await client.query("update customer set status = 'merged', merged_into = $3, locale = null, country_code = null where shop_id = $1 and id = $2", [
      shopId,
      fromId,
      survivorId,
    ]);
    await destroyContacts(client, shopId, [fromId]);
    await recordEvents(client, shopId, [
      eventRow(survivorId, 'merged', `${fromId}`, at, { fromId: fromId.toString() }),
      ...consentEvents(survivorId, 'email', email),
      ...consentEvents(survivorId, 'sms', sms),
    ]);
    await recomputeSums(client, shopId, [fromId, survivorId]);
    await appendEvents(client, shopId, [{ type: 'customer.reread_requested', payload: { customerId: survivorId.toString() } }], at);
    return true;
  });
}

async function moveBelongings(client: PoolClient, shopId: bigint, fromId: bigint, intoId: bigint) {
  const move = (sql: string) => client.query(sql, [shopId, fromId, intoId]);
  await move('update sales_order set customer_id = $3 where shop_id = $1 and customer_id = $2');
  await move('update checkout set customer_id = $3 where shop_id = $1 and customer_id = $2');
  await move(
    'insert into customer_tag (shop_id, tag, customer_id) select shop_id, tag, $3 from customer_tag where shop_id = $1 and customer_id = $2 on conflict do nothing',
  );
  await client.query('delete from customer_tag where shop_id = $1 and customer_id = $2', [shopId, fromId]);
  // The survivor joined when the survivor joined: that one entry is not taken over.
  await move(`insert into customer_event (shop_id, customer_id, kind, source, occurred_at, recorded_at, order_id, amount, detail)
    select shop_id, $3, kind, source, occurred_at, recorded_at, order_id, amount, detail from customer_event where shop_id = $1 and customer_id = $2 and kind <> 'joined' on conflict do nothing`);
  await client.query('delete from customer_event where shop_id = $1 and customer_id = $2', [shopId, fromId]);
}
