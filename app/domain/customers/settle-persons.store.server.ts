import type { PoolClient } from 'pg';
import { jsonRows } from '~/db/rows.server';
import { consentAfterMerges } from './consent';
import { ensurePersonKey, readOwnContacts, shopTokens, storeTokens } from './contact-vault.store.server';
import { emailConsentOf, readKnown, smsConsentOf, withEmailConsent, withSmsConsent, type KnownCustomer } from './known-customer.store.server';
import { membersOf, survivorsOf, type Member } from './person-group.store.server';
import { ownTags, putTags } from './own-tags.store.server';

interface Person {
  row: KnownCustomer;
  tags: Set<string>;
}

/**
 * Makes the rows of all into whom one of these has been merged say what holds for everybody who is part of them: the stricter
 * wish, all tags, the first day, all names to be found by. Whoever has nobody left gets back what is their own. Sums are not
 * touched: they come from the orders. Called in the transaction of whatever changed, as record writer.
 */
export async function settlePersons(client: PoolClient, shopId: bigint, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  const ends = await survivorsOf(client, shopId, [...ids]);
  const roots = [...new Set(ids.map((id) => ends.get(id) ?? id))];
  const members = await membersOf(client, shopId, roots);
  const everybody = [...new Set([...roots, ...members.map((member) => member.id)])];
  const parents = new Set(members.map((member) => member.into));
  await keepOwn(client, shopId, [...parents]);
  const known = await readKnown(client, shopId, everybody);
  const tags = await ownTags(client, shopId, everybody);
  const persons = new Map([...known].map(([id, row]) => [id, { row, tags: new Set(tags.get(id)) }]));
  const settled = [...known.values()].filter((row) => row.survivor).map((row) => row.id);
  // From the leaves up: whom a part was merged into sees the part as it is together with its own parts.
  const order = [...members.map((member) => member.id).reverse(), ...roots].filter((id) => parents.has(id));
  for (const id of order) persons.set(id, together(persons, id, members));
  await writeRows(
    client,
    shopId,
    settled.flatMap((id) => persons.get(id)?.row ?? []),
  );
  await putTags(client, shopId, new Map(settled.map((id) => [id, persons.get(id)?.tags ?? new Set()])));
  await client.query('delete from customer_own where shop_id = $1 and customer_id = any($2::bigint[])', [shopId, settled.filter((id) => !parents.has(id))]);
  await settleTokens(client, shopId, [...order, ...settled.filter((id) => !parents.has(id))], members);
}

/** Before the first is merged into somebody, what is on their row is their own. */
async function keepOwn(client: PoolClient, shopId: bigint, ids: bigint[]) {
  await client.query(
    `insert into customer_own (shop_id, customer_id, occurred_at, email_consent, email_opt_in, email_consent_at, sms_consent, sms_opt_in, sms_consent_at, tags)
     select c.shop_id, c.id, c.occurred_at, c.email_consent, c.email_opt_in, c.email_consent_at, c.sms_consent, c.sms_opt_in, c.sms_consent_at,
       array(select t.tag from customer_tag t where t.shop_id = $1 and t.customer_id = c.id order by t.tag)
     from customer c where c.shop_id = $1 and c.id = any($2::bigint[]) on conflict do nothing`,
    [shopId, ids],
  );
}

function together(persons: Map<bigint, Person>, id: bigint, members: Member[]): Person {
  const own = persons.get(id);
  if (!own) throw new Error(`Customer ${id} has no row.`);
  const parts = members.filter((member) => member.into === id).flatMap((member) => ({ at: member.at, part: persons.get(member.id) }));
  const present = parts.flatMap(({ at, part }) => (part ? [{ at, ...part }] : []));
  const email = consentAfterMerges(
    emailConsentOf(own.row),
    present.map(({ at, row }) => ({ consent: emailConsentOf(row), mergedAt: at })),
  );
  const sms = consentAfterMerges(
    smsConsentOf(own.row),
    present.map(({ at, row }) => ({ consent: smsConsentOf(row), mergedAt: at })),
  );
  const first = Math.min(own.row.occurred_at.getTime(), ...present.map(({ row }) => row.occurred_at.getTime()));
  return {
    row: withSmsConsent(withEmailConsent({ ...own.row, occurred_at: new Date(first) }, email), sms),
    tags: new Set([...own.tags, ...present.flatMap((part) => [...part.tags])]),
  };
}

async function writeRows(client: PoolClient, shopId: bigint, rows: KnownCustomer[]) {
  await client.query(
    `update customer c set occurred_at = n.occurred_at, email_consent = n.email_consent, email_opt_in = n.email_opt_in, email_consent_at = n.email_consent_at,
       sms_consent = n.sms_consent, sms_opt_in = n.sms_opt_in, sms_consent_at = n.sms_consent_at
     from json_to_recordset($2::json) as n (id bigint, occurred_at timestamptz, email_consent text, email_opt_in text, email_consent_at timestamptz, sms_consent text, sms_opt_in text, sms_consent_at timestamptz)
     where c.shop_id = $1 and c.id = n.id`,
    [shopId, jsonRows(rows)],
  );
}

/** Whoever somebody was merged into is also found by that name, in this order: parts before those who have them. */
async function settleTokens(client: PoolClient, shopId: bigint, ids: bigint[], members: Member[]) {
  if (ids.length === 0) return;
  const contacts = await readOwnContacts(client, shopId, ids);
  const tokensOf = await shopTokens(shopId, client);
  for (const id of ids) {
    const contact = contacts.get(id);
    await storeTokens(client, shopId, [{ id, tokens: contact ? tokensOf(contact) : [] }]);
    // Whoever has tokens has a key: a first contact of their own is then no newcomer's.
    await ensurePersonKey(client, shopId, id);
    await client.query(
      `insert into customer_search (shop_id, token, customer_id) select distinct $1::bigint, token, $2::bigint from customer_search
       where shop_id = $1 and customer_id = any($3::bigint[]) on conflict do nothing`,
      [shopId, id, members.filter((member) => member.into === id).map((member) => member.id)],
    );
  }
}
