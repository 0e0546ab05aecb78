/** The part of the store that a topic such as `orders/create` is about; its words are `health.topics.…`. */
const GROUPS = [
  'orders',
  'customers',
  'products',
  'collections',
  'discounts',
  'checkouts',
  'refunds',
  'fulfillments',
  'shop',
  'app',
  'bulk_operations',
] as const;
type TopicGroup = (typeof GROUPS)[number] | 'other';

export function topicGroup(topic: string): TopicGroup {
  const start = topic
    .replace(/^customers?[_./].*/, 'customers')
    .replace(/^app_.*/, 'app')
    .replace(/^order_.*/, 'orders')
    .replace(/^variants.*/, 'products');
  return GROUPS.find((group) => start === group || start.startsWith(`${group}/`)) ?? 'other';
}
