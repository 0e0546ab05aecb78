import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import { tokenMaker } from '~/domain/customers/search-tokens.server';
import { contactOf } from './people';

export interface Sizes {
  customers: number;
  orders: number;
  products: number;
}

/** A CRM of any size, made by the database itself: only what people are found by comes from here, hashed as the app hashes it. */
export async function fill(owner: PoolClient, shopId: bigint, sizes: Sizes, say: (what: string) => void): Promise<void> {
  // Rows that are made to fit together need not be checked one by one; indexes are built when the tables are full.
  await owner.query("set session_replication_role = 'replica'");
  await owner.query("set maintenance_work_mem = '512MB'");
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
     where t.relname in ('customer', 'sales_order', 'order_line', 'customer_event', 'customer_tag', 'customer_search') and not i.indisprimary`,
  );
  for (const { name } of indexes) await owner.query(`drop index "${name}"`);
  for (const [what, sql] of Object.entries(STATEMENTS)) {
    say(what);
    await owner.query(
      sql
        .replaceAll('$shop', shopId.toString())
        .replaceAll('$customers', `${sizes.customers}`)
        .replaceAll('$orders', `${sizes.orders}`)
        .replaceAll('$products', `${sizes.products}`),
    );
  }
  say('search tokens');
  await fillTokens(owner, shopId, sizes.customers);
  for (const { definition } of indexes) {
    say(definition.slice(0, 90));
    await owner.query(definition);
  }
  await owner.query("set session_replication_role = 'origin'");
  say('vacuum analyze');
  await owner.query('vacuum analyze');
}

async function fillTokens(owner: PoolClient, shopId: bigint, customers: number) {
  const { index } = await shopKeys(shopId);
  const tokensOf = tokenMaker(index, null);
  function* lines() {
    for (let id = 1; id <= customers; id += 1) {
      let chunk = '';
      for (const token of tokensOf(contactOf(id))) chunk += `${shopId}\t${token}\t${id}\n`;
      yield chunk;
    }
  }
  await pipeline(Readable.from(lines()), owner.query(copyFrom('copy customer_search (shop_id, token, customer_id) from stdin')));
}

/** Days spread over three years, newest last; buyers unevenly (a few buy often). */
const STATEMENTS: Record<string, string> = {
  products: `insert into product (shop_id, id, title, handle, vendor, product_type, status, tags, occurred_at, version_at)
    select $shop, n, 'Product ' || lpad((n * 7919 % 100000)::text, 5, '0') || ' of ' || n, 'product-' || n, 'Vendor ' || n % 50, 'Type ' || n % 20, case when n % 25 = 0 then 'draft' else 'active' end, '{}', now() - n * interval '1 minute', now() from generate_series(1::bigint, $products) n;
    insert into product_variant (shop_id, id, product_id, title, sku, price, position, inventory) select $shop, n, (n + 1) / 2, 'Size ' || n % 2, 'SKU-' || n, 500 + n % 9000, 1 + n % 2, n % 200 from generate_series(1::bigint, $products * 2) n`,
  orders: `insert into sales_order (shop_id, id, customer_id, name, number, source, currency, presentment_currency, lines_total, discount_total, shipping_total, tax_total, total, refunded_total, financial_status, fulfillment_status, test, tags, discount_codes, closed_at, cancelled_at, deleted_at, occurred_at, version_at)
    select $shop, n, case when n % 10 = 0 then null else 1 + floor(power(random(), 2) * $customers)::bigint end, '#' || 1000 + n, 1000 + n, 'web', 'USD', 'USD', 4000, 0, 590, 330, 1000 + (n * 7919 % 50000), case when n % 29 = 0 then 1000 else 0 end,
      case when n % 29 = 0 then 'partially_refunded' when n % 97 = 0 then 'pending' when n % 5003 = 0 then 'voided' else 'paid' end, case when n > $orders * 0.99 then 'unfulfilled' when n % 1009 = 0 then 'partially_fulfilled' else 'fulfilled' end,
      n % 20011 = 0, '{}', '{}', case when n <= $orders * 0.99 then now() end, case when n % 211 = 0 then now() end, case when n % 10007 = 0 then now() end, now() - ($orders - n) * (interval '1095 days' / $orders), now() from generate_series(1::bigint, $orders) n`,
  lines: `insert into order_line (shop_id, order_id, id, product_id, variant_id, title, sku, quantity, current_quantity, unit_price, discount_total, tax_total)
    select $shop, n, n * 10 + l, 1 + (n * 31 + l * 17) % $products, null, 'Product', 'SKU', 1 + l, 1 + l, 2000, 0, 165 from generate_series(1::bigint, $orders) n, generate_series(0, 1) l`,
  'product sales': `insert into product_sales (shop_id, product_id, units, revenue, last_at)
    select $shop, l.product_id, sum(l.current_quantity), sum(l.unit_price * l.quantity - l.discount_total), max(o.occurred_at) from order_line l join sales_order o on o.shop_id = l.shop_id and o.id = l.order_id
    where l.shop_id = $shop and not o.test and o.cancelled_at is null and o.deleted_at is null group by l.product_id`,
  // One for every tenth order; a few of them stuck.
  redemptions: `insert into loyalty_redemption (shop_id, id, customer_id, reward, request_key, points, returned, status, entry_id, order_id, created_at, promise)
    select $shop, n, 1 + n * 31 % $customers, case when n % 9973 = 0 then 'rare' else 'r' || n % 7 end, 'k' || n, 100, 0, (array['used', 'committed', 'expired', 'used', 'cancelled'])[1 + n % 5], n, case when n % 5 in (0, 3) then n * 10 end,
      now() - ($orders / 10 - n) * (interval '1095 days' / ($orders / 10)), '{"kind": "amount_off", "name": {}, "currency": "USD", "amount": "500", "percent": null, "product": null, "minimumSpend": null, "products": [], "collections": [], "combinesWith": [], "returnsUnused": true, "lastDay": null, "holder": "1"}'
    from generate_series(1::bigint, $orders / 10) n;
    insert into loyalty_saga (shop_id, redemption_id, task, due_at, attempts, error) select $shop, id, case when id % 5003 = 0 then 'make' else 'end' end, now() + interval '30 days', id % 3, case when id % 5003 = 0 then 'network' end
      from loyalty_redemption where shop_id = $shop and status = 'committed'`,
  events: `insert into customer_event (shop_id, customer_id, kind, source, occurred_at, order_id, amount) select shop_id, customer_id, 'order_placed', id::text, occurred_at, id, total from sales_order where shop_id = $shop and customer_id is not null`,
  customers: `insert into customer (shop_id, id, status, state, locale, verified_email, country_code, email_consent, sms_consent, orders_count, spent_net, refunded_total, first_order_at, last_order_at, occurred_at, version_at)
    select $shop, n, case when n % 5003 = 0 then 'deleted' when n % 7001 = 0 then 'merged' when n % 11003 = 0 then 'redacted' when n % 503 = 0 then 'stub' else 'active' end, 'enabled', 'en', true, 'GB', case when n % 3 = 0 then 'subscribed' else 'not_subscribed' end, case when n % 211 = 0 then 'subscribed' end,
      coalesce(o.bought, 0), coalesce(o.net, 0), coalesce(o.refunded, 0), o.first_at, o.last_at, now() - ($customers - n) * (interval '1095 days' / $customers), now()
    from generate_series(1::bigint, $customers) n left join (select customer_id, count(*)::int as bought, sum(total - refunded_total)::bigint as net, sum(refunded_total)::bigint as refunded, min(occurred_at) as first_at, max(occurred_at) as last_at from sales_order where shop_id = $shop group by customer_id) o on o.customer_id = n`,
  tags: `insert into customer_tag (shop_id, tag, customer_id) select $shop, 'common', n from generate_series(1::bigint, $customers) n where n % 4 = 0;
    insert into customer_tag (shop_id, tag, customer_id) select $shop, 'rare', n from generate_series(1::bigint, $customers) n where n % 20011 = 3`,
};
