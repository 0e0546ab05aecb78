import { parse } from 'yaml';
import { z } from 'zod';

const decimal = z.coerce.string().regex(/^\d+(\.\d+)?$/);
const id = z.coerce.string().min(1);
const instant = z.string().transform((text, context) => {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || !/(Z|[+-]\d\d:?\d\d)$/.test(text)) context.addIssue(`${text} is not an instant with its offset`);
  return at;
});
const points = z.coerce.bigint();

const line = z.strictObject({
  line: id,
  product: id.optional(),
  quantity: z.int().min(0),
  unitPrice: decimal,
  discount: decimal.default('0'),
  giftCard: z.boolean().default(false),
});
export type ScenarioLine = z.output<typeof line>;

const orderPaid = z.strictObject({
  order: id,
  customer: id.optional(),
  email: z.string().optional(),
  lines: z.array(line),
  shipping: decimal.default('0'),
  tax: decimal.default('0'),
  test: z.boolean().default(false),
  rewards: z.array(id).default([]),
});
export type OrderPaid = z.output<typeof orderPaid>;
const refund = z.strictObject({
  order: id,
  refund: id,
  lines: z.array(z.strictObject({ line: id, quantity: z.int().min(1) })).default([]),
  amount: decimal.default('0'),
  shipping: decimal.default('0'),
});
export type ScenarioRefund = z.output<typeof refund>;

/** A programme as scenarios write it; what is left out has the product's default. */
const programme = z.strictObject({
  earn: z
    .strictObject({
      pointsPerUnit: decimal.optional(),
      awardOn: z.enum(['paid', 'fulfilled']).optional(),
      pendingDays: z.int().optional(),
      pendingFrom: z.enum(['paid', 'fulfilled']).optional(),
      counts: z.array(z.enum(['tax', 'shipping', 'discountedPart', 'giftCards', 'paidWithPoints'])).optional(),
      multipliers: z.array(z.strictObject({ product: id.optional(), from: z.string().optional(), to: z.string().optional(), factor: decimal })).optional(),
      rounding: z.enum(['floor', 'half-up', 'ceil']).optional(),
      claimDays: z.int().optional(),
    })
    .optional(),
  expiry: z.strictObject({ model: z.enum(['none', 'lot', 'inactivity']), months: z.int().optional() }).optional(),
  returnGraceDays: z.int().optional(),
  tiers: z
    .strictObject({
      basis: z.enum(['spend', 'points', 'orders']).optional(),
      window: z.strictObject({ kind: z.enum(['lifetime', 'calendarYear', 'rolling']), months: z.int().optional() }).optional(),
      graceDays: z.int().optional(),
      downgrade: z.enum(['to-earned', 'one-step']).optional(),
      countPending: z.boolean().optional(),
      levels: z.array(
        z.strictObject({
          id,
          entry: decimal,
          retain: decimal.optional(),
          multiplier: decimal.optional(),
          entryReward: z.strictObject({ points: z.int(), whenSkipped: z.boolean().optional() }).optional(),
        }),
      ),
    })
    .optional(),
});
export type ScenarioProgramme = z.output<typeof programme>;

const single = {
  customer_created: z.strictObject({ customer: id, email: z.string().optional() }),
  order_paid: orderPaid,
  order_fulfilled: z.strictObject({ order: id }),
  order_cancelled: z.strictObject({ order: id }),
  order_edited: z.strictObject({ order: id, lines: z.array(line) }),
  refund,
  redeem: z.strictObject({ customer: id, reward: id, points, refused: z.literal('insufficient_points').optional() }),
  reward_cancelled: z.strictObject({ reward: id }),
  adjust: z.strictObject({ customer: id, points, reason: z.string() }),
  customer_merged: z.strictObject({ from: id, into: id }),
  customer_unmerged: z.strictObject({ from: id, into: id }),
  programme_published: programme,
};
export type EventName = keyof typeof single;
export type ScenarioEvent = { [N in EventName]: { name: N; body: z.output<(typeof single)[N]> } }[EventName];

const event = z
  .strictObject(single)
  .partial()
  .refine((value) => Object.keys(value).length === 1, 'is to be one event');
const expected = z.strictObject({
  available: points.optional(),
  pending: points.optional(),
  owed: points.optional(),
  tier: z.string().optional(),
  expiring: z.array(z.strictObject({ on: z.string(), points })).optional(),
  entries: z.int().optional(),
});
export type Expected = z.output<typeof expected>;

const step = z
  .strictObject({
    at: instant.optional(),
    ...single,
    repeat: z.literal('last'),
    stale: z.union([event, z.strictObject({ event })]),
    together: z.strictObject({ refused: z.int().default(0), events: z.array(event).min(1) }),
    expect: z.record(z.string(), expected).optional(),
  })
  .partial();
type RawEvent = z.output<typeof event>;

const file = z.strictObject({
  name: z.string().min(1),
  shop: z.strictObject({ currency: z.string().length(3).default('USD'), timezone: z.string().default('UTC') }).prefault({}),
  programme: programme.prefault({}),
  steps: z.array(step),
});

export type Action =
  | { kind: 'event'; event: ScenarioEvent }
  | { kind: 'repeat' }
  | { kind: 'stale'; event: ScenarioEvent }
  | { kind: 'together'; refused: number; events: ScenarioEvent[] };
export interface ScenarioStep {
  at: Date | null;
  actions: Action[];
  expect: Record<string, Expected>;
}
export interface Scenario {
  name: string;
  currency: string;
  zone: string;
  programme: ScenarioProgramme;
  steps: ScenarioStep[];
}

/** @throws Error that names what is not understood. */
export function readScenario(text: string): Scenario {
  const parsed = file.safeParse(parse(text));
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  const { name, shop, programme: first, steps } = parsed.data;
  return {
    name,
    currency: shop.currency,
    zone: shop.timezone,
    programme: first,
    steps: steps.map(({ at, expect, ...rest }) => ({
      at: at ?? null,
      actions: Object.entries(rest).map(([key, value]) => actionOf(key, value)),
      expect: expect ?? {},
    })),
  };
}

/** One event, as a scenario writes it. @throws ZodError */
export const scenarioEvent = (raw: unknown): ScenarioEvent => onlyEvent(event.parse(raw));

function actionOf(key: string, value: unknown): Action {
  // What a step holds has been checked above; the keys of what is left are those of events.
  if (key === 'repeat') return { kind: 'repeat' };
  if (key === 'stale') return { kind: 'stale', event: onlyEvent(unwrapped(value as RawEvent | { event: RawEvent })) };
  if (key === 'together') {
    const { refused, events } = value as { refused: number; events: RawEvent[] };
    return { kind: 'together', refused, events: events.map(onlyEvent) };
  }
  return { kind: 'event', event: { name: key, body: value } as ScenarioEvent };
}

const unwrapped = (value: RawEvent | { event: RawEvent }): RawEvent => ('event' in value ? value.event : value);

function onlyEvent(raw: RawEvent): ScenarioEvent {
  const [entry] = Object.entries(raw);
  if (!entry) throw new Error('An event is missing.');
  return { name: entry[0], body: entry[1] } as ScenarioEvent;
}
