import type { PoolClient } from 'pg';
import { blindToken } from '~/db/vault/envelope';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import { readContacts } from './contact-vault.store.server';
import { emailToken } from './model';
import { phoneToken } from './search-tokens';

/** The customers who have an e-mail address or a telephone number, exactly. */
export interface FoundPeople {
  byEmail: Map<string, bigint[]>;
  byPhone: Map<string, bigint[]>;
}

/** Whoever is still there and has one of these. @param phones E.164 */
export async function findPeople(client: PoolClient, shopId: bigint, emails: readonly string[], phones: readonly string[]): Promise<FoundPeople> {
  const { index } = await shopKeys(shopId);
  const tokens = new Map<bigint, string>();
  for (const email of emails) tokens.set(blindToken(index, emailToken(email)), email);
  for (const phone of phones) tokens.set(blindToken(index, phoneToken(phone)), phone);
  const found: FoundPeople = { byEmail: new Map(), byPhone: new Map() };
  if (tokens.size === 0) return found;
  const { rows } = await client.query<{ token: bigint; customer_id: bigint }>(
    `select s.token, s.customer_id from unnest($2::bigint[]) as t (token) join customer_search s on s.shop_id = $1 and s.token = t.token
     join customer c on c.shop_id = $1 and c.id = s.customer_id where c.status = 'active' order by s.customer_id desc`,
    [shopId, [...tokens.keys()]],
  );
  const given = new Set(phones);
  const byToken = rows.map((row) => ({ id: row.customer_id, text: tokens.get(row.token) ?? '' }));
  for (const { id, text } of byToken) if (!given.has(text)) found.byEmail.set(text, [...(found.byEmail.get(text) ?? []), id]);
  const candidates = byToken.filter(({ text }) => given.has(text));
  const contacts = await readContacts(shopId, [...new Set(candidates.map(({ id }) => id))]);
  for (const { id, text } of candidates) {
    // The index holds the beginnings of numbers, too: a longer number begins with this one.
    const digits = text.replace(/\D/g, '');
    const contact = contacts.get(id);
    const own = [...(contact?.phones ?? []), ...(contact?.addresses.flatMap((address) => address.phone ?? []) ?? [])];
    if (own.some((phone) => digits.endsWith(phone.replace(/\D/g, '').replace(/^0+/, '')) || phone === text))
      found.byPhone.set(text, [...(found.byPhone.get(text) ?? []), id]);
  }
  return found;
}
