import { withShopConnection } from '~/db/tenant.server';
import type { OrderFacts } from '~/domain/loyalty/earning/model';
import { lastLocalDay } from '~/domain/loyalty/earning/calendar';
import { adjust, advanceShop, applyProgrammes, endRedemption, mergeMembers, redeem, settleOrder, unmergeMembers } from '~/domain/loyalty/members/index.server';
import { publish } from '~/domain/loyalty/programme/index.server';
import { Orders } from './orders';
import type { Expected, Scenario, ScenarioEvent, ScenarioProgramme } from './scenario';

/** What has become of an event: `refused` only where the law refuses. */
export type Outcome = 'done' | 'refused';

/** What is to be done for an event: at its moment, or when it comes again, later. */
type Go = (now?: Date) => Promise<Outcome>;

const SOME_DAYS = 86_400_000;
const FIRST_CUSTOMER = 1000n;

/** A shop in which a scenario happens: the events go to the product's own use cases, on the real database. */
export class World {
  private readonly customers = new Map<string, bigint>();
  private readonly emails = new Map<string, string>();
  private readonly redemptions = new Map<string, bigint>();
  private readonly orders: Orders;
  private adjustments = 0;

  constructor(
    readonly shopId: bigint,
    private readonly scenario: Scenario,
  ) {
    this.orders = new Orders(scenario.currency, (name) => this.customerId(name));
  }

  async open(firstAt: Date): Promise<void> {
    await publish(this.shopId, { document: documentOf(this.scenario.programme), effectiveAt: null, by: 'scenario' }, new Date(firstAt.getTime() - SOME_DAYS));
  }

  private customerId(name: string): bigint {
    let id = this.customers.get(name);
    if (id === undefined) this.customers.set(name, (id = FIRST_CUSTOMER + BigInt(this.customers.size)));
    return id;
  }

  /** Lets happen what falls due until a moment. */
  async moveTo(at: Date): Promise<void> {
    while ((await advanceShop(this.shopId, at)) > 0);
  }

  /** What the store tells us is told again when it could not be taken in, as a job is tried again. */
  private settle(facts: OrderFacts, at: Date, rewards: string[] = []): Promise<unknown> {
    const redemptions = rewards.flatMap((reward) => this.redemptions.get(reward) ?? []);
    const attempt = (left: number): Promise<unknown> =>
      settleOrder(this.shopId, facts, at, redemptions).catch((error: unknown) => {
        if (left === 0) throw error;
        return attempt(left - 1);
      });
    return attempt(3);
  }

  /** Takes in what an event says at once, and gives what is then to be done: at the same time as others, or again, also later. */
  take(event: ScenarioEvent, at: Date): Go {
    const { name, body } = event;
    switch (name) {
      case 'order_paid': {
        const owner = body.customer ?? (body.email === undefined ? null : (this.emails.get(body.email) ?? null));
        const facts = this.orders.paid(body, at, owner);
        return done((now) => this.settle(facts, now, body.rewards), at);
      }
      case 'order_fulfilled':
        return this.changed(body.order, at, () => ({ fulfilledAt: at }));
      case 'order_cancelled':
        return this.changed(body.order, at, () => ({ cancelledAt: at }));
      case 'order_edited': {
        const facts = this.orders.edited(body.order, body.lines, at);
        return done((now) => this.settle(facts, now), at);
      }
      case 'refund': {
        const facts = this.orders.refunded(body, at);
        return done((now) => this.settle(facts, now), at);
      }
      case 'customer_created':
        return this.created(body, at);
      case 'redeem':
        return (now = at) => this.redeem(body, now);
      case 'reward_cancelled':
        return done((now) => endRedemption(this.shopId, this.redemption(body.reward), 'cancelled', now), at);
      case 'adjust': {
        const requestKey = `a${(this.adjustments += 1)}`;
        const customerId = this.customerId(body.customer);
        return done((now) => adjust(this.shopId, { customerId, points: body.points, note: body.reason, by: 'scenario', requestKey }, now), at);
      }
      case 'customer_merged':
        return done((now) => mergeMembers(this.shopId, this.customerId(body.from), this.customerId(body.into), now), at);
      case 'customer_unmerged':
        return done((now) => unmergeMembers(this.shopId, this.customerId(body.from), this.customerId(body.into), now), at);
      case 'programme_published':
        return done((now) => this.publish(body, now), at);
    }
  }

  /** An event about an order that is older than what is known of it. */
  async takeStale(event: ScenarioEvent, at: Date): Promise<void> {
    if (!('order' in event.body)) throw new Error(`${event.name} cannot be older than what is known of its order.`);
    const older = new Date(this.orders.get(event.body.order).versionAt.getTime() - 1);
    const copy = this.orders.copy();
    const facts =
      event.name === 'order_paid'
        ? copy.paid(event.body, at, event.body.customer ?? null)
        : event.name === 'refund'
          ? copy.refunded(event.body, at)
          : event.name === 'order_edited'
            ? copy.edited(event.body.order, event.body.lines, at)
            : copy.change(event.body.order, at, () => (event.name === 'order_cancelled' ? { cancelledAt: at } : { fulfilledAt: at }));
    await settleOrder(this.shopId, { ...facts, versionAt: older }, at);
  }

  private changed(order: string, at: Date, change: () => Partial<OrderFacts>): Go {
    const facts = this.orders.change(order, at, change);
    return done((now) => this.settle(facts, now), at);
  }

  private created({ customer, email }: { customer: string; email?: string | undefined }, at: Date): Go {
    const customerId = this.customerId(customer);
    if (email === undefined) return done(() => Promise.resolve(), at);
    this.emails.set(email, customer);
    const claimed = this.orders.guestsOf(email).map((order) => this.orders.change(order, at, () => ({ customerId })));
    return done(async (now) => {
      for (const facts of claimed) await this.settle(facts, now);
    }, at);
  }

  private async redeem(body: { customer: string; reward: string; points: bigint }, at: Date): Promise<Outcome> {
    const answer = await redeem(
      this.shopId,
      { customerId: this.customerId(body.customer), points: body.points, reward: body.reward, requestKey: body.reward },
      at,
    );
    if (answer.outcome === 'refused') return 'refused';
    this.redemptions.set(body.reward, answer.redemptionId);
    if (answer.outcome === 'reserved') await endRedemption(this.shopId, answer.redemptionId, 'committed', at);
    return 'done';
  }

  /** In which order those that happened at once had their turns, by the transactions that wrote them; none for what has left nothing behind. */
  async turnsOf(events: readonly ScenarioEvent[]): Promise<(number | null)[]> {
    const orders = events.map(({ name, body }) => (name === 'order_paid' ? this.orders.idOf(body.order) : null));
    const redemptions = events.map(({ name, body }) => (name === 'redeem' ? (this.redemptions.get(body.reward) ?? null) : null));
    const { rows } = await withShopConnection(this.shopId, (connection) =>
      connection.query<{ turn: bigint | null }>(
        `select coalesce(o.xmin::text::bigint, e.xmin::text::bigint) as turn
         from unnest($2::bigint[], $3::bigint[]) with ordinality as one (order_id, redemption_id, n)
         left join loyalty_order o on o.shop_id = $1 and o.order_id = one.order_id
         left join ledger_entry e on e.shop_id = $1 and e.redemption_id = one.redemption_id and e.reason = 'redeemed'
         order by one.n`,
        [this.shopId, orders, redemptions],
      ),
    );
    return rows.map(({ turn }) => (turn === null ? null : Number(turn)));
  }

  private redemption(reward: string): bigint {
    const id = this.redemptions.get(reward);
    if (id === undefined) throw new Error(`There was no reward ${reward}.`);
    return id;
  }

  private async publish(programme: ScenarioProgramme, at: Date): Promise<void> {
    await publish(this.shopId, { document: documentOf(programme), effectiveAt: null, by: 'scenario' }, at);
    await applyProgrammes(this.shopId, at);
  }

  /** What a member has, in the words of an `expect`. */
  async look(name: string): Promise<Required<Expected>> {
    return (await this.lookAtAll([name])).get(name)!;
  }

  /** The same of several members at one moment. */
  lookAtAll(names: readonly string[]): Promise<Map<string, Required<Expected>>> {
    const ids = names.map((name) => this.customerId(name));
    return withShopConnection(this.shopId, async (connection) => {
      const { rows } = await connection.query<MemberRow>(
        `select m.available, m.pending, m.owed, m.tier, m.entries, coalesce(json_agg(json_build_object('ends', l.ends, 'points', l.points::text)) filter (where l.ends is not null), '[]') as lots, who.id
         from unnest($2::bigint[]) as who (id) left join loyalty_member m on m.shop_id = $1 and m.customer_id = who.id
         left join lateral (select expires_at as ends, sum(remaining) as points from ledger_lot
           where shop_id = $1 and customer_id = who.id and remaining > 0 and state = 1 and expires_at is not null group by expires_at) l on true
         group by who.id, m.available, m.pending, m.owed, m.tier, m.entries`,
        [this.shopId, ids],
      );
      const byId = new Map(rows.map(({ id, lots, ...member }) => [id, { ...member, expiring: this.byDay(lots) }]));
      return new Map(names.map((name, index) => [name, told(byId.get(ids[index]!))]));
    });
  }

  private byDay(lots: MemberRow['lots']): { on: string; points: bigint }[] {
    const byDay = new Map<string, bigint>();
    for (const { ends, points } of lots) {
      const on = lastLocalDay(new Date(ends), this.scenario.zone);
      byDay.set(on, (byDay.get(on) ?? 0n) + BigInt(points));
    }
    return [...byDay].map(([on, points]) => ({ on, points })).sort((a, b) => (a.on < b.on ? -1 : 1));
  }
}

interface MemberRow {
  id: bigint;
  available: bigint | null;
  pending: bigint | null;
  owed: bigint | null;
  tier: string | null;
  entries: number | null;
  lots: { ends: string; points: string }[];
}

/** Who is not known has nothing. */
const told = (member: (Omit<MemberRow, 'id' | 'lots'> & { expiring: { on: string; points: bigint }[] }) | undefined): Required<Expected> => ({
  available: member?.available ?? 0n,
  pending: member?.pending ?? 0n,
  owed: member?.owed ?? 0n,
  tier: member?.tier ?? 'none',
  entries: member?.entries ?? 0,
  expiring: member?.expiring ?? [],
});

const done =
  (work: (now: Date) => Promise<unknown>, at: Date): Go =>
  (now = at) =>
    work(now).then(() => 'done');

const documentOf = (programme: ScenarioProgramme): object => JSON.parse(JSON.stringify(programme)) as object;
