import { z } from 'zod';
import { collectionMark, consentMark, customerMark, orderMark, productMark } from '~/domain/reconcile/index.server';
import type { ReconcileKind, StoreVersion } from '~/domain/reconcile/model';
import { parseMoney } from '~/domain/shared/money';
import { financialStatus, fulfillmentStatus } from '../mapping/order-words';
import { amount, currencyCode, gidText, instant, instantOrNull, text } from '../mapping/rest-fields';

const versioned = z.object({ id: gidText, updatedAt: instant });
const product = versioned.extend({ status: z.string(), totalInventory: z.number() });
const collection = versioned.extend({ title: text, productsCount: z.object({ count: z.number() }).nullish() });
const discount = z.object({ id: gidText, discount: z.object({ updatedAt: instant, title: text }) });
const customer = versioned.extend({
  numberOfOrders: z.union([z.string(), z.number()]).transform(String),
  tags: z.array(text),
  amountSpent: z.object({ amount, currencyCode }),
  defaultEmailAddress: z.object({ marketingState: z.string(), marketingUpdatedAt: instantOrNull }).nullish(),
});
const order = versioned.extend({
  displayFinancialStatus: z.string().nullish(),
  displayFulfillmentStatus: z.string().nullish(),
  cancelledAt: z.string().nullish(),
  closedAt: z.string().nullish(),
  transactionsCount: z.object({ count: z.number() }).nullish(),
});

/** `…VersionFields` of a kind. The words are those that the mapping stores. @throws ZodError */
export function storeVersion(kind: ReconcileKind, json: unknown): StoreVersion {
  switch (kind) {
    case 'products': {
      const { id, updatedAt, status, totalInventory } = product.parse(json);
      return { id, versionAt: updatedAt, mark: productMark(status.toLowerCase(), totalInventory) };
    }
    case 'collections': {
      const { id, updatedAt, title, productsCount } = collection.parse(json);
      return { id, versionAt: updatedAt, mark: collectionMark(title, productsCount?.count ?? 0) };
    }
    case 'discounts': {
      const { id, discount: one } = discount.parse(json);
      return { id, versionAt: one.updatedAt, mark: one.title };
    }
    case 'customers': {
      const { id, updatedAt, tags, numberOfOrders, amountSpent, defaultEmailAddress } = customer.parse(json);
      return {
        id,
        versionAt: updatedAt,
        mark: customerMark(
          tags,
          `${numberOfOrders} ${parseMoney(amountSpent.amount, amountSpent.currencyCode)}`,
          defaultEmailAddress ? consentMark(defaultEmailAddress.marketingState.toLowerCase(), defaultEmailAddress.marketingUpdatedAt) : null,
        ),
      };
    }
    case 'orders': {
      const { id, updatedAt, ...standing } = order.parse(json);
      const mark = orderMark({
        financialStatus: financialStatus(standing.displayFinancialStatus),
        fulfillmentStatus: fulfillmentStatus(standing.displayFulfillmentStatus),
        cancelled: Boolean(standing.cancelledAt),
        closed: Boolean(standing.closedAt),
        transactions: standing.transactionsCount?.count ?? 0,
      });
      return { id, versionAt: updatedAt, mark };
    }
  }
}
