import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerShop } from '~/domain/shops/index.server';
import { noEffects } from '~/platform/shopify/webhooks/effects';
import { applyInboxBatch } from '~/platform/shopify/webhooks/index.server';
import { TOPICS } from '~/platform/shopify/webhooks/topics';
import { parseExactJson } from '~/platform/shopify/mapping/exact-json';
import { useDatabase } from '../support/database';
import { exactJson } from '../support/webhook-bodies';

useDatabase();
const FOLDER = '/work/shared/data/shopify-webhooks';
const here = existsSync(FOLDER);
if (!here) console.info(`Shopify's sample payloads are not in ${FOLDER}: their test is skipped.`);

/** `orders_partially_fulfilled.json` is about `orders/partially_fulfilled`. */
const topicOf = (file: string) => Object.keys(TOPICS).find((topic) => topic.replaceAll('/', '_') === file.replace('.json', ''));
const documented = here ? readdirSync(`${FOLDER}/docs-2026-04`).flatMap((file) => (topicOf(file) ? [{ file, topic: topicOf(file) ?? '' }] : [])) : [];

/** Which topic the anonymous payloads of a kind came by; those of kinds that are not here are of no use to the CRM. */
const KINDS: Record<string, string> = {
  orders: 'orders/updated',
  checkouts: 'checkouts/update',
  customers: 'customers/update',
  products: 'products/update',
  fulfillments: 'fulfillments/update',
  order_transactions: 'order_transactions/create',
  refunds: 'refunds/create',
  collections: 'collections/update',
  discounts: 'discounts/update',
  bulk_operations: 'bulk_operations/finish',
  customers_email_marketing_consent: 'customers_email_marketing_consent/update',
  customers_marketing_consent: 'customers_marketing_consent/update',
  shop: 'shop/update',
  app_subscriptions: 'app_subscriptions/update',
};
const kindOf = (file: string) => /^\d{4}-\d\d_(.+)_\d+\.json$/.exec(file)?.[1] ?? '';
const anonymous = here ? readdirSync(`${FOLDER}/exemplars`).flatMap((file) => (KINDS[kindOf(file)] ? [{ file, topic: KINDS[kindOf(file)] ?? '' }] : [])) : [];
/** Not what their names say: an order's edit and a risk assessment. */
const OTHER_TOPICS: Record<string, string | null> = { '2025-04_orders_2.json': 'orders/edited', '2025-04_orders_3.json': null };

/** Whoever made the payloads anonymous has blanked every text: amounts, currencies and ids get one again. */
function refilled(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((member) => refilled(member, key));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, refilled(member, name)]));
  if (typeof value !== 'string') return value;
  if (key === 'admin_graphql_api_id') return 'gid://shopify/Something/123';
  if (!value.startsWith('example')) return value;
  if (key.endsWith('_at')) return '2019-01-01T00:00:00Z';
  if (/currency/.test(key)) return 'USD';
  return /price|amount|tax|total|discount|subtotal/.test(key) ? '12.34' : value;
}

describe.skipIf(!here)("Shopify's own sample payloads", () => {
  let shopId: bigint;
  beforeAll(async () => {
    shopId = await registerShop('samples.myshopify.com');
  });

  it.each(documented)('$topic is understood', ({ file, topic }) => {
    const { response } = parseExactJson(readFileSync(`${FOLDER}/docs-2026-04/${file}`, 'utf8')) as { response: unknown };
    expect(() => TOPICS[topic]?.({ body: response, at: new Date(0), currency: 'USD' }, noEffects())).not.toThrow();
  });

  it.each(anonymous)('$file is understood', ({ file, topic }) => {
    const told = OTHER_TOPICS[file] === undefined ? topic : OTHER_TOPICS[file];
    const body = refilled(parseExactJson(readFileSync(`${FOLDER}/exemplars/${file}`, 'utf8')));
    expect(() => told && TOPICS[told]?.({ body, at: new Date(0), currency: 'USD' }, noEffects())).not.toThrow();
  });

  it('go through a whole batch, once and again', async () => {
    const batch = documented
      .filter(({ topic }) => topic !== 'app/uninstalled')
      .map(({ file, topic }, index) => ({
        id: BigInt(index + 1),
        topic,
        triggeredAt: new Date('2026-01-01T00:00:00Z'),
        body: Buffer.from(exactJson((parseExactJson(readFileSync(`${FOLDER}/docs-2026-04/${file}`, 'utf8')) as { response: unknown }).response)),
      }));
    for (const settled of [await applyInboxBatch(shopId, batch, new Date()), await applyInboxBatch(shopId, batch, new Date())]) {
      expect(settled.filter((row) => row.outcome === 'failed')).toEqual([]);
      expect(settled).toHaveLength(batch.length);
    }
  });
});
