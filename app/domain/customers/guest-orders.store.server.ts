import type { KeyObject } from 'node:crypto';
import type { PoolClient } from 'pg';
import { remember } from '~/config/remember';
import { appendEvents } from '~/db/outbox.server';
import { prepared } from '~/db/prepared';
import type { Tx } from '~/db/tenant.server';
import { blindToken } from '~/db/vault/envelope';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import { countryOfShop, readOwnContacts, readWholeContacts } from './contact-vault.store.server';
import { isGone, readKnown, type KnownCustomer } from './known-customer.store.server';
import { emailToken, type CustomerContact } from './model';
import { survivorOf, survivorsOf } from './person-group.store.server';
import { recomputeSums } from './references.store.server';
import { internationalPhone, phoneCountry, phoneToken } from './search-tokens';

/** An order's addresses, as the blind index holds them. */
export interface OrderContact {
  email: bigint | null;
  phone: bigint | null;
}
/** A guest's order, and the customer whose verified address it bears. */
export interface Claim {
  orderId: bigint;
  customerId: bigint;
  basis: 'email' | 'phone' | 'merchant';
  at: Date;
}
interface Contactable {
  id: bigint;
  email: string | null;
  phone?: string | null;
  versionAt: Date;
}

/**
 * Makes what tells the addresses on an order of a shop, `null` when it bears none; `country` is where telephone numbers are from that do not
 * say so, the shop's. Who orders again is worked out once.
 */
export function orderContacts(index: KeyObject): (order: Contactable, country: string | null) => OrderContact | null {
  const emailOf = remember((email) => blindToken(index, emailToken(email)));
  const phoneOf = remember((phone) => blindToken(index, phoneToken(phone)));
  return (order, country) => {
    const email = order.email === null ? null : emailOf(order.email);
    const number = order.phone ? internationalPhone(order.phone, country) : null;
    const phone = number === null ? null : phoneOf(number);
    return email === null && phone === null ? null : { email, phone };
  };
}

/** Whose guests' orders these are: `known` from before, `found` just now by a verified address that exactly one customer has. */
export async function findClaims(client: PoolClient, shopId: bigint, guests: Map<bigint, OrderContact | null>) {
  const known = new Map<bigint, bigint>();
  const found = new Map<bigint, Omit<Claim, 'at'>>();
  if (guests.size === 0) return { known, found };
  const { rows } = await client.query<{ order_id: bigint; customer_id: bigint }>(
    prepared('select order_id, customer_id from order_claim where shop_id = $1 and order_id = any($2::bigint[])', [shopId, [...guests.keys()]]),
  );
  for (const row of rows) known.set(row.order_id, row.customer_id);
  const open = [...guests].flatMap(([orderId, contact]) => (contact && !known.has(orderId) ? [{ orderId, ...contact }] : []));
  const holders = await verifiedHolders(
    client,
    shopId,
    open.flatMap(({ email, phone }) => [email, phone].filter((token) => token !== null)),
  );
  for (const { orderId, email, phone } of open) {
    const byEmail = email === null ? undefined : holders.byEmail.get(email);
    const byPhone = phone === null ? undefined : holders.byPhone.get(phone);
    const customerId = byEmail ?? byPhone;
    if (customerId !== undefined) found.set(orderId, { orderId, customerId, basis: byEmail === undefined ? 'phone' : 'email' });
  }
  return { known, found };
}

/** Who has proved that an address is theirs. Where two have, it tells nothing. */
async function verifiedHolders(client: PoolClient, shopId: bigint, tokens: bigint[]) {
  const byEmail = new Map<bigint, bigint>();
  const byPhone = new Map<bigint, bigint>();
  if (tokens.length === 0) return { byEmail, byPhone };
  const { rows } = await client.query<{ customer_id: bigint }>(
    prepared('select distinct s.customer_id from customer_search s where s.shop_id = $1 and s.token = any($2::bigint[])', [shopId, tokens]),
  );
  const ids = rows.map((row) => row.customer_id);
  const known = await readKnown(client, shopId, ids);
  const proved = await verifiedTokens(client, shopId, [...known.values()]);
  const count = (map: Map<bigint, bigint>, token: bigint | null, id: bigint, several: Set<bigint>) => {
    if (token === null) return;
    if (map.has(token)) several.add(token);
    map.set(token, id);
  };
  const several = new Set<bigint>();
  for (const [id, { email, phone }] of proved) {
    count(byEmail, email, id, several);
    count(byPhone, phone, id, several);
  }
  for (const token of several) {
    byEmail.delete(token);
    byPhone.delete(token);
  }
  return { byEmail, byPhone };
}

/**
 * The addresses of which the store says that they are these customers' own: the e-mail it has verified, and a telephone whose
 * owner has confirmed by an answer that messages may come (double opt-in). @param told what was told of them just now and is stored already
 */
async function verifiedTokens(
  client: PoolClient,
  shopId: bigint,
  rows: KnownCustomer[],
  told: ReadonlyMap<bigint, CustomerContact> = new Map(),
): Promise<Map<bigint, OrderContact>> {
  const candidates = rows.filter((row) => !isGone(row) && row.status !== 'stub' && (row.verified_email || phoneIsVerified(row)));
  if (candidates.length === 0) return new Map();
  const { index } = await shopKeys(shopId);
  const country = await countryOfShop(shopId, client);
  const stored = await readOwnContacts(
    client,
    shopId,
    candidates.map(({ id }) => id).filter((id) => !told.has(id)),
  );
  return new Map(
    candidates.flatMap((row) => {
      const contact = told.get(row.id) ?? stored.get(row.id);
      if (!contact) return [];
      const [email] = contact.emails;
      const phone = phoneIsVerified(row) ? firstPhone(contact, country) : null;
      return [
        [
          row.id,
          {
            email: row.verified_email && email ? blindToken(index, emailToken(email)) : null,
            phone: phone === null ? null : blindToken(index, phoneToken(phone)),
          },
        ] as const,
      ];
    }),
  );
}

const phoneIsVerified = (row: KnownCustomer): boolean => row.sms_consent === 'subscribed' && row.sms_opt_in === 'confirmed_opt_in';

function firstPhone(contact: CustomerContact, shopCountry: string | null): string | null {
  const [phone] = contact.phones;
  return phone === undefined ? null : internationalPhone(phone, phoneCountry(contact, shopCountry));
}

/** Gives customers whose address has been verified the orders that they placed as guests. @param told as {@link verifiedTokens} has it */
export async function claimOrdersOf(
  client: PoolClient,
  shopId: bigint,
  rows: KnownCustomer[],
  at: Date,
  told?: ReadonlyMap<bigint, CustomerContact>,
): Promise<void> {
  const proved = await verifiedTokens(client, shopId, rows, told);
  const tokens = (kind: keyof OrderContact) => [...proved.values()].flatMap((one) => one[kind] ?? []);
  if (proved.size === 0) return;
  const { rows: guests } = await client.query<{ id: bigint; email: bigint | null; phone: bigint | null }>(
    `select id, email_token as email, phone_token as phone from sales_order where shop_id = $1 and email_token = any($2::bigint[]) and customer_id is null and deleted_at is null
     union select id, email_token, phone_token from sales_order where shop_id = $1 and phone_token = any($3::bigint[]) and customer_id is null and deleted_at is null`,
    [shopId, tokens('email'), tokens('phone')],
  );
  const { found } = await findClaims(client, shopId, new Map(guests.map(({ id, email, phone }) => [id, { email, phone }])));
  await attachOrders(
    client,
    shopId,
    [...found.values()].map((claim) => ({ ...claim, at })),
  );
}

/** Guests' orders that bear any address of these customers, verified or not. */
export async function guestOrdersBearing(client: PoolClient, shopId: bigint, ids: bigint[]): Promise<Map<bigint, bigint[]>> {
  if (ids.length === 0) return new Map();
  const { index } = await shopKeys(shopId);
  const country = await countryOfShop(shopId, client);
  const borne = [...(await readWholeContacts(client, shopId, ids))].flatMap(([id, contact]) => [
    ...contact.emails.map((email) => ({ id, email: blindToken(index, emailToken(email)), phone: null })),
    ...contact.phones.flatMap((phone) => {
      const number = internationalPhone(phone, phoneCountry(contact, country));
      return number === null ? [] : [{ id, email: null, phone: blindToken(index, phoneToken(number)) }];
    }),
  ]);
  const { rows } = await client.query<{ id: bigint; orders: bigint[] }>(
    `select t.id, array_agg(distinct o.id) as orders from unnest($2::bigint[], $3::bigint[], $4::bigint[]) as t (id, email, phone)
     cross join lateral (
       select o.id from sales_order o where o.shop_id = $1 and o.email_token = t.email and o.customer_id is null and o.deleted_at is null
       union select o.id from sales_order o where o.shop_id = $1 and o.phone_token = t.phone and o.customer_id is null and o.deleted_at is null
     ) o group by t.id`,
    [shopId, borne.map((one) => one.id), borne.map((one) => one.email), borne.map((one) => one.phone)],
  );
  return new Map(rows.map((row) => [row.id, row.orders]));
}

/** Makes guests' orders their customers', as if they had been placed so. */
export async function attachOrders(client: PoolClient, shopId: bigint, claims: Claim[]): Promise<void> {
  if (claims.length === 0) return;
  const survivors = await survivorsOf(
    client,
    shopId,
    claims.map((claim) => claim.customerId),
  );
  const ids = claims.map((claim) => claim.orderId);
  await client.query(
    `update sales_order o set customer_id = n.survivor, named_customer_id = nullif(n.customer_id, n.survivor)
     from unnest($2::bigint[], $3::bigint[], $4::bigint[]) as n (id, customer_id, survivor) where o.shop_id = $1 and o.id = n.id and o.customer_id is null`,
    [shopId, ids, claims.map((claim) => claim.customerId), claims.map((claim) => survivors.get(claim.customerId) ?? claim.customerId)],
  );
  await client.query(
    `insert into customer_event (shop_id, customer_id, kind, source, occurred_at, order_id, amount, detail)
     select $1, n.customer_id, e.kind, e.source, e.occurred_at, n.id, e.amount, case when o.test then '{"test": true}'::jsonb else '{}' end
     from unnest($2::bigint[], $3::bigint[]) as n (id, customer_id) join sales_order o on o.shop_id = $1 and o.id = n.id
     cross join lateral (
       select 'order_placed' as kind, o.id::text as source, o.occurred_at, o.total as amount
       union all select 'order_cancelled', o.id::text, o.cancelled_at, o.total where o.cancelled_at is not null
       union all select 'refunded', r.id::text, r.occurred_at, r.amount from refund r where r.shop_id = $1 and r.order_id = o.id
       union all select 'fulfilled', f.id::text, f.occurred_at, null from fulfillment f where f.shop_id = $1 and f.order_id = o.id and f.status = 'success'
     ) e on conflict do nothing`,
    [shopId, ids, claims.map((claim) => claim.customerId)],
  );
  await noteClaims(client, shopId, claims);
  await recomputeSums(
    client,
    shopId,
    claims.map((claim) => survivors.get(claim.customerId) ?? claim.customerId),
  );
}

/** Remembers whose guests' orders are, and says so once. */
export async function noteClaims(client: PoolClient, shopId: bigint, claims: Claim[]): Promise<void> {
  const [first] = claims;
  if (!first) return;
  const { rows } = await client.query<{ order_id: bigint; customer_id: bigint }>(
    `insert into order_claim (shop_id, order_id, customer_id, basis, claimed_at)
     select $1, n.* from unnest($2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[]) as n on conflict do nothing returning order_id, customer_id`,
    [
      shopId,
      claims.map((claim) => claim.orderId),
      claims.map((claim) => claim.customerId),
      claims.map((claim) => claim.basis),
      claims.map((claim) => claim.at),
    ],
  );
  const survivors = await survivorsOf(
    client,
    shopId,
    rows.map((row) => row.customer_id),
  );
  await appendEvents(
    client,
    shopId,
    rows.map(({ order_id, customer_id }) => ({
      type: 'order.claimed' as const,
      payload: { orderId: order_id.toString(), customerId: (survivors.get(customer_id) ?? customer_id).toString() },
    })),
    first.at,
  );
}

/** The store itself has named a customer for these orders: what we found counts no more. */
export async function dropClaims(client: PoolClient, shopId: bigint, orderIds: bigint[]): Promise<void> {
  if (orderIds.length > 0) await client.query('delete from order_claim where shop_id = $1 and order_id = any($2::bigint[])', [shopId, orderIds]);
}

/** Orders that bear somebody's verified address and were placed without signing in, by all that person is known as; theirs by now. */
export async function ordersOfVerifiedAddress(tx: Tx, shopId: bigint, customerId: bigint, since: Date): Promise<bigint[]> {
  const survivorId = await survivorOf(tx, shopId, customerId);
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    select o.id from sales_order o join order_claim k on k.shop_id = o.shop_id and k.order_id = o.id
    where o.shop_id = ${shopId} and o.customer_id = ${survivorId} and o.occurred_at >= ${since} and o.deleted_at is null order by o.occurred_at, o.id`;
  return rows.map((row) => row.id);
}

/**
 * Addresses on orders that their customer is not known by, and guests' addresses that somebody has: who is who is looked at in the
 * background. "offset 0" keeps the planner from reading all of a shop's tokens for a few hundred of them.
 */
export async function noteStrangeContacts(
  client: PoolClient,
  shopId: bigint,
  orders: (Partial<OrderContact> & { customerId: bigint | null })[],
): Promise<void> {
  const told = orders.flatMap(({ customerId, email, phone }) => [email, phone].flatMap((token) => (token ? [{ customerId, token }] : [])));
  if (told.length === 0) return;
  await client.query(
    prepared(
      `insert into duplicate_pending (shop_id, customer_id)
     select $1, t.customer_id from unnest($2::bigint[], $3::bigint[]) as t (customer_id, token)
     where t.customer_id is not null and not exists (select from customer_search s where s.shop_id = $1 and s.token = t.token and s.customer_id = t.customer_id offset 0)
     union
     select $1, s.customer_id from unnest($2::bigint[], $3::bigint[]) as t (customer_id, token) join customer_search s on s.shop_id = $1 and s.token = t.token
     where t.customer_id is null
     on conflict do nothing`,
      [shopId, told.map((one) => one.customerId), told.map((one) => one.token)],
    ),
  );
}
