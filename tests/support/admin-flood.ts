/** Callers who call the Admin API as fast as they are let, as one process of several; counts what the store answers. Run with the test's environment. */
import type { AdminDocument } from '~/platform/shopify/graphql/admin-document';

const [shopId = '', priority = 'background', callers = '4', callsEach = '5'] = process.argv.slice(2);
const counts = { calls: 0, throttled: 0, failed: 0, points: 0 };

const plainFetch = globalThis.fetch;
globalThis.fetch = async (...args) => {
  const response = await plainFetch(...args);
  const text = await response.clone().text();
  if (text.includes('THROTTLED')) counts.throttled += 1;
  counts.points += Number(/"actualQueryCost":(\d+)/.exec(text)?.[1] ?? 0);
  return response;
};
const { adminClient } = await import('~/platform/shopify/admin/index.server');
const { closeDatabase } = await import('~/db/client.server');

const FLOOD_DOCUMENT = 'query Flood { customers(first: 50) { nodes { id } } }' as AdminDocument<{ customers: unknown }, Record<string, never>>;

const client = adminClient(BigInt(shopId), { priority: priority === 'person' ? 'person' : 'background' });
await Promise.all(
  Array.from({ length: Number(callers) }, async () => {
    for (let call = 0; call < Number(callsEach); call += 1) {
      await client.query(FLOOD_DOCUMENT, {}).then(
        () => (counts.calls += 1),
        () => (counts.failed += 1),
      );
    }
  }),
);
process.stdout.write(JSON.stringify(counts));
await closeDatabase();
