/** Erases in restored data whoever has been erased since that data was saved: people without a key, and shops. */
export async function eraseAgain(client, takenAt, tables) {
  await eraseShops(client, takenAt, tables);
  await client.query(`
    create temporary table erased_since on commit drop as
      select shop_id, customer_id from compliance_request where kind = 'customer_redact' and status = 'done' and customer_id is not null
      union
      select r.shop_id, n.id::bigint from compliance_request r, jsonb_array_elements_text(coalesce(r.detail -> 'customerIds', '[]')) as n (id)
      where r.kind = 'customer_redact' and r.status = 'done'`);
  for (const sql of [
    'delete from customer_contact c where not exists (select from customer_key k where k.shop_id = c.shop_id and k.customer_id = c.customer_id)',
    'delete from customer_search c where not exists (select from customer_key k where k.shop_id = c.shop_id and k.customer_id = c.customer_id)',
    'delete from customer_tag c using erased_since e where e.shop_id = c.shop_id and e.customer_id = c.customer_id',
    "delete from customer_event c using erased_since e where e.shop_id = c.shop_id and e.customer_id = c.customer_id and c.kind in ('tagged', 'untagged')",
    'delete from customer_own o using erased_since e where e.shop_id = o.shop_id and e.customer_id = o.customer_id',
    'update loyalty_member m set birthday = null, birthday_set_at = null from erased_since e where e.shop_id = m.shop_id and e.customer_id = m.customer_id',
    'delete from duplicate_suggestion d using erased_since e where e.shop_id = d.shop_id and e.customer_id in (d.one_id, d.other_id)',
    `update customer c set status = 'redacted', merged_by = case when merged_into is not null then 'store' end, state = null, locale = null, country_code = null, verified_email = false, email_consent = null, email_opt_in = null,
       email_consent_at = null, sms_consent = null, sms_opt_in = null, sms_consent_at = null, fingerprint = null
     from erased_since e where e.shop_id = c.shop_id and e.customer_id = c.id`,
    'update sales_order o set email_token = null, phone_token = null from erased_since e where e.shop_id = o.shop_id and e.customer_id = o.customer_id',
    `update sales_order o set email_token = null, phone_token = null from compliance_request r, jsonb_array_elements_text(coalesce(r.detail -> 'orderIds', '[]')) as n (id)
     where r.kind = 'customer_redact' and o.shop_id = r.shop_id and o.id = n.id::bigint`,
    "update compliance_request r set detail = detail - 'sealed' from erased_since e where e.shop_id = r.shop_id and e.customer_id = r.customer_id",
  ])
    await client.query(sql);
}

/** A shop that has been erased since, and may have come back: what the data has of it is from before, and sealed with a key that is gone. */
async function eraseShops(client, takenAt, tables) {
  const { rows } = await client.query(
    "select distinct shop_id from compliance_request where kind = 'shop_redact' and status = 'done' and detail ->> 'outcome' = 'done' and finished_at > $1",
    [takenAt],
  );
  const kept = ['shop', 'compliance_request', 'privacy_audit', 'shop_key', 'list_view'];
  for (const { shop_id: shopId } of rows) {
    for (const { name } of [...tables].reverse())
      if (!kept.includes(name)) await client.query(`delete from ${client.escapeIdentifier(name)} where shop_id = $1`, [shopId]);
    await client.query(
      "update shop set status = 'redacted', name = '', scopes = '', settings = '{}', country = null, plan = null, shopify_id = null, redacted_at = now() where shop_id = $1",
      [shopId],
    );
  }
}
