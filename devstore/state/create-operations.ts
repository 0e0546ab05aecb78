import type { Pool } from 'pg';
import type { Clock } from './clock.ts';
import type { StoreOperations } from './operations.ts';
import { cancel } from './operations/cancel.ts';
import { saveCheckout } from './operations/checkouts.ts';
import { setEmailConsent, setSmsConsent } from './operations/consent.ts';
import { adjustStoreCredit, createCustomer, deleteCustomer, setAddresses, updateCustomer } from './operations/customers.ts';
import { deleteDiscount, disableGiftCard, issueGiftCard, saveDiscount } from './operations/discounts.ts';
import { completeDraft, createDraft } from './operations/drafts.ts';
import { editOrder } from './operations/edit.ts';
import { fulfil } from './operations/fulfilment.ts';
import { mergeCustomers } from './operations/merge.ts';
import { deleteOrder, updateOrder } from './operations/orders.ts';
import { capture, markPaid, voidPayment } from './operations/payment.ts';
import { placeOrder } from './operations/place-order.ts';
import { redactCustomer, requestCustomerData } from './operations/privacy.ts';
import { deleteProduct, saveCollection, saveProduct } from './operations/products.ts';
import { quote } from './operations/quote.ts';
import { refund } from './operations/refund.ts';
import { deleteSegment, saveSegment } from './operations/segments.ts';
import { updateStore } from './operations/stores.ts';
import { addTags, removeTags } from './operations/tags.ts';
import { runOperation, type Unit } from './unit.ts';

/** The operations of one store. Each call is a transaction of its own. */
export function createOperations({ pool, clock }: { pool: Pool; clock: Clock }, domain: string): StoreOperations {
  const bind =
    <Args extends unknown[], Result>(work: (unit: Unit, ...args: Args) => Promise<Result>) =>
    (...args: Args): Promise<Result> =>
      runOperation(pool, clock, domain, (unit) => work(unit, ...args));
  return {
    store: bind((unit) => Promise.resolve(unit.store)),
    updateStore: bind(updateStore),
    createCustomer: bind(createCustomer),
    updateCustomer: bind(updateCustomer),
    setAddresses: bind(setAddresses),
    deleteCustomer: bind(deleteCustomer),
    addTags: bind(addTags),
    removeTags: bind(removeTags),
    setEmailConsent: bind(setEmailConsent),
    setSmsConsent: bind(setSmsConsent),
    mergeCustomers: bind(mergeCustomers),
    requestCustomerData: bind(requestCustomerData),
    redactCustomer: bind(redactCustomer),
    adjustStoreCredit: bind(adjustStoreCredit),
    saveProduct: bind(saveProduct),
    deleteProduct: bind(deleteProduct),
    saveCollection: bind(saveCollection),
    saveDiscount: bind(saveDiscount),
    deleteDiscount: bind(deleteDiscount),
    issueGiftCard: bind(issueGiftCard),
    disableGiftCard: bind(disableGiftCard),
    quote: bind(quote),
    placeOrder: bind(placeOrder),
    capture: bind(capture),
    markPaid: bind(markPaid),
    voidPayment: bind(voidPayment),
    fulfil: bind(fulfil),
    refund: bind(refund),
    cancel: bind(cancel),
    editOrder: bind(editOrder),
    updateOrder: bind(updateOrder),
    deleteOrder: bind(deleteOrder),
    createDraft: bind(createDraft),
    completeDraft: bind(completeDraft),
    saveCheckout: bind(saveCheckout),
    saveSegment: bind(saveSegment),
    deleteSegment: bind(deleteSegment),
  };
}
