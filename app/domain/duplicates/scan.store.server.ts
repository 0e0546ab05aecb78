import type { PoolClient } from 'pg';
import { asRecordWriter } from '~/db/record-lock.server';
import { blindToken } from '~/db/vault/envelope';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import { countryOfShop, identityKeys, membersOf, readWholeContacts, survivorsOf } from '../customers/index.server';
import type { CustomerContact } from '../customers/model';
import { CROWD, noteCrowds, withoutCrowds, type Holder } from './crowds.store.server';
import { strengthOf, type Evidence } from './model';
import { replaceSuggestions, type FoundPair } from './suggestions.store.server';

/** Customers looked at in one transaction: webhooks wait for it, so that nobody is made findable who is just being erased. */
const BATCH = 50;
/** Of somebody with many orders the latest say what addresses they use now. */
const ORDERS_LOOKED_AT = 50;

interface Subject {
  id: bigint;
  /** Tokens that say who this is, and as what. */
  keys: Map<bigint, Evidence>;
}
interface OrderToken {
  customer_id: bigint | null;
  token: bigint;
  kind: 'email' | 'phone';
}

/**
 * Looks at the next customers about whom something has changed: who else bears the same signs, and which guests. Costs one
 * look into the blind index per sign, however many customers there are. @returns how many were looked at.
 */
export function scanDuplicates(shopId: bigint, now: Date): Promise<number> {
  return asRecordWriter(shopId, undefined, async (client) => {
    const { rows } = await client.query<{ customer_id: bigint }>(
      `delete from duplicate_pending where shop_id = $1 and customer_id = any(array(
         select customer_id from duplicate_pending where shop_id = $1 order by customer_id limit ${BATCH} for update skip locked)) returning customer_id`,
      [shopId],
    );
    const asked = rows.map((row) => row.customer_id);
    if (asked.length === 0) return 0;
    const survivors = await survivorsOf(client, shopId, asked);
    const subjects = await subjectsOf(client, shopId, [...new Set(asked.map((id) => survivors.get(id) ?? id))]);
    await storeKeys(client, shopId, subjects);
    const pairs = await pairsOf(client, shopId, subjects, now);
    await replaceSuggestions(client, shopId, [...new Set([...asked, ...subjects.map((subject) => subject.id)])], pairs, now);
    return asked.length;
  });
}

async function subjectsOf(client: PoolClient, shopId: bigint, ids: bigint[]): Promise<Subject[]> {
  const { rows } = await client.query<{ id: bigint }>("select id from customer where shop_id = $1 and id = any($2::bigint[]) and status = 'active'", [
    shopId,
    ids,
  ]);
  const contacts = await readWholeContacts(
    client,
    shopId,
    rows.map((row) => row.id),
  );
  const keysOf = await keyMaker(client, shopId);
  return [...contacts].map(([id, contact]) => ({ id, keys: keysOf(contact) }));
}

async function keyMaker(client: PoolClient, shopId: bigint) {
  const { index } = await shopKeys(shopId);
  const country = await countryOfShop(shopId, client);
  return (contact: CustomerContact): Map<bigint, Evidence> => new Map(identityKeys(contact, country).map(({ kind, text }) => [blindToken(index, text), kind]));
}

/** From now on others who bear one of these signs find them. What is searched for stands beside, in the same index. */
async function storeKeys(client: PoolClient, shopId: bigint, subjects: Subject[]) {
  const owned = subjects.flatMap(({ id, keys }) => [...keys.keys()].map((token) => ({ id, token })));
  await client.query(
    'insert into customer_search (shop_id, token, customer_id) select $1, n.token, n.id from unnest($2::bigint[], $3::bigint[]) as n (id, token) order by n.token on conflict do nothing',
    [shopId, owned.map((one) => one.id), owned.map((one) => one.token)],
  );
}

async function pairsOf(client: PoolClient, shopId: bigint, subjects: Subject[], now: Date): Promise<FoundPair[]> {
  const ids = subjects.map((subject) => subject.id);
  const orders = await tokensOnOrders(client, shopId, ids);
  const kinds = new Map<bigint, string>(subjects.flatMap(({ keys }) => [...keys]));
  for (const { token, kind } of orders) if (!kinds.has(token)) kinds.set(token, kind === 'email' ? 'same_email' : 'same_phone');
  const holders = await holdersOf(client, shopId, [...kinds.keys()]);
  await noteCrowds(client, shopId, kinds, holders, now);
  const others = await confirmed(client, shopId, withoutCrowds(holders), subjects);
  const found = new Map<string, { ids: [bigint, bigint]; evidence: Set<Evidence> }>();
  const note = (one: bigint, other: bigint, evidence: Evidence) => {
    if (one === other) return;
    // Orders of guests have no customer: 0, and always the second.
    const pair: [bigint, bigint] = other === 0n || one < other ? [one, other] : [other, one];
    const entry = found.get(pair.join(' ')) ?? { ids: pair, evidence: new Set() };
    found.set(pair.join(' '), { ...entry, evidence: entry.evidence.add(evidence) });
  };
  for (const { id, keys } of subjects) for (const [token, kind] of keys) for (const other of others.get(token) ?? []) note(id, other, kind);
  for (const { customer_id: id, token, kind } of orders)
    for (const other of others.get(token) ?? []) if (id !== null) note(id, other, kind === 'email' ? 'order_email' : 'order_phone');
  for (const { id, customer_id: other, kind } of await ordersBearing(client, shopId, subjects)) {
    if (other === null) note(id, 0n, kind === 'email' ? 'guest_email' : 'guest_phone');
    else note(id, other, kind === 'email' ? 'order_email' : 'order_phone');
  }
  const pairs = [...found.values()].map(({ ids: [oneId, otherId], evidence }) => ({ oneId, otherId, evidence: withoutEchoes([...evidence]) }));
  return withoutDismissed(client, shopId, pairs);
}

/** What only says again, and less exactly, what stands there already. */
function withoutEchoes(evidence: Evidence[]): Evidence[] {
  const echoes: Partial<Record<Evidence, Evidence>> = { same_mailbox: 'same_email', name_and_phone_end: 'same_phone' };
  return evidence.filter((one) => {
    const louder = echoes[one];
    return louder === undefined || !evidence.includes(louder);
  });
}

/** The addresses on these customers' latest orders. */
async function tokensOnOrders(client: PoolClient, shopId: bigint, ids: bigint[]): Promise<OrderToken[]> {
  const { rows } = await client.query<OrderToken>(
    `select distinct u.id as customer_id, t.token, t.kind from unnest($2::bigint[]) as u (id)
     cross join lateral (select o.email_token, o.phone_token from sales_order o where o.shop_id = $1 and o.customer_id = u.id order by o.occurred_at desc limit ${ORDERS_LOOKED_AT}) o
     cross join lateral (values (o.email_token, 'email'), (o.phone_token, 'phone')) as t (token, kind) where t.token is not null`,
    [shopId, ids],
  );
  return rows;
}

/** Who bears each of these signs, up to one more than a crowd. */
async function holdersOf(client: PoolClient, shopId: bigint, tokens: bigint[]): Promise<Holder[]> {
  const { rows } = await client.query<Holder>(
    `select t.token, s.customer_id from unnest($2::bigint[]) as t (token)
     cross join lateral (select s.customer_id from customer_search s join customer c on c.shop_id = s.shop_id and c.id = s.customer_id and c.status = 'active'
       where s.shop_id = $1 and s.token = t.token limit ${CROWD + 1}) s`,
    [shopId, tokens],
  );
  return rows;
}

/** The index also holds the beginnings of numbers: whoever has been found is asked for what they really bear. */
async function confirmed(client: PoolClient, shopId: bigint, holders: Map<bigint, bigint[]>, subjects: Subject[]): Promise<Map<bigint, bigint[]>> {
  const known = new Map(subjects.map((subject) => [subject.id, subject.keys]));
  const strangers = [...new Set([...holders.values()].flat())].filter((id) => !known.has(id));
  const keysOf = await keyMaker(client, shopId);
  for (const [id, contact] of await readWholeContacts(client, shopId, strangers)) known.set(id, keysOf(contact));
  return new Map([...holders].map(([token, ids]) => [token, ids.filter((id) => known.get(id)?.has(token))]));
}

/** Orders of others, or of guests, that bear an address of these customers. */
async function ordersBearing(client: PoolClient, shopId: bigint, subjects: Subject[]) {
  const own = subjects.flatMap(({ id, keys }) =>
    [...keys].filter(([, kind]) => kind === 'same_email' || kind === 'same_phone').map(([token, kind]) => ({ id, token, kind })),
  );
  const { rows } = await client.query<{ id: bigint; customer_id: bigint | null; kind: 'email' | 'phone' }>(
    `select distinct t.id, o.customer_id, case t.kind when 'same_email' then 'email' else 'phone' end as kind
     from unnest($2::bigint[], $3::bigint[], $4::text[]) as t (id, token, kind)
     cross join lateral (
       (select o.customer_id from sales_order o where t.kind = 'same_email' and o.shop_id = $1 and o.email_token = t.token and o.deleted_at is null and o.customer_id is distinct from t.id limit ${CROWD})
       union
       (select o.customer_id from sales_order o where t.kind = 'same_phone' and o.shop_id = $1 and o.phone_token = t.token and o.deleted_at is null and o.customer_id is distinct from t.id limit ${CROWD})
     ) o left join customer c on c.shop_id = $1 and c.id = o.customer_id where o.customer_id is null or c.status = 'active'`,
    [shopId, own.map((one) => one.id), own.map((one) => one.token), own.map((one) => one.kind)],
  );
  return rows;
}

/** What a merchant has said of two records holds for whomever they have been merged into since. */
async function withoutDismissed(client: PoolClient, shopId: bigint, pairs: Omit<FoundPair, 'strength'>[]): Promise<FoundPair[]> {
  const roots = [...new Set(pairs.flatMap(({ oneId, otherId }) => [oneId, otherId]))];
  const members = await membersOf(client, shopId, roots);
  const rootOf = new Map([...roots.map((id) => [id, id] as const), ...members.map((member) => [member.id, member.root] as const)]);
  const { rows } = await client.query<{ one_id: bigint; other_id: bigint }>(
    "select one_id, other_id from duplicate_suggestion where shop_id = $1 and state = 'dismissed' and one_id = any($2::bigint[]) and other_id = any($2::bigint[])",
    [shopId, [...rootOf.keys()]],
  );
  const dismissed = new Set(
    rows.flatMap(({ one_id: one, other_id: other }) => [`${rootOf.get(one)} ${rootOf.get(other)}`, `${rootOf.get(other)} ${rootOf.get(one)}`]),
  );
  return pairs.filter(({ oneId, otherId }) => !dismissed.has(`${oneId} ${otherId}`)).map((pair) => ({ ...pair, strength: strengthOf(pair.evidence) }));
}
