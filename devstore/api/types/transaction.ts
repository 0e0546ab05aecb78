import type { Order } from '../../state/model.ts';
import type { Transaction as Doc } from '../../state/model/order-parts.ts';
import { capturableOf } from '../../state/totals.ts';
import type { Api } from '../api.ts';
import { gid } from '../gid.ts';
import { moneyBag, moneyV2 } from '../money.ts';

export class OrderTransaction {
  readonly __typename = 'OrderTransaction';
  constructor(
    private readonly doc: Doc,
    private readonly orderDoc: Order,
    private readonly api: Api,
  ) {}
  get id() {
    return gid('OrderTransaction', this.doc.id);
  }
  get kind() {
    return this.doc.kind;
  }
  get status() {
    return this.doc.status;
  }
  get gateway() {
    return this.doc.gateway;
  }
  get formattedGateway() {
    return this.doc.gateway.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());
  }
  get createdAt() {
    return this.doc.processedAt;
  }
  get processedAt() {
    return this.doc.processedAt;
  }
  get amountSet() {
    return moneyBag(this.doc.amount, this.orderDoc);
  }
  get amountV2() {
    return moneyV2(this.doc.amount, this.orderDoc.currency);
  }
  get amountRoundingSet() {
    return null;
  }
  get totalUnsettledSet() {
    return moneyBag(this.doc.kind === 'AUTHORIZATION' ? capturableOf(this.orderDoc, this.doc) : 0, this.orderDoc);
  }
  get errorCode() {
    return null;
  }
  get test() {
    return this.orderDoc.test;
  }
  get order() {
    return this.api.objects.order(this.orderDoc, this.api);
  }
  get parentTransaction(): OrderTransaction | null {
    const parent = this.orderDoc.transactions.find((one) => one.id === this.doc.parentId);
    return parent ? new OrderTransaction(parent, this.orderDoc, this.api) : null;
  }
  get fees() {
    return [];
  }
  get manualPaymentGateway() {
    return this.doc.gateway === 'manual';
  }
  get manuallyCapturable() {
    return this.doc.kind === 'AUTHORIZATION' && capturableOf(this.orderDoc, this.doc) > 0;
  }
  get multiCapturable() {
    return false;
  }
  get paymentId() {
    return `${this.orderDoc.name}.${this.doc.id}`;
  }
  get accountNumber() {
    return null;
  }
  get authorizationExpiresAt() {
    return null;
  }
  get currencyExchangeAdjustment() {
    return null;
  }
  get device() {
    return null;
  }
  get location() {
    return null;
  }
  get paymentDetails() {
    return null;
  }
  get receiptJson() {
    return this.doc.giftCardId ? JSON.stringify({ gift_card_id: this.doc.giftCardId }) : '{}';
  }
  get settlementCurrency() {
    return null;
  }
  get settlementCurrencyRate() {
    return null;
  }
  get shopifyPaymentsSet() {
    return null;
  }
  get user() {
    return null;
  }
}
