import type { Address, Collection, Consent, Customer, Order, Product, Segment, Store } from './model.ts';
import type { CreditMovement, Discount } from './model/promotion.ts';
import type { Id, Minor } from './model/values.ts';
import type { OrderLine } from './model/order-parts.ts';

/** A basket before it is an order. Prices come from the variants unless `unitPrice` is given (custom lines, history). */
export interface Basket {
  lines: { variantId: Id | null; title?: string; quantity: number; unitPrice?: Minor }[];
  discountCodes?: string[];
  giftCardCodes?: string[];
  manualDiscount?: Minor;
  shipping?: Minor;
  shippingAddress?: Omit<Address, 'id'> | null;
  customerId: Id | null;
  email: string | null;
  phone?: string | null;
  presentmentCurrency?: string;
  note?: string | null;
  tags?: string[];
  test?: boolean;
  locale?: string;
  source: Order['source'];
  cartToken?: string | null;
  checkoutToken?: string | null;
}
/** What a basket would cost; `refusals` says why a code did not apply, in words for the shopper. */
export interface Quote {
  subtotal: Minor;
  discount: Minor;
  shipping: Minor;
  tax: Minor;
  total: Minor;
  giftCards: { code: string; amount: Minor }[];
  due: Minor;
  lines: Pick<OrderLine, 'variantId' | 'title' | 'quantity' | 'unitPrice' | 'discounts'>[];
  discounts: { code: string | null; title: string; amount: Minor }[];
  refusals: { code: string; reason: string }[];
}
export interface RefundRequest {
  lines: { lineId: Id; quantity: number; restock: boolean }[];
  /** Shipping to give back, in minor units, tax excluded. */
  shipping?: Minor;
  /** Money to give back; by default what the lines and the shipping are worth. With no lines it is a refund of an amount alone. */
  amount?: Minor;
  /** To store credit instead of the original payment. */
  toStoreCredit?: boolean;
  note?: string | null;
}

/** Every way a store's documents change. One instance serves one store. Each call is one transaction with its events. */
export interface StoreOperations {
  store(): Promise<Store>;
  updateStore(
    changes: Partial<Pick<Store, 'name' | 'currency' | 'timezone' | 'locale' | 'plan' | 'taxRateBps' | 'taxesIncluded' | 'shippingFlat'>>,
  ): Promise<Store>;

  createCustomer(input: {
    firstName?: string | null;
    lastName?: string | null;
    email?: string | null;
    phone?: string | null;
    tags?: string[];
    note?: string | null;
    addresses?: Omit<Address, 'id'>[];
    acceptsMarketing?: boolean;
    locale?: string;
  }): Promise<Customer>;
  updateCustomer(
    id: Id,
    changes: Partial<Pick<Customer, 'firstName' | 'lastName' | 'email' | 'phone' | 'note' | 'locale' | 'state' | 'taxExempt' | 'verifiedEmail'>>,
  ): Promise<Customer>;
  setAddresses(id: Id, addresses: Omit<Address, 'id'>[], defaultIndex: number): Promise<Customer>;
  addTags(kind: 'customer' | 'order' | 'product', id: Id, tags: string[]): Promise<void>;
  removeTags(kind: 'customer' | 'order' | 'product', id: Id, tags: string[]): Promise<void>;
  setEmailConsent(id: Id, consent: Pick<Consent, 'state' | 'optInLevel'>): Promise<Customer>;
  setSmsConsent(id: Id, consent: Pick<Consent, 'state' | 'optInLevel'>): Promise<Customer>;
  mergeCustomers(fromId: Id, intoId: Id): Promise<Customer>;
  deleteCustomer(id: Id): Promise<void>;
  /** `customers/data_request` and `customers/redact`, as a merchant asks for them in the admin. */
  requestCustomerData(id: Id): Promise<void>;
  redactCustomer(id: Id): Promise<void>;
  /** Credits (or with a negative amount debits) a customer's store credit, in minor units. */
  adjustStoreCredit(
    id: Id,
    amount: Minor,
    why?: { event?: CreditMovement['event'] | undefined; expiresAt?: string | null | undefined },
  ): Promise<CreditMovement>;

  saveProduct(
    input: Omit<Product, 'id' | 'createdAt' | 'updatedAt' | 'variants'> & { id?: Id; variants: (Omit<Product['variants'][number], 'id'> & { id?: Id })[] },
  ): Promise<Product>;
  deleteProduct(id: Id): Promise<void>;
  saveCollection(input: Omit<Collection, 'id' | 'updatedAt'> & { id?: Id }): Promise<Collection>;
  saveDiscount(input: Omit<Discount, 'id' | 'createdAt' | 'updatedAt' | 'used' | 'status'> & { id?: Id }): Promise<Discount>;
  deleteDiscount(id: Id): Promise<void>;
  issueGiftCard(input: {
    amount: Minor;
    customerId: Id | null;
    code?: string | undefined;
    expiresOn?: string | null | undefined;
    note?: string | null | undefined;
  }): Promise<{ id: Id; code: string }>;
  /** For good: nobody can pay with it any more. */
  disableGiftCard(id: Id): Promise<void>;

  quote(basket: Basket): Promise<Quote>;
  /** `payment: 'paid'` captures at once, `'authorized'` waits for `capture`, `'pending'` for `markPaid`. */
  placeOrder(basket: Basket, payment: 'paid' | 'authorized' | 'pending'): Promise<Order>;
  capture(orderId: Id): Promise<Order>;
  markPaid(orderId: Id): Promise<Order>;
  /** Releases what is authorised and not captured. */
  voidPayment(orderId: Id): Promise<Order>;
  fulfil(orderId: Id, lines?: { lineId: Id; quantity: number }[], tracking?: { company: string; number: string }): Promise<Order>;
  refund(orderId: Id, request: RefundRequest): Promise<Order>;
  cancel(orderId: Id, options: { reason: NonNullable<Order['cancelReason']>; refund: boolean; restock: boolean }): Promise<Order>;
  editOrder(
    orderId: Id,
    edit: { quantities: { lineId: Id; quantity: number }[]; add: { variantId: Id; quantity: number }[]; note?: string | null },
  ): Promise<Order>;
  updateOrder(orderId: Id, changes: { note?: string | null; customerId?: Id | null }): Promise<Order>;
  deleteOrder(orderId: Id): Promise<void>;
  createDraft(basket: Basket): Promise<{ id: Id; name: string }>;
  completeDraft(draftId: Id, payment?: 'paid' | 'authorized' | 'pending'): Promise<Order>;
  saveCheckout(token: string, basket: Basket): Promise<void>;
  saveSegment(input: Pick<Segment, 'name' | 'query'> & { id?: Id }): Promise<Segment>;
  deleteSegment(id: Id): Promise<void>;
}
