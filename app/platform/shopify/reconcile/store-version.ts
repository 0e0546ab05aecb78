import { z } from 'zod';
import { consentMark, markOf } from '~/domain/reconcile/index.server';
import type { ReconcileKind, StoreVersion } from '~/domain/reconcile/model';
import { parseMoney } from '~/domain/shared/money';
import { financialStatus, fulfillmentStatus } from '../mapping/order-words';
import { amount, currencyCode, gidText, instant, instantOrNull, text } from '../mapping/rest-fields';

const versioned = z.object({ id: gidText, updatedAt: instant });
const product = versioned.extend({ status: z.string(), totalInventory: z.number(), title: text, tags: z.array(text) });
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
  tags: z.array(text),
});

/** `…VersionFields` of a kind. The words are those that the mapping stores. @throws ZodError */
export function storeVersion(kind: ReconcileKind, json: unknown): StoreVersion {
  switch (kind) {
    case 'products': {
      const { id, updatedAt, status, totalInventory, title, tags } = product.parse(json);
      return { id, versionAt: updatedAt, mark: markOf([status.toLowerCase(), String(totalInventory), title], tags) };
    }
    case 'collections': {
      const { id, updatedAt, title, productsCount } = collection.parse(json);
      // The store counts up to 10,000.
      return { id, versionAt: updatedAt, mark: markOf([String(productsCount?.count ?? 0), title], null) };
    }
    case 'discounts': {
      const { id, discount: one } = discount.parse(json);
      return { id, versionAt: one.updatedAt, mark: markOf([one.title], null) };
    }
    case 'customers': {
      const { id, updatedAt, tags, numberOfOrders, amountSpent, defaultEmailAddress: email } = customer.parse(json);
      const spent = String(parseMoney(amountSpent.amount, amountSpent.currencyCode));
      const consent = email ? consentMark(email.marketingState.toLowerCase(), email.marketingUpdatedAt) : null;
      return { id, versionAt: updatedAt, mark: markOf([numberOfOrders, spent, consent], tags) };
    }
    case 'orders': {
      const { id, updatedAt, tags, ...standing } = order.parse(json);
      const figures = [
        financialStatus(standing.displayFinancialStatus),
        fulfillmentStatus(standing.displayFulfillmentStatus),
        String(Boolean(standing.cancelledAt)),
        String(Boolean(standing.closedAt)),
        // Of payments and refunds, how many steps there were.
        String(standing.transactionsCount?.count ?? 0),
      ];
      return { id, versionAt: updatedAt, mark: markOf(figures, tags) };
    }
  }
}
