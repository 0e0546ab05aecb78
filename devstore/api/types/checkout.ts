import type { CheckoutDoc } from '../../state/model/draft.ts';
import type { Id } from '../../state/model/values.ts';
import { storefrontLinks } from '../../storefront-links.ts';
import type { Api } from '../api.ts';
import { encodeCursor } from '../connection.ts';
import { gid } from '../gid.ts';
import { whenHere } from '../loaders.ts';
import { moneyBag, shopCurrencies } from '../money.ts';

export type StoredCheckout = CheckoutDoc & { id: Id };

/** A checkout that got as far as a contact. Its total is kept in shop currency. */
export class AbandonedCheckout {
  readonly __typename = 'AbandonedCheckout';
  constructor(
    private readonly doc: StoredCheckout,
    private readonly api: Api,
  ) {}
  get id() {
    return gid('AbandonedCheckout', this.doc.id);
  }
  get name() {
    return `#${this.doc.id}`;
  }
  get createdAt() {
    return this.doc.createdAt;
  }
  get updatedAt() {
    return this.doc.updatedAt;
  }
  get completedAt() {
    return this.doc.completedAt;
  }
  get abandonedCheckoutUrl() {
    return storefrontLinks(this.api.ctx, this.api.domain).checkout(this.doc.token);
  }
  get defaultCursor() {
    return encodeCursor([this.doc.id, this.doc.id, 1]);
  }
  get note() {
    return '';
  }
  get customAttributes() {
    return [];
  }
  get discountCodes() {
    return [];
  }
  get taxesIncluded() {
    return this.api.store.taxesIncluded;
  }
  get lineItemsQuantity() {
    return this.doc.lines.reduce((total, line) => total + line.quantity, 0);
  }
  get totalPriceSet() {
    return moneyBag(this.doc.total, shopCurrencies(this.api.store.currency));
  }
  get customer() {
    const { customerId } = this.doc;
    return customerId === null ? null : whenHere(this.api.loaders.customer.get(customerId), (doc) => doc && this.api.objects.customer(doc, this.api));
  }
}
