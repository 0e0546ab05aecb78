import type { PoolClient } from 'pg';
import { appendEvents, type DomainEventEntry } from '~/db/outbox.server';
import { inTransaction, orNothing } from '~/db/tenant.server';
import {
  applyCollections,
  applyDiscounts,
  applyProducts,
  applyRedeemCodes,
  markCollectionDeleted,
  markDiscountDeleted,
  markProductDeleted,
} from '~/domain/catalog/index.server';
import { applyConsent, applyCustomers, applyStoreFigures, applyTags, markCustomerDeleted, mergeCustomers } from '~/domain/customers/index.server';
import { applyCheckouts, applyOrders, applyTransactions, markOrderDeleted, ordersLacking } from '~/domain/orders/index.server';
import { requestCompliance } from '~/domain/privacy/index.server';
import { markUninstalled } from '~/domain/shops/index.server';
import type { Effects } from './effects';
import { storeScopes, storeSubscription } from './installation-facts.store.server';

export interface Place {
  connection: PoolClient;
  shopId: bigint;
  now: Date;
}

/** A place in the caller's transaction, or, without one, in a transaction of its own. */
export const withPlace = <T>(shopId: bigint, connection: PoolClient | undefined, now: Date, work: (place: Place) => Promise<T>): Promise<T> =>
  inTransaction(shopId, connection, (client) => work({ connection: client, shopId, now }));

/** Applies all that a batch means, or nothing of it when something fails, and asks for what has to be read again. @param also what else belongs to it */
export async function applyEffects({ connection, shopId, now }: Place, effects: Effects, also: () => Promise<void>): Promise<void> {
  await orNothing(connection, async () => {
    await applyAll(connection, shopId, effects, now);
    await also();
  });
}

async function applyAll(connection: PoolClient, shopId: bigint, effects: Effects, now: Date) {
  await applyCatalog(connection, shopId, effects);
  await applyPeople(connection, shopId, effects);
  const { stubs, orders } = await applySales(connection, shopId, effects);
  await applyInstallation(connection, shopId, effects);
  for (const request of effects.compliance) await requestCompliance(connection, shopId, request);
  const events: DomainEventEntry[] = [
    ...unique([...effects.rereads.orders, ...orders]).map((id): DomainEventEntry => ({ type: 'order.reread_requested', payload: { orderId: id.toString() } })),
    ...unique([...effects.rereads.customers, ...stubs]).map((id): DomainEventEntry => ({
      type: 'customer.reread_requested',
      payload: { customerId: id.toString() },
    })),
    ...unique(effects.rereads.products).map((id): DomainEventEntry => ({ type: 'product.reread_requested', payload: { productId: id.toString() } })),
    ...unique(effects.rereads.collections).map((id): DomainEventEntry => ({ type: 'collection.reread_requested', payload: { collectionId: id.toString() } })),
    ...unique(effects.finishedBulks).map((id): DomainEventEntry => ({ type: 'import.bulk_finished', payload: { bulkId: id.toString() } })),
  ];
  await appendEvents(connection, shopId, events, now);
}

const unique = (ids: bigint[]): bigint[] => [...new Set(ids)];

/** `mark` is told each moment's ids at once. */
async function eachMoment(deleted: { id: bigint; at: Date }[], mark: (ids: bigint[], at: Date) => Promise<void>) {
  const moments = new Set(deleted.map((one) => one.at.getTime()));
  for (const moment of moments)
    await mark(
      deleted.filter((one) => one.at.getTime() === moment).map((one) => one.id),
      new Date(moment),
    );
}

async function applyCatalog(connection: PoolClient, shopId: bigint, effects: Effects) {
  await applyProducts(shopId, effects.products, connection);
  await eachMoment(effects.deletedProducts, (ids, at) => markProductDeleted(shopId, ids, at, connection));
  await applyCollections(shopId, effects.collections, connection);
  await markCollectionDeleted(shopId, effects.deletedCollections, connection);
  await applyDiscounts(shopId, effects.discounts, connection);
  await applyRedeemCodes(shopId, effects.redeemCodes, connection);
  await eachMoment(effects.deletedDiscounts, (ids, at) => markDiscountDeleted(shopId, ids, at, connection));
}

async function applyPeople(connection: PoolClient, shopId: bigint, effects: Effects) {
  await applyCustomers(shopId, effects.customers, connection);
  await applyConsent(shopId, effects.consents, connection);
  await applyTags(shopId, effects.tags, connection);
  await applyStoreFigures(shopId, effects.figures, connection);
  for (const { fromId, intoId, at } of effects.merges) await mergeCustomers(shopId, fromId, intoId, at, connection);
  await eachMoment(effects.deletedCustomers, (ids, at) => markCustomerDeleted(shopId, ids, at, connection));
}

/** @returns customers that only an order has named so far, and orders whose stored version is older than something told about them. */
async function applySales(connection: PoolClient, shopId: bigint, effects: Effects) {
  const { stubs } = await applyOrders(shopId, effects.orders, connection);
  const unknown = await applyTransactions(shopId, effects.transactions, connection);
  const withoutRefund = await ordersLacking(connection, shopId, 'refund', effects.refunds);
  const withoutFulfillment = await ordersLacking(connection, shopId, 'fulfillment', effects.fulfillments);
  await applyCheckouts(shopId, effects.checkouts, connection);
  await eachMoment(effects.deletedOrders, (ids, at) => markOrderDeleted(shopId, ids, at, connection));
  return { stubs, orders: [...unknown, ...withoutRefund, ...withoutFulfillment] };
}

async function applyInstallation(connection: PoolClient, shopId: bigint, effects: Effects) {
  for (const at of effects.uninstalledAt) await markUninstalled(shopId, at, connection);
  for (const { scopes } of [...effects.scopes].sort((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime())) await storeScopes(connection, shopId, scopes);
  for (const subscription of effects.subscriptions) await storeSubscription(connection, shopId, subscription);
}
