import { z } from 'zod';
import type { Queryable } from '../state/database.ts';
import type { Subscription } from './app-toml.ts';

const apiRow = z.object({
  id: z.string(),
  topic: z.string(),
  doc: z.object({
    uri: z.string(),
    filter: z.string().nullish(),
    includeFields: z.array(z.string()).nullish(),
    name: z.string().nullish(),
    apiVersion: z.string().nullish(),
  }),
});

/** `orders/create`, `customer.tags_added` and the API's `ORDERS_CREATE` in one spelling, for comparing. */
export const topicKey = (topic: string): string => topic.replace(/[/.]/g, '_').toUpperCase();

/** Who wants to hear of the topic in that store: the app's own configuration and what it subscribed to through the API. */
export async function subscriptionsTo(db: Queryable, toml: Subscription[], domain: string, topic: string, apiVersion: string): Promise<Subscription[]> {
  const { rows } = await db.query<{ id: string; topic: string; doc: unknown }>(
    "select id, topic, doc from devstore.subscription where domain = $1 and upper(translate(topic, '/.', '__')) = $2 order by id",
    [domain, topicKey(topic)],
  );
  const made = rows.map((row): Subscription => {
    const { id, doc } = apiRow.parse(row);
    return {
      key: id,
      topic,
      uri: doc.uri,
      filter: doc.filter || null,
      includeFields: doc.includeFields ?? [],
      name: doc.name ?? null,
      apiVersion: doc.apiVersion ?? apiVersion,
      source: 'api',
      compliance: false,
    };
  });
  return [...toml.filter((one) => topicKey(one.topic) === topicKey(topic)), ...made];
}

/** Where a subscription's deliveries go; a relative uri lies under the app. */
export const resolveUri = (uri: string, appUrl: string): string => (uri.startsWith('/') ? `${appUrl}${uri}` : uri);
