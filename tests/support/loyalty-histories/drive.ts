import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type pg from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { verifyShop } from '~/domain/loyalty/ledger/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { scenarioEvent } from '../conformance/scenario';
import { World, type Outcome } from '../conformance/world';
import { NaiveModel } from '../naive-loyalty/model';
import { type OneEvent } from '../naive-loyalty/format';
import { Planner, type Delivery, type Intent } from './planner';
import { rulesOf, setting, type Setting } from './programmes';

const BEGINS = Date.parse('2026-01-05T08:00:00Z');
const DAY = 86_400_000;
const LOOK_EVERY = 20;
const ROUND_EVERY = 4;

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
  overtaken: number;
  together: number;
  refused: number;
}
export const noCounts = (): Counts => ({ sequences: 0, events: 0, kills: 0, retries: 0, repeated: 0, stale: 0, overtaken: 0, together: 0, refused: 0 });

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
  const driver = new Driver(world, new NaiveModel(chosen.shop, first), new Planner(chosen), killer, counts);
  let at = BEGINS;
  for (const [index, one] of intents.entries()) {
    at += one.gap + 1001;
    const problem = await driver.take(one, at);
    if (problem) return `event ${index + 1}: ${problem}`;
    if ((index + 1) % LOOK_EVERY === 0 || index + 1 === intents.length) {
      const difference = await driver.compare(at);
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
  private readonly done: { event: OneEvent; go: Go }[] = [];

  constructor(
    private readonly world: World,
    private readonly model: NaiveModel,
    private readonly planner: Planner,
    private readonly killer: Killer,
    private readonly counts: Counts,
  ) {}

  async take(one: Intent, at: number): Promise<string | null> {
    const delivery = this.planner.next(one);
    if (!delivery) return null;
    // The round that lets things fall due for everybody comes now and then; what happens to a member lets theirs happen first.
    if (one.pick % ROUND_EVERY === 0) await untilConnected(() => this.world.moveTo(new Date(at)));
    switch (delivery.how) {
      case 'once':
        return this.once(delivery.event, delivery.killAfterMs, at);
      case 'together':
        return this.together(delivery, at);
      case 'overtaken':
        return this.overtaken(delivery, at);
      case 'stale':
        this.counts.stale += 1;
        await untilConnected(() => this.world.takeStale(scenarioEvent(delivery.event), new Date(at)));
        return null;
      case 'again':
        return this.again(delivery, at);
    }
  }

  private async once(event: OneEvent, killAfterMs: number | null, at: number): Promise<string | null> {
    const go = this.world.take(scenarioEvent(event), new Date(at));
    const isIdempotent = event.programme_published === undefined;
    const [outcome] = await this.killed([go], isIdempotent ? killAfterMs : null);
    return this.note(event, outcome, go, at);
  }

  /**
   * Lets it happen, all of it at the same time. Ends the connections in the middle of the work, as when a process is killed, and does what
   * was cut off again as its job would be.
   */
  private async killed(all: Go[], afterMs: number | null): Promise<Outcome[]> {
    const working = all.map((go) => go());
    if (afterMs === null) return Promise.all(working);
    const first = Promise.allSettled(working);
    await sleep(afterMs);
    const { rowCount } = await this.killer.owner.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and usename <> current_user and application_name = $1 and state in ('active', 'idle in transaction')`,
      [this.killer.application],
    );
    this.counts.kills += rowCount ?? 0;
    const outcomes: Outcome[] = [];
    for (const [index, one] of (await first).entries()) {
      if (one.status === 'rejected') this.counts.retries += 1;
      outcomes.push(one.status === 'fulfilled' ? one.value : await all[index]!());
    }
    return outcomes;
  }

  /** Lets it happen in the model too. @returns a difference in what was refused */
  private note(event: OneEvent, outcome: Outcome | undefined, go: Go, at: number): string | null {
    const expected = this.model.take(event, at) ? 'done' : 'refused';
    if (outcome !== expected) return `${JSON.stringify(event)} was ${outcome}, and should have been ${expected}`;
    if (outcome === 'refused') this.counts.refused += 1;
    else if (event.redeem) this.planner.redeemed(event.redeem.reward, event.redeem.customer);
    // What would truly be another event when it came again, is not kept for coming again.
    if (outcome === 'done' && !event.programme_published && !event.customer_merged && !event.customer_unmerged) this.done.push({ event, go });
    return null;
  }

  private async together({ events, killAfterMs }: Extract<Delivery, { how: 'together' }>, at: number): Promise<string | null> {
    this.counts.together += 1;
    const going = events.map((event) => this.world.take(scenarioEvent(event), new Date(at)));
    const outcomes = await this.killed(going, killAfterMs);
    const distinct = [...new Map(events.map((event, index) => [JSON.stringify(event), { event, outcome: outcomes[index]!, go: going[index]! }])).values()];
    // Whoever takes the member's lock first comes first; those that were refused have left nothing behind, and found too little after the others.
    const turns = await untilConnected(() => this.world.turnsOf(distinct.map(({ event }) => scenarioEvent(event))));
    const inTurn = distinct.map((one, index) => ({ ...one, turn: turns[index] ?? Infinity })).sort((a, b) => a.turn - b.turn);
    for (const { event, outcome, go } of inTurn) {
      const problem = this.note(event, outcome, go, at);
      if (problem) return problem;
    }
    return null;
  }

  private async overtaken({ first, second, killAfterMs }: Extract<Delivery, { how: 'overtaken' }>, at: number): Promise<string | null> {
    this.counts.overtaken += 1;
    const [late, soon] = [first, second].map((event) => this.world.take(scenarioEvent(event), new Date(at)));
    const [outcome] = await this.killed([soon!], killAfterMs);
    await untilConnected(late!);
    this.model.takeUnheard(first, at);
    return this.note(second, outcome, soon!, at);
  }

  private async again({ back }: Extract<Delivery, { how: 'again' }>, at: number): Promise<string | null> {
    const one = this.done[this.done.length - 1 - back];
    if (!one) return null;
    this.counts.repeated += 1;
    await untilConnected(() => one.go(new Date(at)));
    return null;
  }

  async compare(at: number): Promise<string | null> {
    const standings = this.model.standings(at);
    const seen = await untilConnected(async () => {
      await this.world.moveTo(new Date(at));
      return this.world.lookAtAll(this.planner.members);
    });
    for (const name of this.planner.members) {
      const { entries: _entries, ...now } = seen.get(name)!;
      const got = text({ ...now, available: Number(now.available), pending: Number(now.pending), owed: Number(now.owed) });
      const want = text(standings.get(name) ?? { available: 0, pending: 0, owed: 0, tier: 'none', expiring: [] });
      if (got !== want) return `${name} has ${got}, and should have ${want}`;
    }
    return null;
  }
}

/** A connection that was cut may be handed out once more before the pool hears of it; all this is for may be done twice. */
const untilConnected = <T>(work: () => Promise<T>): Promise<T> => work().catch((error: unknown) => (isCut(error) ? work() : Promise.reject(error)));
const isCut = (error: unknown): boolean => error instanceof Error && /terminat|ECONNRESET|EPIPE|not queryable/i.test(error.message);

const text = (standing: { available: number; pending: number; owed: number; tier: string; expiring: { on: string; points: number | bigint }[] }): string =>
  [
    `${standing.available} available, ${standing.pending} pending, ${standing.owed} owed, tier ${standing.tier}`,
    ...standing.expiring.map(({ on, points }) => `${points} until ${on}`),
  ].join(', ');
