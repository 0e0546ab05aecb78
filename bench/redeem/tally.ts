import type pg from 'pg';

export interface Tally {
  rewarded: number;
  neither: number;
  /** Redemptions of which something is still to be done in the store. */
  unfinished: number;
  /** Shoppers who have a reward without its points, or the other way round, or two. */
  wrong: string[];
}

/** What the store has made for each customer: codes, gift cards by their number (their codes lie sealed with us), credits. */
async function madeFor(store: pg.Pool, domain: string): Promise<Map<string, string[]>> {
  const { rows } = await store.query<{ customer: string; what: string }>(
    `select jsonb_array_elements_text(doc->'customerIds') as customer, code as what from devstore.discount where domain = $1 and code is not null
     union all select doc->>'customerId', 'card ' || id from devstore.gift_card where domain = $1
     union all select customer_id::text, 'credit' from devstore.credit_movement where domain = $1`,
    [domain],
  );
  const made = new Map<string, string[]>();
  for (const { customer, what } of rows) made.set(customer, [...(made.get(customer) ?? []), what.toLowerCase()]);
  return made;
}

/** Holds the ledger against the store, shopper by shopper. Each began with `points`. */
export async function tally(crm: pg.Pool, store: pg.Pool, domain: string, points: number): Promise<Tally> {
  const { rows } = await crm.query<{ customer: string; available: number; spent: number; returned: number; states: string[]; codes: string[] }>(
    `select m.customer_id::text as customer, m.available::int, coalesce(sum(r.points), 0)::int as spent, coalesce(sum(r.returned), 0)::int as returned,
       coalesce(array_agg(r.status order by r.id) filter (where r.status <> 'released'), '{}') as states,
       coalesce(array_agg(lower(case when r.code_sealed is null then coalesce(r.code, 'credit') else 'card ' || r.store_id end) order by r.id) filter (where r.status <> 'released'), '{}') as codes
     from loyalty_member m left join loyalty_redemption r on r.shop_id = m.shop_id and r.customer_id = m.customer_id group by m.shop_id, m.customer_id, m.available`,
  );
  const { rows: waiting } = await crm.query<{ n: number }>("select count(*)::int as n from loyalty_saga where task = 'make'");
  const made = await madeFor(store, domain);
  const found: Tally = { rewarded: 0, neither: 0, unfinished: waiting[0]?.n ?? 0, wrong: [] };
  for (const { customer, available, spent, returned, states, codes } of rows) {
    const there = made.get(customer) ?? [];
    const isRight =
      available === points - spent + returned &&
      there.sort().join() === codes.sort().join() &&
      states.every((state) => state === 'committed') &&
      states.length <= 1;
    if (!isRight) found.wrong.push(`${customer}: ${available} points, ${states.join(', ') || 'nothing'}; in the store ${there.length}`);
    else if (states.length === 1) found.rewarded += 1;
    else found.neither += 1;
  }
  for (const customer of made.keys()) if (!rows.some((row) => row.customer === customer)) found.wrong.push(`${customer}: a reward of nobody`);
  return found;
}
