import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { applyCollections, applyDiscounts, applyProducts } from '~/domain/catalog/index.server';
import { applyCustomers, rereadIncomplete } from '~/domain/customers/index.server';
import type { CustomerSnapshot } from '~/domain/customers/model';
import type { ImportPhaseName } from '~/domain/imports/model';
import { applyOrders } from '~/domain/orders/index.server';
import {
  BulkCollectionsDocument,
  BulkCustomersDocument,
  BulkDiscountsDocument,
  BulkOrdersDocument,
  BulkProductsDocument,
} from '../graphql/generated/documents';
import { collectionFromAdmin } from '../mapping/collection';
import { customerFromAdmin } from '../mapping/customer-from-admin';
import { discountFromAdmin } from '../mapping/discount';
import { orderFromAdmin } from '../mapping/order-from-admin';
import { productFromAdmin } from '../mapping/product-from-admin';
import type { BulkLine } from './bulk-line';
import { allInto, discountWithCodes, placeInOrder } from './child-places';
import type { Shape } from './root-grouper';

/** Where a phase's records come from, and where they go. */
export interface PhaseSource {
  /** The bulk query. */
  document: string;
  shape: Shape;
  /**
   * Reads root objects, their children put back into them, and gives what stores them: in the caller's transaction, where
   * older versions than what is stored change nothing. What cannot be understood is handed to `skip`.
   */
  prepare(roots: BulkLine[], skip: (root: BulkLine, error: unknown) => void): Promise<Prepared>;
}
export interface Prepared {
  count: number;
  apply: (connection: PoolClient) => Promise<unknown>;
}
type Apply<Snapshot> = (shopId: bigint, snapshots: Snapshot[], connection: PoolClient) => Promise<unknown>;

/** Records that are made out in one turn of the event loop: a fraction of a millisecond. */
const TOGETHER = 5;

function source<Snapshot>(shopId: bigint, document: string, shape: Shape, map: (root: BulkLine) => Snapshot, apply: Apply<Snapshot>): PhaseSource {
  return {
    document,
    shape,
    async prepare(roots, skip) {
      const snapshots: Snapshot[] = [];
      for (const [place, root] of roots.entries()) {
        // In between, the answers of the database to the batch before are taken up: it must not wait for us.
        if (place % TOGETHER === 0) await nextTurn();
        try {
          snapshots.push(map(root));
        } catch (error) {
          skip(root, error);
        }
      }
      return { count: snapshots.length, apply: (connection) => (snapshots.length > 0 ? apply(shopId, snapshots, connection) : Promise.resolve()) };
    },
  };
}

async function applyPeople(shopId: bigint, snapshots: CustomerSnapshot[], connection: PoolClient): Promise<void> {
  await applyCustomers(shopId, snapshots, connection);
  await rereadIncomplete(shopId, snapshots, connection);
}

/** Prices of products do not name their currency: they are in the shop's. */
export function sourceOf(phase: ImportPhaseName, shop: { shopId: bigint; currency: string }): PhaseSource {
  const { shopId, currency } = shop;
  switch (phase) {
    case 'products':
      return source(shopId, BulkProductsDocument, allInto('variants'), (root) => productFromAdmin(root, currency), applyProducts);
    case 'collections':
      return source(shopId, BulkCollectionsDocument, allInto('products'), collectionFromAdmin, applyCollections);
    case 'discounts':
      // A campaign can have a million codes; the first is the one that names it.
      return source(shopId, BulkDiscountsDocument, allInto('codes', 1), (root) => discountFromAdmin(discountWithCodes(root)), applyDiscounts);
    case 'customers':
      return source(shopId, BulkCustomersDocument, allInto('addressesV2'), customerFromAdmin, applyPeople);
    case 'orders':
      return source(shopId, BulkOrdersDocument, placeInOrder, orderFromAdmin, applyOrders);
  }
}
