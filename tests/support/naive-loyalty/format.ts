import { z } from 'zod';

/** The published format of conformance scenarios, read apart from the app so that a slip of one is not a slip of both. */
const decimal = z.string().regex(/^\d+(\.\d+)?$/);
const name = z.string().min(1);
const instant = z.iso.datetime({ offset: true });

const programme = z.strictObject({
  earn: z
    .strictObject({
      pointsPerUnit: decimal.default('1'),
      awardOn: z.enum(['paid', 'fulfilled']).default('paid'),
      pendingDays: z.int().default(14),
      pendingFrom: z.enum(['paid', 'fulfilled']).default('paid'),
      counts: z.array(z.enum(['tax', 'shipping', 'discountedPart', 'giftCards', 'paidWithPoints'])).default([]),
      multipliers: z
        .array(z.union([z.strictObject({ product: name, factor: decimal }), z.strictObject({ from: name, to: name, factor: decimal })]))
        .default([]),
      rounding: z.enum(['floor', 'half-up', 'ceil']).default('floor'),
      claimDays: z.int().default(90),
    })
    .prefault({}),
  expiry: z
    .discriminatedUnion('model', [
      z.strictObject({ model: z.literal('none') }),
      z.strictObject({ model: z.literal('lot'), months: z.int().positive() }),
      z.strictObject({ model: z.literal('inactivity'), months: z.int().positive() }),
    ])
    .default({ model: 'none' }),
  returnGraceDays: z.int().default(30),
  tiers: z
    .strictObject({
      basis: z.enum(['spend', 'points', 'orders']),
      window: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('lifetime') }),
        z.strictObject({ kind: z.literal('calendarYear') }),
        z.strictObject({ kind: z.literal('rolling'), months: z.int().positive() }),
      ]),
      graceDays: z.int().default(0),
      downgrade: z.enum(['to-earned', 'one-step']).default('to-earned'),
      countPending: z.boolean().default(false),
      levels: z.array(
        z.strictObject({
          id: name,
          entry: decimal,
          retain: decimal.optional(),
          multiplier: decimal.default('1'),
          entryReward: z.strictObject({ points: z.int().positive() }).optional(),
        }),
      ),
    })
    .optional(),
});
export type Rules = z.output<typeof programme>;

const line = z.strictObject({
  line: name,
  product: name,
  quantity: z.int().positive(),
  unitPrice: decimal,
  discount: decimal.optional(),
  giftCard: z.boolean().optional(),
});
export type Line = z.output<typeof line>;
const count = z.int().positive();

const single = {
  customer_created: z.strictObject({ customer: name, email: name }),
  order_paid: z.strictObject({
    order: name,
    customer: name.optional(),
    email: name.optional(),
    lines: z.array(line),
    shipping: decimal.optional(),
    tax: decimal.optional(),
    test: z.boolean().optional(),
    rewards: z.array(name).optional(),
  }),
  order_fulfilled: z.strictObject({ order: name }),
  order_cancelled: z.strictObject({ order: name }),
  order_edited: z.strictObject({ order: name, lines: z.array(line) }),
  refund: z.strictObject({
    order: name,
    refund: name,
    lines: z.array(z.strictObject({ line: name, quantity: count })).optional(),
    amount: decimal.optional(),
    shipping: decimal.optional(),
  }),
  redeem: z.strictObject({ customer: name, reward: name, points: count, refused: z.literal('insufficient_points').optional() }),
  reward_cancelled: z.strictObject({ reward: name }),
  adjust: z.strictObject({ customer: name, points: z.int(), reason: name }),
  customer_merged: z.strictObject({ from: name, into: name }),
  customer_unmerged: z.strictObject({ from: name, into: name }),
  programme_published: programme,
};
const oneEvent = z.strictObject(single).partial();
export type OneEvent = z.output<typeof oneEvent>;

const expected = z.strictObject({
  available: z.int().min(0).optional(),
  pending: z.int().min(0).optional(),
  owed: z.int().min(0).optional(),
  tier: name.optional(),
  expiring: z.array(z.strictObject({ on: z.iso.date(), points: count })).optional(),
  entries: z.int().min(0).optional(),
});

const step = oneEvent.extend({
  at: instant.optional(),
  repeat: z.literal('last').optional(),
  stale: oneEvent.optional(),
  together: z.strictObject({ refused: z.int().min(0).optional(), events: z.array(oneEvent).min(2) }).optional(),
  expect: z.record(name, expected).optional(),
});
export type Step = z.output<typeof step>;

export const scenarioFile = z.strictObject({
  name: z.string().min(10),
  shop: z.strictObject({ currency: z.string().regex(/^[A-Z]{3}$/), timezone: name }),
  programme,
  steps: z.array(step).min(1),
});
export type Scenario = z.output<typeof scenarioFile>;
