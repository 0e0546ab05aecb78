import type { PoolClient } from 'pg';
import { currencyDigits } from '../state/money.ts';
import type { Customer, Order, Store } from '../state/model.ts';
import type { DraftOrder } from '../state/model/draft.ts';
import type { Id } from '../state/model/values.ts';
import type { Basket } from '../state/operations.ts';
import { contribution } from '../state/operations/save-order.ts';
import { collectionRows, customerRows, discountRows, draftOrderRows, orderRows, productRows, toJsonText } from '../state/rows.ts';
import { live } from './aftermath.ts';
import { fillBasket } from './basket.ts';
import { iso, localMonth, type Zone } from './calendar.ts';
import { buildCatalogue, type Catalogue } from './catalogue.ts';
import { dirichlet, gamma } from './distributions.ts';
import type { Ids } from './ids.ts';
import { sell } from './order-doc.ts';
import { drawPerson, emailOf, makeCustomerDoc, Phones, placeWeights, type Person } from './people.ts';
import { streams, type Plan } from './plan.ts';
import { drawBuyer, type Parameters } from './process.ts';
import { buildPromotions, chooseCodes, type Promotion } from './promotions.ts';
import { Source } from './random.ts';
import type { Truth } from './truth.ts';
import type { CopyWriter } from './writer.ts';

export interface ShopParts {
  store: Store;
  plan: Plan;
  seed: number;
  from: number;
  zone: Zone;
  parameters: Parameters;
  ids: Ids;
  writer: CopyWriter;
  truth: Truth;
}
/** More ids than the largest basket can need. */
const IDS_PER_ORDER = 500;
const FIRST_NUMBER = 1001;
/** How much shelves are liked; the sum says how alike customers are. */
const popularity = [0.9, 0.7, 0.8, 0.45, 0.5, 0.75, 0.3, 0.3, 0.6, 0.3];
const discountUse = ['domain', 'discount_id', 'order_id', 'customer_id', 'email'] as const;

/** Writes the shop's customers and orders, one customer after the other, from the plan's times. */
export class Shop {
  private readonly phones = new Phones();
  private readonly weights: number[];
  private drafts = 0;
  private readonly take = () => this.parts.ids.take();

  private constructor(
    private readonly parts: ShopParts,
    private readonly catalogue: Catalogue,
    private readonly promotions: Promotion[],
    private readonly firstCustomer: bigint,
    private readonly firstOrder: bigint,
  ) {
    this.weights = placeWeights(parts.store);
  }

  /** Sets ids aside so that those of customers and of orders rise with time, and opens the catalogue. */
  static async open(parts: ShopParts): Promise<Shop> {
    const { ids, plan, store, writer, zone } = parts;
    await ids.ensure(plan.customers + plan.orders + 2000);
    const take = () => ids.take();
    const from = new Date(parts.from).toISOString();
    const catalogue = buildCatalogue(new Source(parts.seed, streams.shop, 0), store.currency, from, take);
    const promotions = buildPromotions(store.currency, from, new Date(plan.until).toISOString(), localMonth(zone, plan.until), take);
    for (const collection of catalogue.collections) writer.document(collectionRows, store.domain, collection);
    for (const product of catalogue.products) writer.document(productRows, store.domain, product);
    return new Shop(parts, catalogue, promotions, ids.takeRow(plan.customers), ids.takeRow(plan.orders));
  }

  /** Writes one customer and their orders. Returns how many rows that were. */
  async customer(index: number): Promise<number> {
    const { plan, seed, ids, truth, writer, store } = this.parts;
    const behaviour = plan.behaviour(index);
    await ids.ensure(IDS_PER_ORDER * (behaviour.times.length + 1));
    const source = new Source(seed, streams.details, index);
    const counter = source.chance(0.12);
    const person = drawPerson(source, this.weights, this.take);
    const customer = makeCustomerDoc(source, person, this.phones, {
      id: (this.firstCustomer + BigInt(index)).toString(),
      index,
      joined: behaviour.joined,
      until: plan.until,
      pos: counter,
    });
    const tastes = dirichlet(source, popularity);
    const { p } = this.parts.parameters;
    for (const [place, time] of behaviour.times.entries()) {
      const worth = gamma(source, p, behaviour.buyer?.nu ?? 1);
      const pos = source.chance(counter ? 0.9 : 0.03);
      const order = this.order(source, {
        time,
        worth,
        tastes,
        customer,
        person,
        email: null,
        first: place === 0,
        source: pos ? 'pos' : source.chance(0.01) ? 'shopify_draft_order' : 'web',
        drawn: worth,
      });
      if (order.source === 'shopify_draft_order') this.draft(order.createdAt, customer, order);
      const share = contribution(order);
      customer.ordersCount += share.orders;
      customer.amountSpent += share.spent;
      customer.lastOrderId = order.id;
      if (order.updatedAt > customer.updatedAt) customer.updatedAt = order.updatedAt;
    }
    if (source.chance(0.004)) this.openDraft(source, customer, tastes, behaviour.joined);
    writer.document(customerRows, store.domain, customer);
    await truth.customer(customer.id, behaviour, behaviour.buyer ? p / behaviour.buyer.nu : null);
    return 1 + behaviour.times.length;
  }

  /** Writes an order that belongs to no customer: somebody at the counter, or a guest at the checkout. */
  async anonymous(index: number): Promise<void> {
    const { plan, seed, ids, parameters } = this.parts;
    await ids.ensure(2 * IDS_PER_ORDER);
    const source = new Source(seed, streams.anonymous, index);
    const time = plan.anonymousTime(source, index);
    const walkIn = source.chance(0.6);
    const person = walkIn ? null : drawPerson(source, this.weights, this.take);
    const { nu } = drawBuyer(source, parameters);
    this.order(source, {
      time,
      worth: gamma(source, parameters.p, nu),
      tastes: dirichlet(source, popularity),
      customer: null,
      person,
      email: person ? emailOf(source, person, `guest${index + 1}`) : null,
      first: true,
      source: walkIn ? 'pos' : 'web',
      drawn: null,
    });
  }

  /** Writes what is known only at the end: how often codes were used, and the last numbers. */
  async close(client: PoolClient): Promise<void> {
    const { writer, store, plan } = this.parts;
    for (const { discount } of this.promotions) writer.document(discountRows, store.domain, discount);
    await writer.flush();
    await client.query('update devstore.store set last_order_number = $2, last_draft_number = $3 where domain = $1', [
      store.domain,
      FIRST_NUMBER - 1 + plan.orders,
      this.drafts,
    ]);
  }

  private order(
    source: Source,
    of: {
      time: number;
      worth: number;
      tastes: number[];
      customer: Customer | null;
      person: Person | null;
      email: string | null;
      first: boolean;
      source: Order['source'];
      drawn: number | null;
    },
  ): Order {
    const { plan, store, writer, truth, zone } = this.parts;
    const month = localMonth(zone, of.time);
    const { lines, total: eligible } = fillBasket(source, this.catalogue, of.tastes, month, Math.round(of.worth * 10 ** currencyDigits(store.currency)));
    const counter = of.source === 'pos';
    const discounts = counter ? [] : chooseCodes(source, this.promotions, { at: iso(of.time), month, eligible, first: of.first, customer: of.customer });
    const manualDiscount = counter && source.chance(0.04) ? Math.round(eligible * 0.1) : 0;
    const place = plan.takeNumber(of.time);
    const sold = sell(
      source,
      {
        id: (this.firstOrder + BigInt(place)).toString(),
        number: FIRST_NUMBER + place,
        at: of.time,
        until: plan.until,
        store,
        lines,
        discounts,
        manualDiscount,
        customer: of.customer,
        person: of.person,
        email: of.email,
        source: of.source,
      },
      this.take,
    );
    live(source, sold.order, of.time, plan.until, this.take);
    for (const { discount } of sold.taken) {
      discount.used += 1;
      writer.row('devstore.discount_use', discountUse, [
        store.domain,
        discount.id,
        sold.order.id,
        sold.order.customerId,
        sold.order.email?.toLowerCase() ?? null,
      ]);
    }
    writer.document(orderRows, store.domain, sold.order);
    truth.order(sold.order, { subtotal: sold.subtotal, total: sold.total, drawn: of.drawn });
    return sold.order;
  }

  private draft(at: string, customer: Customer, order: Pick<Order, 'id' | 'lines' | 'note'>): void {
    this.writeDraft(
      at,
      customer,
      order.lines.map(({ variantId, title, quantity, unitPrice }) => ({ variantId, title, quantity, unitPrice })),
      order.id,
    );
  }

  private openDraft(source: Source, customer: Customer, tastes: number[], joined: number): void {
    const at = Math.max(joined, this.parts.plan.until - Math.floor(source.uniform() * 20 * 86_400_000));
    const { lines } = fillBasket(source, this.catalogue, tastes, localMonth(this.parts.zone, at), this.catalogue.cheapest.variant.price * 15);
    this.writeDraft(
      iso(at),
      customer,
      lines.map(({ choice, quantity }) => ({ variantId: choice.variant.id, title: choice.product.title, quantity, unitPrice: choice.variant.price })),
      null,
    );
  }

  private writeDraft(at: string, customer: Customer, lines: DraftOrder['lines'], orderId: Id | null): void {
    const { store, writer } = this.parts;
    this.drafts += 1;
    const draft: DraftOrder = {
      id: this.take(),
      name: `#D${this.drafts}`,
      createdAt: at,
      updatedAt: at,
      status: orderId ? 'COMPLETED' : 'OPEN',
      customerId: customer.id,
      email: customer.email,
      note: null,
      lines,
      discount: 0,
      orderId,
    };
    const basket: Basket = { lines, customerId: customer.id, email: customer.email, source: 'shopify_draft_order' };
    writer.row(draftOrderRows.table, [...draftOrderRows.columns, 'basket'], [...draftOrderRows.values(store.domain, draft), toJsonText(basket)]);
  }
}
