import type { GiftCard as Doc } from '../../state/model/promotion.ts';
import type { Api } from '../api.ts';
import { gid } from '../gid.ts';
import { whenHere } from '../loaders.ts';
import { moneyV2 } from '../money.ts';

export class GiftCard {
  readonly __typename = 'GiftCard';
  constructor(
    private readonly doc: Doc,
    private readonly api: Api,
  ) {}
  private get expired() {
    return this.doc.expiresOn !== null && this.doc.expiresOn < this.api.now.toISOString().slice(0, 10);
  }
  get id() {
    return gid('GiftCard', this.doc.id);
  }
  get lastCharacters() {
    return this.doc.code.slice(-4);
  }
  get maskedCode() {
    return `•••• •••• •••• ${this.doc.code.slice(-4)}`;
  }
  get initialValue() {
    return moneyV2(this.doc.initial, this.api.store.currency);
  }
  get balance() {
    return moneyV2(this.doc.balance, this.api.store.currency);
  }
  get createdAt() {
    return this.doc.createdAt;
  }
  get updatedAt() {
    return this.doc.createdAt;
  }
  get deactivatedAt() {
    return this.doc.disabledAt;
  }
  get enabled() {
    return this.doc.disabledAt === null;
  }
  get isRedeemable() {
    return this.enabled && !this.expired && this.doc.balance > 0;
  }
  get expiresOn() {
    return this.doc.expiresOn;
  }
  get crossCurrencyRedemptionStrategy() {
    return 'CONVERT';
  }
  get note() {
    return this.doc.note ?? null;
  }
  get order() {
    return null;
  }
  get lineItem() {
    return null;
  }
  get recipientAttributes() {
    return null;
  }
  get templateSuffix() {
    return null;
  }
  get customer() {
    const { customerId } = this.doc;
    return customerId === null ? null : whenHere(this.api.loaders.customer.get(customerId), (doc) => doc && this.api.objects.customer(doc, this.api));
  }
}
