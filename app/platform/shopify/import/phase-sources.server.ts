import type { PoolClient } from 'pg';
import { mapInTurns } from '~/config/turns';
import { applyCollections, applyDiscounts, applyProducts } from '~/domain/catalog/index.server';
import { customerPreparer, rereadIncomplete, storeCustomers } from '~/domain/customers/index.server';
import type { ImportPhaseName } from '~/domain/imports/model';
import { orderPreparer, storeOrders } from '~/domain/orders/index.server';
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
  /** How many of the roots could be understood. */
  count: number;
  apply: (connection: PoolClient) => Promise<unknown>;
  /** The same of some of the roots, by their places. */
  part: (begin: number, end: number) => Promise<Prepared>;
}

/** What becomes of a phase's records: all that can be worked out before they are stored, and storing it. */
interface Way<Snapshot, Made> {
  document: string;
  shape: Shape;
  map: (root: BulkLine) => Snapshot;
  make: (snapshots: Snapshot[]) => Promise<Made>;
  store: (made: Made, connection: PoolClient) => Promise<unknown>;
}

function source<Snapshot extends object, Made>({ document, shape, map, make, store }: Way<Snapshot, Made>): PhaseSource {
  const preparedOf = async (read: (Snapshot | null)[]): Promise<Prepared> => {
    const snapshots = read.filter((snapshot) => snapshot !== null);
    const made = snapshots.length > 0 && (await make(snapshots));
    return {
      count: snapshots.length,
      apply: async (connection) => made && (await store(made, connection)),
      part: (begin, end) => preparedOf(read.slice(begin, end)),
    };
  };
  return {
    document,
    shape,
    // In between, the answers of the database to the batch before are taken up: it must not wait for us.
    prepare: async (roots, skip) =>
      preparedOf(
        await mapInTurns(roots, (root) => {
          try {
            return map(root);
          } catch (error) {
            skip(root, error);
            return null;
          }
        }),
      ),
  };
}

/** Records of which nothing is worth working out before they are stored. */
const plain = <Snapshot extends object>(
  shopId: bigint,
  {
    apply,
    ...way
  }: Omit<Way<Snapshot, Snapshot[]>, 'make' | 'store'> & { apply: (shopId: bigint, snapshots: Snapshot[], connection: PoolClient) => Promise<unknown> },
): PhaseSource => source({ ...way, make: (snapshots) => Promise.resolve(snapshots), store: (snapshots, connection) => apply(shopId, snapshots, connection) });

/** Prices of products do not name their currency: they are in the shop's. */
export function sourceOf(phase: ImportPhaseName, shop: { shopId: bigint; currency: string }): PhaseSource {
  const { shopId, currency } = shop;
  switch (phase) {
    case 'products':
      return plain(shopId, {
        document: BulkProductsDocument,
        shape: allInto('variants'),
        map: (root) => productFromAdmin(root, currency),
        apply: applyProducts,
      });
    case 'collections':
      return plain(shopId, {
        document: BulkCollectionsDocument,
        shape: allInto('products'),
        map: collectionFromAdmin,
        apply: applyCollections,
      });
    case 'discounts':
      return plain(shopId, {
        document: BulkDiscountsDocument,
        // A campaign can have a million codes; the first is the one that names it.
        shape: allInto('codes', 1),
        map: (root) => discountFromAdmin(discountWithCodes(root)),
        apply: applyDiscounts,
      });
    case 'customers':
      return source({
        document: BulkCustomersDocument,
        shape: allInto('addressesV2'),
        map: customerFromAdmin,
        make: customerPreparer(shopId),
        store: async (prepared, connection) => {
          await storeCustomers(shopId, prepared, connection);
          await rereadIncomplete(
            shopId,
            prepared.customers.map(({ snapshot }) => snapshot),
            connection,
          );
        },
      });
    case 'orders':
      return source({
        document: BulkOrdersDocument,
        shape: placeInOrder,
        map: orderFromAdmin,
        make: orderPreparer(shopId),
        // The end of a run adds them up.
        store: (prepared, connection) => storeOrders(shopId, prepared, connection, { salesLater: true }),
      });
  }
}
