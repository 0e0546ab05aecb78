import { Prisma } from '@prisma/client';
import type { CustomerFilter } from './model';
import { foundBy } from './search.store.server';

const DAY_MS = 86_400_000;

/** The filter as SQL over `customer c`. Only leakproof operators, so that indexes serve under row-level security (docs/decisions/002). */
export function customerWhere(shopId: bigint, filter: CustomerFilter, tokens: bigint[] | null, now: Date): Prisma.Sql {
  const parts = [Prisma.sql`c.shop_id = ${shopId}`, statusIs(filter.status), ...consentIs(filter.consent), ...lastOrderIs(filter.lastOrder, now)];
  parts.push(...foundBy(shopId, Prisma.sql`c.id`, tokens));
  if (filter.tag) parts.push(Prisma.sql`exists (select from customer_tag t where t.shop_id = ${shopId} and t.tag = ${filter.tag} and t.customer_id = c.id)`);
  if (filter.orders) {
    const count = Number.parseInt(filter.orders, 10);
    parts.push(filter.orders.endsWith('+') ? Prisma.sql`c.orders_count >= ${count}::int` : Prisma.sql`c.orders_count = ${count}::int`);
  }
  // Who has bought nothing has spent nothing, and last bought never: said, so that whichever index is walked leads straight to them.
  if (filter.orders === '0') parts.push(Prisma.sql`c.spent_net = 0 and c.last_order_at is null`);
  if (filter.spentMin !== undefined) parts.push(Prisma.sql`c.spent_net >= ${filter.spentMin}`);
  if (filter.spentMax !== undefined) parts.push(Prisma.sql`c.spent_net <= ${filter.spentMax}`);
  return Prisma.join(parts, ' and ');
}

/** Without a wish: everybody who is still there. */
function statusIs(status: CustomerFilter['status']) {
  return status ? Prisma.sql`c.status = ${status}` : Prisma.sql`c.status in ('active', 'stub')`;
}

function consentIs(consent: CustomerFilter['consent']) {
  if (consent === 'email') return [Prisma.sql`c.email_consent = 'subscribed'`];
  if (consent === 'sms') return [Prisma.sql`c.sms_consent = 'subscribed'`];
  if (consent === 'none') return [Prisma.sql`c.email_consent is distinct from 'subscribed' and c.sms_consent is distinct from 'subscribed'`];
  return [];
}

function lastOrderIs(text: string, now: Date) {
  if (!text) return [];
  const days = Math.abs(Number.parseInt(text, 10));
  const edge = new Date(now.getTime() - days * DAY_MS);
  return [text.startsWith('-') ? Prisma.sql`c.last_order_at < ${edge}` : Prisma.sql`c.last_order_at >= ${edge}`];
}
