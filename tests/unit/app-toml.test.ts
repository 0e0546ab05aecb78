import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { METAFIELD_TYPES } from '~/domain/loyalty/projection/model';
import { PROGRAMME_METAFIELD } from '~/domain/loyalty/storefront/model';

const metafields = z.strictObject({
  metafields: z.strictObject({
    app: z.record(
      z.string(),
      z.strictObject({
        name: z.string(),
        type: z.string(),
        access: z.strictObject({ admin: z.enum(['merchant_read', 'merchant_read_write']), storefront: z.enum(['none', 'public_read']) }),
      }),
    ),
  }),
});

const toml = z
  .strictObject({
    client_id: z.string().min(1),
    name: z.string().max(30),
    application_url: z.url(),
    embedded: z.literal(true),
    access_scopes: z.strictObject({ scopes: z.string() }),
    customer: metafields,
    shop: metafields,
    auth: z.strictObject({ redirect_urls: z.array(z.url()) }),
    webhooks: z.strictObject({
      api_version: z.string().regex(/^20\d\d-(01|04|07|10)$/),
      subscriptions: z.array(
        z.strictObject({
          uri: z.string().regex(/^(\/|https:\/\/)/),
          topics: z.array(z.string()).optional(),
          compliance_topics: z.array(z.string()).optional(),
          filter: z.string().optional(),
          include_fields: z.array(z.string()).optional(),
          name: z
            .string()
            .max(50)
            .regex(/^[\w-]+$/)
            .optional(),
        }),
      ),
    }),
    app_proxy: z.strictObject({ url: z.string().regex(/^(\/|https:\/\/)/), subpath: z.string(), prefix: z.enum(['apps', 'a', 'community', 'tools']) }),
  })
  .parse(parse(readFileSync('shopify.app.toml', 'utf8')));

interface Introspection {
  data: { __schema: { types: { name: string; enumValues: { name: string; description: string | null }[] | null }[] } };
}
const schema = JSON.parse(gunzipSync(readFileSync('.data/schema/admin_2026-10.json.gz')).toString()) as Introspection;
const official = schema.data.__schema.types.find((type) => type.name === 'WebhookSubscriptionTopic')?.enumValues ?? [];

/** `orders/create` is ORDERS_CREATE, `customer.tags_added` is CUSTOMER_TAGS_ADDED. */
const enumName = (topic: string) => topic.toUpperCase().replace(/[/.]/g, '_');
const topics = toml.webhooks.subscriptions.flatMap((subscription) => subscription.topics ?? []);
const scopes = new Set(toml.access_scopes.scopes.split(','));

describe('shopify.app.toml', () => {
  it('subscribes only to topics that the official schema has', () => {
    expect(official.length).toBeGreaterThan(200);
    const names = new Set(official.map((value) => value.name));
    expect(topics.filter((topic) => !names.has(enumName(topic)))).toEqual([]);
  });

  it('subscribes to no topic twice', () => {
    expect(topics.length).toBe(new Set(topics).size);
  });

  it('asks for the scope of every topic', () => {
    const missing = topics.flatMap((topic) => {
      const description = official.find((value) => value.name === enumName(topic))?.description ?? '';
      const needed = [...description.matchAll(/`(read_\w+|write_\w+)`/g)].map((match) => match[1] ?? '');
      // The description lists alternatives; a write scope includes reading.
      const has = needed.length === 0 || needed.some((scope) => scopes.has(scope) || scopes.has(scope.replace('read_', 'write_')));
      return has ? [] : [`${topic}: ${needed.join(' or ')}`];
    });
    expect(missing).toEqual([]);
  });

  it('has the three compliance topics, and nothing else there', () => {
    expect(toml.webhooks.subscriptions.flatMap((subscription) => subscription.compliance_topics ?? []).sort()).toEqual([
      'customers/data_request',
      'customers/redact',
      'shop/redact',
    ]);
  });

  it('lists its scopes sorted and once', () => {
    expect(toml.access_scopes.scopes).toBe([...scopes].sort().join(','));
  });

  it('declares the metafields that the app writes, for the storefront to read', () => {
    const [customer, shop] = [toml.customer.metafields.app, toml.shop.metafields.app];
    const typesOf = (fields: typeof customer) => Object.fromEntries(Object.entries(fields).map(([key, { type }]) => [key, type]));
    expect(typesOf(customer)).toEqual(METAFIELD_TYPES);
    expect(typesOf(shop)).toEqual({ [PROGRAMME_METAFIELD.key]: PROGRAMME_METAFIELD.type });
    expect([...Object.values(customer), ...Object.values(shop)].every(({ access }) => access.storefront === 'public_read')).toBe(true);
  });

  it('names the version that the documents are checked against', async () => {
    const { API_VERSION } = await import('~/platform/shopify/admin/endpoint.server');
    expect(toml.webhooks.api_version).toBe(API_VERSION);
  });
});

describe('the action of Shopify Flow', () => {
  it('is asked at an address that the app answers, with the fields that it reads', () => {
    const field = z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('customer_reference'), required: z.literal(true) }),
      z.strictObject({
        type: z.literal('single_line_text_field'),
        key: z.literal('event'),
        name: z.string(),
        description: z.string(),
        required: z.literal(true),
      }),
    ]);
    const action = z.strictObject({
      name: z.string().max(30),
      type: z.literal('flow_action'),
      handle: z.string().regex(/^[a-z0-9-]{1,30}$/),
      description: z.string(),
      runtime_url: z.url().refine((url) => existsSync(`app/routes/${new URL(url).pathname.slice(1).replaceAll('/', '.')}.ts`), 'has no route'),
    });
    const file = z.strictObject({ extensions: z.tuple([action]), settings: z.strictObject({ fields: z.array(field).length(2) }) });
    expect(() => file.parse(parse(readFileSync('extensions/regulars-report-event/shopify.extension.toml', 'utf8')))).not.toThrow();
  });
});
