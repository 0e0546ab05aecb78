import type { CollectionSnapshot, DiscountSnapshot, ProductSnapshot } from '~/domain/catalog/model';
import type { CustomerSnapshot, MarketingConsent } from '~/domain/customers/model';
import type { CheckoutSnapshot, OrderSnapshot, TransactionSnapshot } from '~/domain/orders/model';
import type { ComplianceKind } from '~/domain/privacy/model';

/** What deliveries mean, gathered by kind, so that a batch of any size is applied in few round trips. */
export interface Effects {
  orders: OrderSnapshot[];
  deletedOrders: Deleted[];
  transactions: { orderId: bigint; transaction: TransactionSnapshot }[];
  refunds: Child[];
  fulfillments: Child[];
  checkouts: CheckoutSnapshot[];
  customers: CustomerSnapshot[];
  deletedCustomers: Deleted[];
  merges: { fromId: bigint; intoId: bigint; at: Date }[];
  consents: { customerId: bigint; channel: 'email' | 'sms'; consent: MarketingConsent }[];
  tags: { customerId: bigint; added: string[]; removed: string[]; occurredAt: Date }[];
  figures: { customerId: bigint; ordersCount: bigint; spent: bigint; occurredAt: Date }[];
  products: ProductSnapshot[];
  deletedProducts: Deleted[];
  collections: CollectionSnapshot[];
  deletedCollections: bigint[];
  discounts: DiscountSnapshot[];
  deletedDiscounts: Deleted[];
  redeemCodes: { discountId: bigint; code: string; added: boolean }[];
  rereads: { orders: bigint[]; customers: bigint[]; products: bigint[]; collections: bigint[] };
  finishedBulks: bigint[];
  compliance: { kind: ComplianceKind; customerId: bigint | null; orderIds: bigint[]; requestRef: bigint | null; at: Date }[];
  uninstalledAt: Date[];
  shopBodies: unknown[];
  scopes: { scopes: string[]; updatedAt: Date }[];
  subscriptions: { subscriptionId: bigint; name: string; status: string; planHandle: string | null; updatedAt: Date | null }[];
}
interface Deleted {
  id: bigint;
  at: Date;
}
interface Child {
  orderId: bigint;
  id: bigint;
  status: string | null;
}

export function noEffects(): Effects {
  return {
    orders: [],
    deletedOrders: [],
    transactions: [],
    refunds: [],
    fulfillments: [],
    checkouts: [],
    customers: [],
    deletedCustomers: [],
    merges: [],
    consents: [],
    tags: [],
    figures: [],
    products: [],
    deletedProducts: [],
    collections: [],
    deletedCollections: [],
    discounts: [],
    deletedDiscounts: [],
    redeemCodes: [],
    rereads: { orders: [], customers: [], products: [], collections: [] },
    finishedBulks: [],
    compliance: [],
    uninstalledAt: [],
    shopBodies: [],
    scopes: [],
    subscriptions: [],
  };
}
