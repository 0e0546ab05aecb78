import { z } from 'zod';
import type { StoreOperations } from '../state/operations.ts';
import * as doc from './documents.ts';

type Name = keyof StoreOperations;
/** What each operation takes. The type holds the list complete, and every schema to the operation's own arguments. */
const argumentsOf: { [Key in Name]: z.ZodType<Parameters<StoreOperations[Key]>> } = {
  store: z.tuple([]),
  updateStore: z.tuple([doc.storeChanges]),
  createCustomer: z.tuple([doc.newCustomer]),
  updateCustomer: z.tuple([doc.id, doc.customerChanges]),
  setAddresses: z.tuple([doc.id, z.array(doc.address), z.number().int().min(0)]),
  addTags: z.tuple([z.enum(['customer', 'order', 'product']), doc.id, doc.tags]),
  removeTags: z.tuple([z.enum(['customer', 'order', 'product']), doc.id, doc.tags]),
  setEmailConsent: z.tuple([doc.id, doc.consent]),
  setSmsConsent: z.tuple([doc.id, doc.consent]),
  mergeCustomers: z.tuple([doc.id, doc.id]),
  deleteCustomer: z.tuple([doc.id]),
  requestCustomerData: z.tuple([doc.id]),
  redactCustomer: z.tuple([doc.id]),
  adjustStoreCredit: z.tuple([doc.id, doc.minor, doc.creditReason.optional()]),
  saveProduct: z.tuple([doc.product]),
  deleteProduct: z.tuple([doc.id]),
  saveCollection: z.tuple([doc.collection]),
  saveDiscount: z.tuple([doc.discount]),
  deleteDiscount: z.tuple([doc.id]),
  issueGiftCard: z.tuple([doc.giftCard]),
  disableGiftCard: z.tuple([doc.id]),
  quote: z.tuple([doc.basket]),
  placeOrder: z.tuple([doc.basket, doc.payment]),
  capture: z.tuple([doc.id]),
  markPaid: z.tuple([doc.id]),
  voidPayment: z.tuple([doc.id]),
  fulfil: z.tuple([doc.id, doc.lineQuantities.optional(), z.strictObject({ company: z.string(), number: z.string() }).optional()]),
  refund: z.tuple([doc.id, doc.refund]),
  cancel: z.tuple([doc.id, doc.cancellation]),
  editOrder: z.tuple([doc.id, doc.edit]),
  updateOrder: z.tuple([doc.id, z.strictObject({ note: z.string().nullable().optional(), customerId: doc.id.nullable().optional() })]),
  deleteOrder: z.tuple([doc.id]),
  createDraft: z.tuple([doc.basket]),
  completeDraft: z.tuple([doc.id, doc.payment.optional()]),
  saveCheckout: z.tuple([z.string().min(1).max(255), doc.basket]),
  saveSegment: z.tuple([doc.segment]),
  deleteSegment: z.tuple([doc.id]),
};

export const isOperation = (name: string): name is Name => Object.hasOwn(argumentsOf, name);
export const operationNames = Object.keys(argumentsOf);

type Callable = { [Key in Name]: (...args: Parameters<StoreOperations[Key]>) => Promise<unknown> };

/** Checks the arguments and runs the operation. @throws ZodError, StoreError, UnknownStore */
export async function runByName<Key extends Name>(operations: Callable, name: Key, args: unknown[]): Promise<unknown> {
  const schema: z.ZodType<Parameters<StoreOperations[Key]>> = argumentsOf[name];
  return operations[name](...schema.parse(args));
}
