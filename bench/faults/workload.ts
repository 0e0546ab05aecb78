import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from './stage';

/** The devstore keeps the last 5,000 deliveries of a store; more would make the record of what was delivered incomplete. */
const WEBHOOKS_PER_STORE = 3500;

export const domainsFor = (webhooks: number): string[] =>
  Array.from({ length: Math.ceil(webhooks / WEBHOOKS_PER_STORE) }, (_, index) => `faults-${index + 1}.myshopify.com`);

/** Opens the stores, with products and a few customers, and installs the app in each; resolves when the first imports are done. */
export async function openStores(stage: Stage, domains: string[]): Promise<void> {
  for (const domain of domains) {
    await stage.devstore.post('/stores', {
      domain,
      name: 'Leaf & Kiln',
      email: 'owner@example.com',
      currency: 'USD',
      timezone: 'America/New_York',
      locale: 'en',
      country: 'US',
      plan: 'shopify_plus',
      taxRateBps: 825,
      taxesIncluded: false,
      shippingFlat: 590,
    });
    for (const number of [1, 2, 3]) await operate(stage, domain, 'saveProduct', product(number));
    await stage.install(domain);
  }
  for (const end = Date.now() + 60_000; ; await sleep(200)) {
    const { rows } = await stage.crm.query<{ done: number }>("select count(*)::int as done from import_run where status = 'done'");
    if (rows[0]?.done === domains.length) return;
    if (Date.now() > end) throw new Error('The first imports did not end.');
  }
}

const product = (number: number) => ({
  publishedAt: '2026-01-01T00:00:00Z',
  title: `Tea No. ${number}`,
  handle: `tea-${number}`,
  descriptionHtml: '',
  vendor: 'Leaf & Kiln',
  productType: 'Tea',
  tags: [],
  status: 'ACTIVE',
  isGiftCard: false,
  optionNames: ['Size'],
  variants: [100, 250].map((grams, index) => ({
    title: `${grams} g`,
    sku: `TEA-${number}-${grams}`,
    price: grams * (8 + number),
    compareAtPrice: null,
    position: index + 1,
    inventoryQuantity: 100_000,
    options: [`${grams} g`],
    requiresShipping: true,
    taxable: true,
  })),
  collectionIds: [],
  art: { colour: '#226644', glyph: 'T' },
});

/** Runs an operation of a store; what the store refuses (a second cancellation, say) has not happened, and that is all. */
async function operate(stage: Stage, domain: string, name: string, ...args: unknown[]): Promise<{ id: string } | null> {
  const answer = (await stage.devstore.post(`/${domain}/operations/${name}`, args).catch((error: Error) => {
    if (error.message.includes(': 422')) return { result: null };
    throw error;
  })) as { result: { id: string } | null };
  return answer.result;
}

interface Life {
  domain: string;
  customers: string[];
  orders: string[];
  variants: string[];
  turn: number;
}

/** Lets the stores live until about `webhooks` have been made; `onProgress` is told the share at every turn and may break things. */
export async function liveOn(stage: Stage, domains: string[], webhooks: number, onProgress: (share: number) => Promise<void>): Promise<void> {
  const lives: Life[] = [];
  for (const domain of domains) {
    const { rows } = await stage.store.query<{ id: string }>(
      "select v->>'id' as id from devstore.product p, jsonb_array_elements(p.doc->'variants') v where p.domain = $1 order by 1",
      [domain],
    );
    lives.push({ domain, customers: [], orders: [], variants: rows.map((row) => row.id), turn: 0 });
  }
  for (;;) {
    const { rows } = await stage.store.query<{ made: number }>('select count(*)::int as made from devstore.delivery');
    const share = (rows[0]?.made ?? 0) / webhooks;
    await onProgress(Math.min(1, share));
    if (share >= 1) return;
    // No further ahead than can be delivered: what happens to the app must find it at work.
    const { rows: waiting } = await stage.store.query<{ n: number }>("select count(*)::int as n from devstore.delivery where status = 'pending'");
    if ((waiting[0]?.n ?? 0) > 400) await sleep(200);
    else await Promise.all(lives.map((life) => oneTurn(stage, life)));
  }
}

const NAMES = ['Ana Müller', '王 小明', 'José García', 'Olga Иванова', '佐藤 花子', 'Fatima ElSayed 🍵'];

/** Somebody comes, buys; earlier orders are sent, given back, cancelled, deleted; earlier customers change. */
async function oneTurn(stage: Stage, life: Life): Promise<void> {
  const { domain } = life;
  const turn = (life.turn += 1);
  const act = (name: string, ...args: unknown[]) => operate(stage, domain, name, ...args);
  if (turn % 3 === 1) {
    const [firstName, lastName] = (NAMES[turn % NAMES.length] ?? '').split(' ');
    const made = await act('createCustomer', { firstName, lastName, email: `person-${turn}@example.com`, tags: ['new'], acceptsMarketing: turn % 2 === 0 });
    if (made) life.customers.push(made.id);
  }
  const customerId = turn % 7 === 0 ? null : (life.customers[(turn * 5) % life.customers.length] ?? null);
  const lines = [
    { variantId: life.variants[turn % life.variants.length], quantity: 1 + (turn % 3) },
    { variantId: life.variants[(turn * 2 + 1) % life.variants.length], quantity: 2 },
  ];
  const order = await act(
    'placeOrder',
    { lines, customerId, email: customerId ? null : `guest-${turn}@example.com`, source: 'web' },
    turn % 5 === 0 ? 'pending' : 'paid',
  );
  if (order) life.orders.push(order.id);
  const earlier = life.orders[Math.floor(life.orders.length / 2)] ?? '';
  if (turn % 2 === 0) await act('fulfil', earlier);
  if (turn % 5 === 2) await refundOne(stage, domain, earlier);
  if (turn % 9 === 4) await act('cancel', life.orders.at(-3) ?? earlier, { reason: 'CUSTOMER', refund: true, restock: true });
  if (turn % 5 === 1) await act('markPaid', life.orders.at(-2) ?? earlier);
  if (turn % 40 === 30) await act('deleteOrder', life.orders.shift() ?? earlier);
  const person = life.customers[Math.floor(life.customers.length / 2)] ?? '';
  if (turn % 4 === 0) await act('addTags', 'customer', person, [`turn-${turn}`]);
  if (turn % 6 === 0) await act('removeTags', 'customer', person, ['new']);
  if (turn % 4 === 2) await act('updateCustomer', person, { firstName: `Renamed ${turn}`, note: `note ${turn}` });
  if (turn % 7 === 3) await act('setEmailConsent', person, { state: turn % 2 ? 'SUBSCRIBED' : 'UNSUBSCRIBED', optInLevel: 'SINGLE_OPT_IN' });
}

async function refundOne(stage: Stage, domain: string, orderId: string) {
  const { rows } = await stage.store.query<{ line: string | null }>(
    `select (select l->>'id' from jsonb_array_elements(doc->'lines') l where (l->>'currentQuantity')::int > 0 limit 1) as line from devstore."order" where domain = $1 and id = $2`,
    [domain, orderId],
  );
  if (rows[0]?.line) await operate(stage, domain, 'refund', orderId, { lines: [{ lineId: rows[0].line, quantity: 1, restock: true }] });
}
