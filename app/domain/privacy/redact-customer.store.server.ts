import type { PoolClient } from 'pg';
import { asRecordWriter } from '~/db/record-lock.server';
import { withShopConnection } from '~/db/tenant.server';
import { destroyContacts, readWholeContacts, stubCustomers, wholePerson } from '../customers/index.server';
import { discardFilesNaming } from '../file-imports/index.server';
import { findShop } from '../shops/index.server';
import { forgetPersonInViews } from '../views/index.server';
import { mentionedInFile } from './mentions';
import { destroyMentions } from './mentions.store.server';
import { finishRequest, type OpenRequest } from './requests.store.server';

const WHILE_FILES_ARE_READ_MS = 10_000;
/** A number as short as this stands in many files and means something else there. */
const SMALL_NUMBER = 1_000_000n;

/**
 * Erases a person, with all that was merged into them or that they were merged into: their key (and so every copy of what was sealed),
 * who they were, how they could be found, their tags and wishes, what waits with their name in it, the views that look for them and the
 * files that would bring them back. That somebody bought stays, without a name: orders and sums are the
 * shop's accounts.
 */
export async function redactCustomer(shopId: bigint, request: OpenRequest, now: Date): Promise<{ againInMs: number } | void> {
  if ((await findShop(shopId))?.status === 'redacted')
    return withShopConnection(shopId, (connection) => finishRequest(connection, shopId, request, { step: 'nothing_to_do' }, now));
  const id = request.customer_id;
  const orderIds = (request.detail.orderIds ?? []).map(BigInt);
  const { ids, contact } = await withShopConnection(shopId, async (connection) => {
    const people = id === null ? [] : await wholePerson(connection, shopId, id);
    return { ids: people, contact: people[0] === undefined ? undefined : (await readWholeContacts(connection, shopId, [people[0]])).get(people[0]) };
  });
  const files = await discardFilesNaming(shopId, (text) => mentionedInFile(text, { ids: ids.filter((one) => one > SMALL_NUMBER), contact: contact ?? null }));
  // What is being imported just now may bring them: they are erased with it, when it has come to its end.
  if (files === null) return { againInMs: WHILE_FILES_ARE_READ_MS };
  await asRecordWriter(shopId, undefined, async (connection) => {
    const payloads = await destroyMentions(connection, shopId, { customerIds: ids, orderIds, contact }, now);
    for (const one of ids) await forgetPersonInViews(connection, shopId, one, contact ?? null);
    if (ids.length > 0) await erasePerson(connection, shopId, ids, request.requested_at);
    const { rowCount: orders } = await connection.query(
      'update sales_order set email_token = null, phone_token = null where shop_id = $1 and (id = any($2::bigint[]) or customer_id = any($3::bigint[]))',
      [shopId, orderIds, ids],
    );
    // Whoever restores a backup that knows nothing of the merge erases all of them again.
    await finishRequest(
      connection,
      shopId,
      request,
      { step: 'done', result: { customerIds: ids.map(String) }, counts: { orders: orders ?? 0, payloads, files } },
      now,
    );
  });
}

async function erasePerson(connection: PoolClient, shopId: bigint, ids: bigint[], at: Date) {
  // Redacted before they were ever seen: the mark keeps a late webhook from bringing the person back.
  await stubCustomers(connection, shopId, new Map(ids.map((id) => [id, at])));
  await destroyContacts(connection, shopId, ids);
  await connection.query(
    "update compliance_request set detail = detail - 'sealed' where shop_id = $1 and customer_id = any($2::bigint[]) and detail ? 'sealed'",
    [shopId, ids],
  );
  for (const table of ['customer_tag', 'customer_own'])
    await connection.query(`delete from ${table} where shop_id = $1 and customer_id = any($2::bigint[])`, [shopId, ids]);
  await connection.query('delete from duplicate_suggestion where shop_id = $1 and (one_id = any($2::bigint[]) or other_id = any($2::bigint[]))', [shopId, ids]);
  await connection.query('update loyalty_member set birthday = null, birthday_set_at = null where shop_id = $1 and customer_id = any($2::bigint[])', [
    shopId,
    ids,
  ]);
  await connection.query("delete from customer_event where shop_id = $1 and customer_id = any($2::bigint[]) and kind in ('tagged', 'untagged')", [shopId, ids]);
  // Who was part of a merge stays part of it, for good: the orders are the survivor's.
  await connection.query("update customer_merge set source = 'store' where shop_id = $1 and from_id = any($2::bigint[]) and undone_at is null", [shopId, ids]);
  await connection.query(
    `update customer set status = 'redacted', merged_by = case when merged_into is not null then 'store' end, state = null, locale = null, country_code = null,
       verified_email = false, email_consent = null, email_opt_in = null, email_consent_at = null,
       sms_consent = null, sms_opt_in = null, sms_consent_at = null, fingerprint = null where shop_id = $1 and id = any($2::bigint[])`,
    [shopId, ids],
  );
}
