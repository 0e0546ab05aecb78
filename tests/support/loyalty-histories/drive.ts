import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type pg from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { verifyShop } from '~/domain/loyalty/ledger/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { scenarioEvent } from '../conformance/scenario';
import { World, type Outcome } from '../conformance/world';
import { answer, type History } from '../naive-loyalty/model';
import { type OneEvent } from '../naive-loyalty/format';
import { Planner, type Delivery, type Intent } from './planner';
import { rulesOf, setting, type Setting } from './programmes';

const BEGINS = Date.parse('2026-01-05T08:00:00Z');
const DAY = 86_400_000;
const LOOK_EVERY = 20;

const intent: fc.Arbitrary<Intent> = fc.record({
  kind: fc.nat({ max: 99 }),
  pick: fc.nat({ max: 9999 }),
  size: fc.nat({ max: 99_999 }),
  // Mostly soon after, now and then weeks later; odd milliseconds, so that nothing falls due at the very moment of an event.
  gap: fc.oneof(
    { weight: 6, arbitrary: fc.nat({ max: DAY }) },
    { weight: 3, arbitrary: fc.nat({ max: 8 * DAY }) },
    { weight: 1, arbitrary: fc.nat({ max: 70 * DAY }) },
  ),
  killAfterMs: fc.nat({ max: 12 }),
});

export interface LoyaltyHistory {
  setting: Setting;
  intents: Intent[];
}
/** A shop, and `events` things that happen in it. */
export const loyaltyHistory = (events: number): fc.Arbitrary<LoyaltyHistory> =>
  fc.record({ setting, intents: fc.array(intent, { minLength: events, maxLength: events, size: 'max' }) });

/** Cuts the connections of one application of those on the database. */
export interface Killer {
  owner: pg.Pool;
  application: string;
}

export interface Counts {
  sequences: number;
  events: number;
  kills: number;
  retries: number;
  repeated: number;
  stale: number;
  together: number;
  refused: number;
}
export const noCounts = (): Counts => ({ sequences: 0, events: 0, kills: 0, retries: 0, repeated: 0, stale: 0, together: 0, refused: 0 });

/**
 * Lets a history happen through the product's own use cases and through the naive model. @returns the first difference; null.
 * `killer` sees who is connected, and ends connections in the middle of their work.
 */
export async function firstDifference({ setting: chosen, intents }: LoyaltyHistory, domain: string, killer: Killer, counts: Counts): Promise<string | null> {
  const shopId = await registerShop(domain);
  await withShopConnection(shopId, (connection) =>
    connection.query("update shop set currency = $2, timezone = $3, status = 'installed' where shop_id = $1", [
      shopId,
      chosen.shop.currency,
      chosen.shop.timezone,
    ]),
  );
  const first = rulesOf(chosen, 0);
  const world = new World(shopId, { name: domain, currency: chosen.shop.currency, zone: chosen.shop.timezone, programme: first, steps: [] });
  await world.open(new Date(BEGINS));
  const driver = new Driver(world, new Planner(chosen), killer, counts);
  let at = BEGINS;
  for (const [index, one] of intents.entries()) {
    at += one.gap + 1001;
    const problem = await driver.take(one, at);
    if (problem) return `event ${index + 1}: ${problem}`;
    if ((index + 1) % LOOK_EVERY === 0 || index + 1 === intents.length) {
      const difference = await driver.compare({ shop: chosen.shop, programme: first }, at);
      if (difference) return `after event ${index + 1}: ${difference}`;
    }
  }
  const { difference } = await verifyShop(shopId);
  if (difference)
    return `the ledger does not hold: ${JSON.stringify(difference, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))}`;
  counts.sequences += 1;
  counts.events += intents.length;
  return null;
}

type Go = (now?: Date) => Promise<Outcome>;

class Driver {
  readonly history: History = [];
  private readonly done: { event: OneEvent; go: Go }[] = [];

  constructor(
    private readonly world: World,
    private readonly planner: Planner,
    private readonly killer: Killer,
    private readonly counts: Counts,
  ) {}

  async take(one: Intent, at: number): Promise<string | null> {
    const delivery = this.planner.next(one);
    if (!delivery) return null;
    await this.world.moveTo(new Date(at));
    switch (delivery.how) {
      case 'once':
        return this.once(delivery.event, delivery.killAfterMs, at);
      case 'together':
        return this.together(delivery.events, at);
      case 'stale':
        this.counts.stale += 1;
        await this.world.takeStale(scenarioEvent(delivery.event), new Date(at));
        return null;
      case 'again':
        return this.again(delivery, at);
    }
  }

  private async once(event: OneEvent, killAfterMs: number | null, at: number): Promise<string | null> {
    const go = this.world.take(scenarioEvent(event), new Date(at));
    const isIdempotent = event.programme_published === undefined;
    const outcome = killAfterMs !== null && isIdempotent ? await this.killed(go, killAfterMs) : await go();
    this.note(event, outcome, go, at);
    return null;
  }

  /** Ends the connection in the middle of the work, as when a process is killed, and does it again as its job would be. */
  private async killed(go: Go, afterMs: number): Promise<Outcome> {
    const first = go().catch((error: unknown) => error);
    await sleep(afterMs);
    const { rowCount } = await this.killer.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename <> current_user and application_name = $1 and state in ('active', 'idle in transaction')`,
      [this.killer.application],
    );
    this.counts.kills += rowCount ?? 0;
    const outcome = await first;
    if (outcome === 'done' || outcome === 'refused') return outcome;
    this.counts.retries += 1;
    return go();
  }

  private note(event: OneEvent, outcome: Outcome, go: Go, at: number): void {
    this.history.push({ at, event: event.redeem && outcome === 'refused' ? { redeem: { ...event.redeem, refused: 'insufficient_points' } } : event });
    if (outcome === 'refused') this.counts.refused += 1;
    else if (event.redeem) this.planner.redeemed(event.redeem.reward, event.redeem.customer);
    // What would truly be another event when it came again, is not kept for coming again.
    if (outcome === 'done' && !event.programme_published && !event.customer_merged && !event.customer_unmerged) this.done.push({ event, go });
  }

  private async together(events: OneEvent[], at: number): Promise<string | null> {
    this.counts.together += 1;
    const going = events.map((event) => this.world.take(scenarioEvent(event), new Date(at)));
    const outcomes = await Promise.all(going.map((go) => go()));
    const distinct = new Map(events.map((event, index) => [JSON.stringify(event), { event, outcome: outcomes[index]!, go: going[index]! }]));
    // Those of one member that were refused came after those that were not.
    const inTurn = [...distinct.values()].sort((a, b) => Number(a.outcome === 'refused') - Number(b.outcome === 'refused'));
    for (const { event, outcome, go } of inTurn) this.note(event, outcome, go, at);
    return null;
  }

  private async again({ back }: Extract<Delivery, { how: 'again' }>, at: number): Promise<string | null> {
    const one = this.done[this.done.length - 1 - back];
    if (!one) return null;
    this.counts.repeated += 1;
    await one.go(new Date(at));
    return null;
  }

  async compare(scenario: Parameters<typeof answer>[0], at: number): Promise<string | null> {
    await this.world.moveTo(new Date(at));
    const { standings, refused } = answer(scenario, this.history, at);
    const wrong = this.history.findIndex(({ event }, index) => (event.redeem?.refused !== undefined) !== refused.includes(index));
    if (wrong >= 0) return `redemption ${JSON.stringify(this.history[wrong]?.event)} should have been ${refused.includes(wrong) ? 'refused' : 'done'}`;
    for (const name of this.planner.members) {
      const { entries: _entries, ...seen } = await this.world.look(name);
      const got = text({ ...seen, available: Number(seen.available), pending: Number(seen.pending), owed: Number(seen.owed) });
      const want = text(standings.get(name) ?? { available: 0, pending: 0, owed: 0, tier: 'none', expiring: [] });
      if (got !== want) return `${name} has ${got}, and should have ${want}`;
    }
    return null;
  }
}

const text = (standing: { available: number; pending: number; owed: number; tier: string; expiring: { on: string; points: number | bigint }[] }): string =>
  [
    `${standing.available} available, ${standing.pending} pending, ${standing.owed} owed, tier ${standing.tier}`,
    ...standing.expiring.map(({ on, points }) => `${points} until ${on}`),
  ].join(', ');
