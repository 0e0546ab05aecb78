import { type OneEvent } from '../naive-loyalty/format';
import { majorUnit, money, rulesOf, type Setting } from './programmes';

/** Random numbers that a step is made of; what they mean hangs on what has happened before. */
export interface Intent {
  kind: number;
  pick: number;
  size: number;
  gap: number;
  killAfterMs: number;
}
export type Delivery =
  | { how: 'once'; event: OneEvent; killAfterMs: number | null }
  | { how: 'together'; events: OneEvent[]; killAfterMs: number | null }
  /** Two things happen to an order, and what the store says of the later one arrives first. */
  | { how: 'overtaken'; first: OneEvent; second: OneEvent; killAfterMs: number | null }
  | { how: 'stale'; event: OneEvent }
  /** Something that came before comes again: which one, counted back from the last. */
  | { how: 'again'; back: number };

type LineLeft = { line: string; left: number };
interface PlannedOrder {
  id: string;
  customer: string | null;
  lines: LineLeft[];
  isRefunded: boolean;
}
interface PlannedReward {
  id: string;
  customer: string;
  isOpen: boolean;
}

const MEMBERS = ['ann', 'bob', 'cyd', 'dan'];
const PRODUCTS = ['tee', 'mug', 'rug', 'hat'];
/** Who may be merged into whom. */
const PAIRS = [
  { from: 'dan', into: 'ann' },
  { from: 'cyd', into: 'bob' },
];

/** Makes plausible events out of random numbers: refunds of what is there, rewards that were made, guests who become customers. */
export class Planner {
  readonly members = [...MEMBERS, 'guest0', 'guest1', 'guest2'];
  private readonly orders: PlannedOrder[] = [];
  private readonly rewards: PlannedReward[] = [];
  private readonly merged = new Set<string>();
  private readonly claimed = new Set<string>();
  private count = 0;

  constructor(private readonly setting: Setting) {}

  /** What has become of a redemption: only those that were not refused can be used or cancelled. */
  redeemed(id: string, customer: string): void {
    this.rewards.push({ id, customer, isOpen: true });
  }

  next({ kind, pick, size, killAfterMs }: Intent): Delivery | null {
    const isCut = (kind + size) % 7 === 0;
    const once = (event: OneEvent | null): Delivery | null => event && { how: 'once', event, killAfterMs: isCut ? killAfterMs : null };
    if (kind < 30) return once(this.order(pick, size));
    if (kind < 42) return once(this.refund(this.chosen(pick), size));
    if (kind < 46) return once(this.refundOfAmount(this.chosen(pick), size));
    if (kind < 50) return once(this.cancel(this.chosen(pick)));
    if (kind < 55) return once(this.edit(this.chosen(pick), size));
    if (kind < 63) return once(this.fulfil(pick));
    if (kind < 72) return once(this.redeem(pick, size));
    if (kind < 75) return once(this.cancelReward(pick));
    if (kind < 79) return once({ adjust: { customer: this.someone(pick), points: (size % 2 === 0 ? 1 : -1) * (1 + (size % 60)), reason: 'by hand' } });
    if (kind < 81) return once(this.claim(pick));
    if (kind < 83) return once(this.mergeOrUndo(pick));
    if (kind < 85) return once({ programme_published: rulesOf(this.setting, 1 + (pick % 3)) });
    if (kind < 91) return this.together(pick, size, size % 2 === 0 ? killAfterMs : null);
    if (kind < 94) return this.overtaken(pick, size, isCut ? killAfterMs : null);
    if (kind < 96) return this.stale(pick);
    return { how: 'again', back: pick % 12 };
  }

  private id = (prefix: string) => `${prefix}${(this.count += 1)}`;
  /** Whoever was merged away does nothing meanwhile: whose that would be after the merge is undone, the law does not say. */
  private someone(pick: number): string {
    const member = MEMBERS[pick % MEMBERS.length]!;
    return this.merged.has(member) ? PAIRS.find(({ from }) => from === member)!.into : member;
  }
  private chosen = (pick: number) => this.orders[this.orders.length - 1 - (pick % Math.min(this.orders.length, 20))];

  private lines(size: number) {
    const { currency } = this.setting.shop;
    const unit = majorUnit(currency);
    return Array.from({ length: 1 + (size % 3) }, (_, index) => {
      const seed = size * 31 + index * 17;
      const quantity = 1 + (seed % 4);
      const price = 1 + (seed % (60 * unit));
      const discount = seed % 3 === 0 ? (seed * 7) % (price * quantity) : 0;
      return {
        ...{ line: `l${index}`, product: PRODUCTS[seed % PRODUCTS.length]!, quantity, unitPrice: money(price, currency) },
        ...{ discount: money(discount, currency), giftCard: seed % 19 === 0 },
      };
    });
  }

  private order(pick: number, size: number, customer = pick % 11 === 0 ? null : this.someone(pick), mayReward = true): OneEvent | null {
    const guest = `guest${pick % 3}`;
    if (customer === null && this.claimed.has(guest)) return null;
    const { currency } = this.setting.shop;
    const id = this.id('o');
    const lines = this.lines(size);
    const isTest = size % 23 === 0;
    const reward = this.rewards.find((one) => mayReward && !isTest && one.isOpen && one.customer === customer && size % 2 === 0);
    if (reward) reward.isOpen = false;
    this.orders.push({ id, customer, lines: lines.map(({ line, quantity }) => ({ line, left: quantity })), isRefunded: false });
    return {
      order_paid: {
        ...{ order: id, lines, test: isTest, rewards: reward ? [reward.id] : [] },
        ...{ shipping: money(size % 900, currency), tax: money((size * 3) % 700, currency) },
        ...(customer === null ? { email: `${guest}@example.com` } : { customer }),
      },
    };
  }

  private refund(order: PlannedOrder | undefined, size: number): OneEvent | null {
    const line = order?.lines.filter(({ left }) => left > 0)[size % 3];
    if (!order || !line) return null;
    const quantity = 1 + (size % line.left);
    line.left -= quantity;
    order.isRefunded = true;
    const shipping = size % 5 === 0 ? money(size % 300, this.setting.shop.currency) : '0';
    return { refund: { order: order.id, refund: this.id('r'), lines: [{ line: line.line, quantity }], shipping } };
  }

  private refundOfAmount(order: PlannedOrder | undefined, size: number): OneEvent | null {
    return order
      ? {
          refund: {
            order: order.id,
            refund: this.id('r'),
            amount: money(1 + (size % (20 * majorUnit(this.setting.shop.currency))), this.setting.shop.currency),
          },
        }
      : null;
  }

  private cancel(order: PlannedOrder | undefined): OneEvent | null {
    return order ? { order_cancelled: { order: order.id } } : null;
  }

  /** Of orders that were not refunded: the law does not say what an edit makes of pieces that are gone. */
  private edit(order: PlannedOrder | undefined, size: number): OneEvent | null {
    if (!order || order.isRefunded) return null;
    const lines = this.lines(size + 5);
    order.lines = lines.map(({ line, quantity }) => ({ line, left: quantity }));
    return { order_edited: { order: order.id, lines } };
  }

  private readonly fulfilled = new Set<string>();
  private fulfil(pick: number): OneEvent | null {
    const order = this.chosen(pick);
    if (!order || this.fulfilled.has(order.id)) return null;
    this.fulfilled.add(order.id);
    return { order_fulfilled: { order: order.id } };
  }

  private redeem(pick: number, size: number): OneEvent {
    return { redeem: { customer: this.someone(pick), reward: this.id('w'), points: 1 + (size % 80) } };
  }

  private cancelReward(pick: number): OneEvent | null {
    const open = this.rewards.filter(({ isOpen }) => isOpen);
    const reward = open[pick % Math.max(1, open.length)];
    if (!reward) return null;
    reward.isOpen = false;
    return { reward_cancelled: { reward: reward.id } };
  }

  private claim(pick: number): OneEvent | null {
    const guest = `guest${pick % 3}`;
    if (this.claimed.has(guest)) return null;
    this.claimed.add(guest);
    return { customer_created: { customer: guest, email: `${guest}@example.com` } };
  }

  private mergeOrUndo(pick: number): OneEvent {
    const pair = PAIRS[pick % PAIRS.length]!;
    if (this.merged.delete(pair.from)) return { customer_unmerged: pair };
    this.merged.add(pair.from);
    return { customer_merged: pair };
  }

  /** At once: redemptions of one member for as many points each, one order many times, orders of one member or of several. */
  private together(pick: number, size: number, killAfterMs: number | null): Delivery | null {
    const some = <T>(make: (index: number) => T) => Array.from({ length: 2 + (size % 3) }, (_, index) => make(index));
    if (size % 4 === 0) {
      const points = 1 + (size % 90);
      return { how: 'together', killAfterMs, events: some(() => ({ redeem: { customer: this.someone(pick), reward: this.id('w'), points } })) };
    }
    if (size % 4 === 1) {
      const order = this.order(pick, size);
      return order && { how: 'together', killAfterMs, events: some(() => order) };
    }
    const made = some((index) => this.order(pick, size + index, this.someone(size % 4 === 2 ? pick : pick + index)));
    return { how: 'together', killAfterMs, events: made.filter((event) => event !== null) };
  }

  /** What is told of an order later holds what was told before: the earlier message, come late, changes nothing. */
  private overtaken(pick: number, size: number, killAfterMs: number | null): Delivery | null {
    const isNew = size % 3 === 0;
    const before = isNew ? this.order(pick, size, this.someone(pick), false) : null;
    const order = isNew ? this.orders.at(-1) : this.chosen(pick);
    const first = isNew ? before : size % 3 === 1 ? (this.edit(order, size) ?? this.refund(order, size)) : this.refundOfAmount(order, size);
    const second = first && (pick % 3 === 0 ? this.cancel(order) : pick % 3 === 1 ? this.refund(order, size + 1) : this.refundOfAmount(order, size + 1));
    if (first && second) return { how: 'overtaken', first, second, killAfterMs };
    return first && { how: 'once', event: first, killAfterMs };
  }

  /** An older state of an order: with other lines, or not cancelled yet. */
  private stale(pick: number): Delivery | null {
    const order = this.chosen(pick);
    return order ? { how: 'stale', event: { order_edited: { order: order.id, lines: this.lines(pick) } } } : null;
  }
}
