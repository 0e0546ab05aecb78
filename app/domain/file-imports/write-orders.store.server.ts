import { jsonRows } from '~/db/rows.server';
import { applyOrders, readLocalOrders } from '../orders/index.server';
import type { OrderSnapshot } from '../orders/model';
import type { FileCounts, RowError } from './model';
import type { OrderDraft } from './order-draft';
import { personKey } from './person-slots';
import { productsBySku, type ArticleOf } from './sku.store.server';
import { fileToken, nextLocalIds, noteChanges, noteSeen, ORDER, readRecords, writeRecords, type WriteContext } from './write-context.store.server';
import type { WrittenPeople } from './write-people.store.server';

interface Keyed {
  order: OrderDraft;
  key: bigint;
  content: bigint;
  id: bigint | null;
}
export interface WrittenOrders {
  counts: Pick<FileCounts, 'ordersCreated' | 'ordersUpdated' | 'unchanged'>;
  errors: RowError[];
  /** Rows of orders that were refused. */
  failedRows: number;
}

/** Stores orders: new ones, and those that an earlier import brought otherwise. An order whose rows do not stand together is refused from its second part on. */
export async function writeOrders(context: WriteContext, orders: OrderDraft[], people: WrittenPeople): Promise<WrittenOrders> {
  const keyed = orders.filter((order) => !order.person || !people.isAmbiguous(order.person)).map((order) => keyOf(context, order));
  const keys = keyed.map(({ key }) => key);
  const records = await readRecords(context, ORDER, keys);
  const seen = context.dry
    ? await noteSeen(context, ORDER, keys)
    : new Set([...records.values()].filter((one) => one.importId === context.importId).map((one) => one.key));
  const split: Keyed[] = [];
  const whole: Keyed[] = [];
  for (const one of keyed) {
    (seen.has(one.key) ? split : whole).push(one);
    seen.add(one.key);
  }
  const same = whole.filter((one) => records.get(one.key)?.content === one.content);
  const created = whole.filter((one) => !records.has(one.key));
  const updated = whole.filter((one) => records.has(one.key) && !same.includes(one));
  for (const one of whole) one.id = records.get(one.key)?.recordId ?? null;
  if (!context.dry) await store(context, { created, updated, whole }, people);
  const errors = split.flatMap(({ order }) => order.lines.map((line): RowError => ({ line, column: null, reason: 'order_split', valueClass: 'none' })));
  const ambiguous = orders.filter((order) => order.person && people.isAmbiguous(order.person));
  return {
    counts: { ordersCreated: created.length, ordersUpdated: updated.length, unchanged: same.length },
    errors: [...errors, ...ambiguousRows(ambiguous)],
    failedRows: errors.length + ambiguous.reduce((sum, order) => sum + order.lines.length, 0),
  };
}

/** The row that names the person is told of already. */
const ambiguousRows = (orders: OrderDraft[]): RowError[] =>
  orders.flatMap((order) =>
    order.lines.filter((line) => line !== order.person?.line).map((line): RowError => ({ line, column: null, reason: 'order_has_errors', valueClass: 'none' })),
  );

function keyOf(context: WriteContext, order: OrderDraft): Keyed {
  const { lines: _lines, person, ...meaning } = order;
  const told = { ...meaning, occurredAt: order.occurredAt.toISOString(), person: person ? personKey(person) : null };
  const content = fileToken(context, ['order', told]);
  return { order, content, key: order.number === null ? content : fileToken(context, ['order number', order.number]), id: null };
}

async function store(context: WriteContext, { created, updated, whole }: Record<'created' | 'updated' | 'whole', Keyed[]>, people: WrittenPeople) {
  const { client, shopId, begunAt } = context;
  const ids = await nextLocalIds(client, created.length);
  created.forEach((one, place) => (one.id = ids[place] ?? null));
  const articleOf = await productsBySku(
    client,
    shopId,
    [...created, ...updated].flatMap(({ order }) => order.items.flatMap((item) => item.sku ?? [])),
  );
  const stood = await readLocalOrders(
    client,
    shopId,
    updated.flatMap(({ id }) => id ?? []),
  );
  const snapshots = [...created, ...updated].flatMap(({ order, id }) =>
    id === null ? [] : [toSnapshot(id, order, order.person ? people.customerOf(order.person) : null, begunAt, articleOf)],
  );
  await applyOrders(shopId, snapshots, client, { authoritative: true });
  const before = (id: bigint) => (stood.has(id) ? Buffer.from(jsonRows([stood.get(id) ?? {}])) : null);
  await noteChanges(context, ORDER, [
    ...created.flatMap(({ id }) => (id === null ? [] : [{ recordId: id, created: true, before: null }])),
    ...updated.flatMap(({ id }) => (id === null ? [] : [{ recordId: id, created: false, before: before(id) }])),
  ]);
  await writeRecords(
    context,
    ORDER,
    whole.flatMap(({ key, id, content }) => (id === null ? [] : [{ key, recordId: id, content }])),
  );
}

function toSnapshot(id: bigint, order: OrderDraft, customerId: bigint | null, versionAt: Date, articleOf: ArticleOf): OrderSnapshot {
  const digits = order.number?.replace(/^#/, '') ?? '';
  return {
    id,
    customerId,
    name: order.number ?? `F${-id}`,
    number: /^\d{1,18}$/.test(digits) ? BigInt(digits) : null,
    source: 'offline',
    currency: order.shopCurrency,
    presentmentCurrency: order.currency,
    linesTotal: order.linesTotal,
    discountTotal: order.discountTotal,
    shippingTotal: order.shippingTotal,
    taxTotal: order.taxTotal,
    total: order.total,
    taxesIncluded: order.taxesIncluded,
    financialStatus: 'paid',
    fulfillmentStatus: 'fulfilled',
    test: false,
    tags: [],
    discountCodes: [],
    email: order.person?.email ?? null,
    cancelledAt: null,
    cancelReason: null,
    closedAt: order.occurredAt,
    occurredAt: order.occurredAt,
    versionAt,
    // Lines are told apart within their order only; below zero like everything that was born here.
    lines: order.items.map((item, place) => ({
      id: BigInt(-place - 1),
      ...(articleOf(item.sku) ?? { productId: null, variantId: null }),
      title: item.title,
      variantTitle: null,
      sku: item.sku,
      quantity: item.quantity,
      currentQuantity: item.quantity,
      unitPrice: item.unitPrice,
      discountTotal: item.discountTotal,
      taxTotal: 0n,
      isGiftCard: false,
    })),
    refunds: [],
    fulfillments: [],
    transactions: null,
  };
}
