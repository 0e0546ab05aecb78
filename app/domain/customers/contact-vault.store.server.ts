import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { arrayText } from '~/db/array-text';
import { prepared } from '~/db/prepared';
import { noteFilled } from '~/db/rows.server';
import { inTransaction, withShopConnection } from '~/db/tenant.server';
import { together } from '~/db/together';
import { personKey, seal } from '~/db/vault/envelope';
import { openForOne, shopKeys, type ShopKeys } from '~/db/vault/shop-keys.store.server';
import { joinContacts } from './join-contacts';
import type { CustomerContact } from './model';
import { membersOf } from './person-group.store.server';
import { tokenMaker } from './search-tokens.server';

const FORMAT = 1;
const contactContext = (shopId: bigint, customerId: bigint): string => `contact:${shopId}:${customerId}`;

/** Who somebody is, and what they are found by ({@link tokenMaker}), if that has been worked out. */
interface Person {
  id: bigint;
  contact: CustomerContact;
  tokens: bigint[] | null;
}

/** Seals who these people are, each with a key of their own, and makes them findable. Newer contact replaces what was there. */
export async function storeContacts(client: PoolClient, shopId: bigint, keys: ShopKeys, people: readonly Person[], at: Date): Promise<void> {
  if (people.length === 0) return;
  const ids = people.map(({ id }) => id);
  const { salts, made } = await saltsOf(client, shopId, ids);
  const sealed = people.map(({ id, contact }) => {
    const salt = salts.get(id);
    if (!salt) throw new Error(`Customer ${id} has no key.`);
    return seal(personKey(keys.contact, salt), Buffer.from(JSON.stringify(contact)), contactContext(shopId, id));
  });
  for (const table of ['customer_key', 'customer_contact']) noteFilled(client, table, ids.length);
  await together([
    client.query(
      prepared(
        `insert into customer_contact (shop_id, customer_id, sealed, format, updated_at)
       select $1, c.id, c.sealed, ${FORMAT}, $4 from unnest($2::bigint[], $3::bytea[]) as c (id, sealed)
       on conflict (shop_id, customer_id) do update set sealed = excluded.sealed, format = excluded.format, updated_at = excluded.updated_at`,
        [shopId, ids, sealed, at],
      ),
    ),
    client.query(prepared('insert into duplicate_pending (shop_id, customer_id) select $1, unnest($2::bigint[]) on conflict do nothing', [shopId, ids])),
    storeFoundBy(client, shopId, people, made),
  ]);
}

async function storeFoundBy(client: PoolClient, shopId: bigint, people: readonly Person[], made: Set<bigint>): Promise<void> {
  const isOpen = people.some(({ tokens }) => tokens === null);
  const tokensOf = isOpen ? await shopTokens(shopId, client) : null;
  const found = people.map(({ id, contact, tokens }) => ({ id, tokens: tokens ?? tokensOf?.(contact) ?? [] }));
  await storeTokens(client, shopId, found, made);
}

/** Makes these people be found by these tokens and by nothing else. @param newcomers those who have had no token so far */
export async function storeTokens(
  client: PoolClient,
  shopId: bigint,
  people: readonly { id: bigint; tokens: bigint[] }[],
  newcomers: Set<bigint> = new Set(),
): Promise<void> {
  const lists = { ofNew: { owners: [] as bigint[], tokens: [] as bigint[] }, ofKnown: { owners: [] as bigint[], tokens: [] as bigint[] } };
  for (const { id, tokens: own } of people) {
    const { owners, tokens } = newcomers.has(id) ? lists.ofNew : lists.ofKnown;
    for (const token of own) {
      owners.push(id);
      tokens.push(token);
    }
  }
  const known = people.map(({ id }) => id).filter((id) => !newcomers.has(id));
  if (known.length > 0)
    await client.query(
      `delete from customer_search s where s.shop_id = $1 and s.customer_id = any($4::bigint[])
         and not exists (select from unnest($2::bigint[], $3::bigint[]) as n (customer_id, token) where n.customer_id = s.customer_id and n.token = s.token)`,
      [shopId, arrayText(lists.ofKnown.owners), arrayText(lists.ofKnown.tokens), known],
    );
  await insertTokens(client, shopId, lists.ofKnown, 'on conflict do nothing');
  // Where there can be no conflict, looking for one costs a third of the whole.
  await insertTokens(client, shopId, lists.ofNew, '');
}

async function insertTokens(client: PoolClient, shopId: bigint, { owners, tokens }: { owners: bigint[]; tokens: bigint[] }, conflict: string) {
  if (owners.length === 0) return;
  await client.query(
    prepared(
      `insert into customer_search (shop_id, token, customer_id) select $1, n.token, n.customer_id from unnest($2::bigint[], $3::bigint[]) as n (customer_id, token) order by n.token ${conflict}`,
      [shopId, arrayText(owners), arrayText(tokens)],
    ),
  );
  noteFilled(client, 'customer_search', owners.length);
}

/** Where telephone numbers without a country code are from, unless an address says otherwise. */
export const countryOfShop = (shopId: bigint, connection?: PoolClient): Promise<string | null> =>
  inTransaction(shopId, connection, async (client) => {
    const { rows } = await client.query<{ country: string | null }>(prepared('select country from shop where shop_id = $1', [shopId]));
    return rows[0]?.country ?? null;
  });

/** {@link tokenMaker} of a shop. */
export const shopTokens = async (shopId: bigint, connection?: PoolClient): Promise<ReturnType<typeof tokenMaker>> =>
  tokenMaker((await shopKeys(shopId)).index, await countryOfShop(shopId, connection));

/** These people's salts; who had none gets one, and is among the `made`. */
async function saltsOf(client: PoolClient, shopId: bigint, ids: bigint[]): Promise<{ salts: Map<bigint, Buffer>; made: Set<bigint> }> {
  const [inserted, held] = await together([
    client.query<{ customer_id: bigint }>(
      prepared(
        `insert into customer_key (shop_id, customer_id, salt) select $1, k.id, k.salt from unnest($2::bigint[], $3::bytea[]) as k (id, salt)
       where not exists (select from customer_key e where e.shop_id = $1 and e.customer_id = k.id) on conflict do nothing returning customer_id`,
        [shopId, ids, ids.map(() => randomBytes(16))],
      ),
    ),
    client.query<{ customer_id: bigint; salt: Buffer }>(
      prepared('select customer_id, salt from customer_key where shop_id = $1 and customer_id = any($2::bigint[])', [shopId, ids]),
    ),
  ]);
  return { salts: new Map(held.rows.map((row) => [row.customer_id, row.salt])), made: new Set(inserted.rows.map((row) => row.customer_id)) };
}

/** What the source tells of who these people are, whoever has been merged into them; those of whom nothing is known, or nothing any more, are left out. */
export async function readOwnContacts(client: PoolClient, shopId: bigint, ids: bigint[]): Promise<Map<bigint, CustomerContact>> {
  if (ids.length === 0) return new Map();
  const keys = await shopKeys(shopId);
  const { rows } = await client.query<{ customer_id: bigint; sealed: Buffer; salt: Buffer }>(
    prepared(
      'select c.customer_id, c.sealed, k.salt from customer_contact c join customer_key k using (shop_id, customer_id) where c.shop_id = $1 and c.customer_id = any($2::bigint[])',
      [shopId, ids],
    ),
  );
  return new Map(
    rows.map((row) => [
      row.customer_id,
      JSON.parse(openForOne(keys, row.salt, row.sealed, contactContext(shopId, row.customer_id)).toString()) as CustomerContact,
    ]),
  );
}

/** Who these people are, with what is known of all that were merged into them. */
export async function readContacts(shopId: bigint, ids: bigint[]): Promise<Map<bigint, CustomerContact>> {
  if (ids.length === 0) return new Map();
  return withShopConnection(shopId, (client) => readWholeContacts(client, shopId, ids));
}

/** {@link readContacts} in the caller's transaction. */
export async function readWholeContacts(client: PoolClient, shopId: bigint, ids: bigint[]): Promise<Map<bigint, CustomerContact>> {
  const members = await membersOf(client, shopId, ids);
  const own = await readOwnContacts(client, shopId, [...new Set([...ids, ...members.map((member) => member.id)])]);
  return new Map(
    ids.flatMap((id) => {
      const whole = joinContacts([id, ...members.filter((member) => member.root === id).map((member) => member.id)].flatMap((one) => own.get(one) ?? []));
      return whole ? [[id, whole] as const] : [];
    }),
  );
}

/** Destroys these people's keys, and with them every copy of what was sealed; then their rows. */
export async function destroyContacts(client: PoolClient, shopId: bigint, ids: bigint[]): Promise<void> {
  for (const table of ['customer_key', 'customer_contact', 'customer_search', 'duplicate_pending'])
    await client.query(`delete from ${table} where shop_id = $1 and customer_id = any($2::bigint[])`, [shopId, ids]);
}

/** Seals a document about a person with that person's key: it is gone when they are. `null` when they have no key any more. */
export async function sealForPerson(client: PoolClient, shopId: bigint, customerId: bigint, document: unknown, context: string): Promise<Buffer | null> {
  const { contact } = await shopKeys(shopId);
  const { rows } = await client.query<{ salt: Buffer }>('select salt from customer_key where shop_id = $1 and customer_id = $2', [shopId, customerId]);
  return rows[0] ? seal(personKey(contact, rows[0].salt), Buffer.from(JSON.stringify(document)), context) : null;
}

/** @returns `null` when the person's key has been destroyed. */
export async function openForPerson(client: PoolClient, shopId: bigint, customerId: bigint, sealed: Buffer, context: string): Promise<unknown> {
  const keys = await shopKeys(shopId);
  const { rows } = await client.query<{ salt: Buffer }>('select salt from customer_key where shop_id = $1 and customer_id = $2', [shopId, customerId]);
  return rows[0] ? JSON.parse(openForOne(keys, rows[0].salt, sealed, context).toString()) : null;
}

/** Gives somebody a key who has none, because nothing of them had to be sealed so far. */
export async function ensurePersonKey(client: PoolClient, shopId: bigint, customerId: bigint): Promise<void> {
  await saltsOf(client, shopId, [customerId]);
}
