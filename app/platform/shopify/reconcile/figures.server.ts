import type { ReconcileKind, ReconcileRun, StoreVersion } from '~/domain/reconcile/model';
import type { AdminClient } from '../admin/index.server';
import { ReadStoreFiguresDocument } from '../graphql/generated/documents';
import { storeVersion } from './store-version';

/** What the store says of a kind: how many there were at `until`, how many of them changed since `since`, and the newest. */
export interface StoreFigures {
  total: number;
  changed: number;
  newest: StoreVersion | null;
}

const quoted = (at: Date): string => `'${at.toISOString()}'`;
/** The search for what changed in the run's stretch of time. */
export const changedSearch = (since: Date, until: Date): string => `updated_at:>=${quoted(since)} updated_at:<=${quoted(until)}`;

/** One cheap question for all kinds. */
export async function readFigures(admin: AdminClient, run: ReconcileRun): Promise<Record<ReconcileKind, StoreFigures>> {
  const since = run.parts[0]?.since ?? run.until;
  const data = await admin.query(ReadStoreFiguresDocument, {
    created: `created_at:<=${quoted(run.until)}`,
    processed: `processed_at:<=${quoted(run.until)}`,
    changed: changedSearch(since, run.until),
    settled: `updated_at:<=${quoted(run.until)}`,
  });
  const figures = (kind: ReconcileKind, total: { count: number } | null, changed: { count: number } | null, newest: unknown): StoreFigures => ({
    total: total?.count ?? 0,
    changed: changed?.count ?? 0,
    newest: newest ? storeVersion(kind, newest) : null,
  });
  return {
    products: figures('products', data.productsCount, data.productsChanged, data.products.nodes[0]),
    collections: figures('collections', data.collectionsCount, data.collectionsChanged, data.collections.nodes[0]),
    discounts: figures('discounts', data.discountNodesCount, data.discountNodesChanged, data.discountNodes.nodes[0]),
    customers: figures('customers', data.customersCount, data.customersChanged, data.customers.nodes[0]),
    orders: figures('orders', data.ordersCount, data.ordersChanged, data.orders.nodes[0]),
  };
}
