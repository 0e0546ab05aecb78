import type { LineFacts, OrderFacts } from '~/domain/loyalty/earning/model';
import { parseMoney } from '~/domain/shared/money';
import type { OrderPaid, ScenarioLine, ScenarioRefund } from './scenario';

/** The orders of a scenario as the store would tell them: each event makes a newer version of the whole order. */
export class Orders {
  private readonly known = new Map<string, { facts: OrderFacts; email: string | null; refunds: Set<string> }>();
  private readonly ids = new Map<string, bigint>();

  constructor(
    private readonly currency: string,
    private readonly customerIdOf: (name: string) => bigint,
  ) {}

  private money = (text: string) => parseMoney(text, this.currency);

  idOf(order: string): bigint {
    let id = this.ids.get(order);
    if (id === undefined) this.ids.set(order, (id = BigInt(this.ids.size + 1)));
    return id;
  }

  get(order: string): OrderFacts {
    const entry = this.known.get(order);
    if (!entry) throw new Error(`There was no order ${order}.`);
    return entry.facts;
  }

  /** What is done to the copy does not reach the original. */
  copy(): Orders {
    const copy = new Orders(this.currency, this.customerIdOf);
    for (const [order, entry] of this.known) copy.known.set(order, { ...entry, refunds: new Set(entry.refunds) });
    for (const [order, id] of this.ids) copy.ids.set(order, id);
    return copy;
  }

  paid(event: OrderPaid, at: Date, owner: string | null): OrderFacts {
    const before = this.known.get(event.order);
    const lines = event.lines.map((line) => this.line(line, before?.facts.lines.find(({ id }) => id === line.line)?.refundedQuantity ?? 0));
    const discounts = lines.reduce((sum, { discount }) => sum + discount, 0n);
    const facts: OrderFacts = {
      orderId: this.idOf(event.order),
      customerId: owner === null ? null : this.customerIdOf(owner),
      versionAt: after(before?.facts, at),
      placedAt: before?.facts.placedAt ?? at,
      paidAt: before?.facts.paidAt ?? at,
      fulfilledAt: before?.facts.fulfilledAt ?? null,
      cancelledAt: before?.facts.cancelledAt ?? null,
      test: event.test,
      currency: this.currency,
      taxesIncluded: false,
      lines,
      shipping: this.money(event.shipping),
      shippingRefunded: before?.facts.shippingRefunded ?? 0n,
      orderTax: this.money(event.tax),
      refundedAmount: before?.facts.refundedAmount ?? 0n,
      rewardDiscount: event.rewards.length > 0 ? discounts : 0n,
      paidWithGiftCards: 0n,
      segments: [],
    };
    this.known.set(event.order, { facts, email: event.email ?? null, refunds: before?.refunds ?? new Set() });
    return facts;
  }

  /** The next version of an order, with something changed. */
  change(order: string, at: Date, change: (facts: OrderFacts) => Partial<OrderFacts>): OrderFacts {
    const entry = this.known.get(order);
    if (!entry) throw new Error(`There was no order ${order}.`);
    entry.facts = { ...entry.facts, ...change(entry.facts), versionAt: after(entry.facts, at) };
    return entry.facts;
  }

  /** A refund that is there already changes nothing. */
  refunded(event: ScenarioRefund, at: Date): OrderFacts {
    const entry = this.known.get(event.order);
    if (entry?.refunds.has(event.refund)) return entry.facts;
    entry?.refunds.add(event.refund);
    return this.change(event.order, at, (facts) => ({
      lines: facts.lines.map((line) => ({
        ...line,
        refundedQuantity: line.refundedQuantity + event.lines.filter(({ line: id }) => id === line.id).reduce((sum, { quantity }) => sum + quantity, 0),
      })),
      refundedAmount: facts.refundedAmount + this.money(event.amount),
      shippingRefunded: facts.shippingRefunded + this.money(event.shipping),
    }));
  }

  /** `lines` as they stand: what was refunded before is not among them any more. */
  edited(order: string, lines: ScenarioLine[], at: Date): OrderFacts {
    return this.change(order, at, (facts) => {
      const refunded = new Map(facts.lines.map((line) => [line.id, line.refundedQuantity]));
      const gone = facts.lines.filter(({ id, refundedQuantity }) => refundedQuantity > 0 && !lines.some(({ line }) => line === id));
      return {
        lines: [
          ...lines.map((line) => this.line(line, refunded.get(line.line) ?? 0, true)),
          ...gone.map((line) => ({
            ...line,
            quantity: line.refundedQuantity,
            discount: (line.discount * BigInt(line.refundedQuantity)) / BigInt(line.quantity),
          })),
        ],
      };
    });
  }

  /** Orders of a guest with that e-mail. */
  guestsOf(email: string): string[] {
    return [...this.known].filter(([, entry]) => entry.facts.customerId === null && entry.email === email).map(([order]) => order);
  }

  private line({ line, product, quantity, unitPrice, discount, giftCard }: ScenarioLine, refundedQuantity: number, standing = false): LineFacts {
    const whole = standing ? quantity + refundedQuantity : quantity;
    const off = this.money(discount);
    return {
      id: line,
      product: product ?? null,
      collections: [],
      tags: [],
      quantity: whole,
      refundedQuantity,
      unitPrice: this.money(unitPrice),
      discount: standing && quantity > 0 ? (off * BigInt(whole)) / BigInt(quantity) : off,
      tax: 0n,
      giftCard,
    };
  }
}

/** Of the same moment the later version is newer. */
const after = (before: OrderFacts | undefined, at: Date) => (before && before.versionAt >= at ? new Date(before.versionAt.getTime() + 1) : at);
