import type { PoolClient } from 'pg';
import { asRecordWriter } from '~/db/record-lock.server';
import { withShopConnection } from '~/db/tenant.server';
import { destroyContacts, readContacts, stubCustomers } from '../customers/index.server';
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
 * Erases a person: their key (and so every copy of what was sealed), who they were, how they could be found, their tags
 * and wishes, what waits with their name in it, the views that look
 * for them and the files that would bring them back. That somebody bought stays, without a name: orders and sums are the
 * shop's accounts.
 */
export async function redactCustomer(shopId: bigint, request: OpenRequest, now: Date): Promise<{ againInMs: number } | void> {
  if ((await findShop(shopId))?.status === 'redacted')
    return withShopConnection(shopId, (connection) => finishRequest(connection, shopId, request, { step: 'nothing_to_do' }, now));
  const id = request.customer_id;
  const orderIds = (request.detail.orderIds ?? []).map(BigInt);
  const contact = id === null ? undefined : (await readContacts(shopId, [id])).get(id);
  const whom = { ids: id !== null && id > SMALL_NUMBER ? [id] : [], contact: contact ?? null };
  const files = await discardFilesNaming(shopId, (text) => mentionedInFile(text, whom));
  // What is being imported just now may bring them: they are erased with it, when it has come to its end.
  if (files === null) return { againInMs: WHILE_FILES_ARE_READ_MS };
  await asRecordWriter(shopId, undefined, async (connection) => {
    const payloads = await destroyMentions(connection, shopId, { customerId: id, orderIds, contact }, now);
    await forgetPersonInViews(connection, shopId, id, contact ?? null);
    if (id !== null) await erasePerson(connection, shopId, id, request.requested_at);
    const { rowCount: orders } = await connection.query(
      'update sales_order set email_token = null where shop_id = $1 and (id = any($2::bigint[]) or customer_id = $3)',
      [shopId, orderIds, id],
    );
    await finishRequest(connection, shopId, request, { step: 'done', counts: { orders: orders ?? 0, payloads, files } }, now);
  });
}

async function erasePerson(connection: PoolClient, shopId: bigint, id: bigint, at: Date) {
  // Redacted before it was ever seen: the mark keeps a late webhook from bringing the person back.
  await stubCustomers(connection, shopId, new Map([[id, at]]));
  await destroyContacts(connection, shopId, [id]);
  await connection.query("update compliance_request set detail = detail - 'sealed' where shop_id = $1 and customer_id = $2 and detail ? 'sealed'", [
    shopId,
    id,
  ]);
  await connection.query('delete from customer_tag where shop_id = $1 and customer_id = $2', [shopId, id]);
  await connection.query("delete from customer_event where shop_id = $1 and customer_id = $2 and kind in ('tagged', 'untagged')", [shopId, id]);
  await connection.query(
    `update customer set status = 'redacted', state = null, locale = null, country_code = null, verified_email = false, email_consent = null, email_opt_in = null, email_consent_at = null,
       sms_consent = null, sms_opt_in = null, sms_consent_at = null, fingerprint = null where shop_id = $1 and id = $2`,
    [shopId, id],
  );
}
