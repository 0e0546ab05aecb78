import { z } from 'zod';

/** A decimal as text, never a float: at most nine digits before the point and six after it. */
const decimal = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/, 'is not a decimal such as 1.5');
const points = z.int().min(0).max(10_000_000);
const id = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'is not an id: small letters, digits, - and _');
const text = z.string().trim().max(500);
/** A day of the shop's calendar, or an instant. */
const day = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
/** What a shopper reads, in each language of the shop; the first that fits is shown. */
const named = z.record(z.string().regex(/^[a-z]{2}(-[A-Za-z]{2,4})?$/), text);

export const COUNTED = ['tax', 'shipping', 'discountedPart', 'giftCards', 'paidWithPoints'] as const;
/** What a multiplier is for; without any of them it is a campaign for everything. */
const multiplier = z
  .strictObject({
    id: id.optional(),
    name: text.optional(),
    product: z.string().max(60).optional(),
    collection: z.string().max(60).optional(),
    tag: z.string().max(255).optional(),
    /** Tag of the customer. */
    segment: z.string().max(255).optional(),
    /** From the start of that day (or that instant) … */
    from: day.optional(),
    /** … until the end of that day (or just before that instant). */
    to: day.optional(),
    factor: decimal,
  })
  .refine((rule) => !rule.from || !rule.to || rule.from <= rule.to, { path: ['to'], message: 'ends before it begins' });

const earn = z.strictObject({
  /** Points per major unit of money. */
  pointsPerUnit: decimal.default('1'),
  awardOn: z.enum(['paid', 'fulfilled']).default('paid'),
  /** Calendar days of the shop's zone until points can be spent. */
  pendingDays: z.int().min(0).max(365).default(14),
  pendingFrom: z.enum(['paid', 'fulfilled']).default('paid'),
  counts: z.array(z.enum(COUNTED)).default([]),
  /** Those that apply to a line multiply. */
  multipliers: z.array(multiplier).max(100).default([]),
  rounding: z.enum(['floor', 'half-up', 'ceil']).default('floor'),
  /** How far back a guest's orders are claimed. */
  claimDays: z.int().min(0).max(3650).default(90),
  caps: z.strictObject({ perOrder: points.min(1).optional(), perDay: points.min(1).optional(), perMember: points.min(1).optional() }).default({}),
});

export const ACTIVITY_KINDS = ['account', 'newsletter', 'birthday', 'anniversary', 'first_order', 'nth_order', 'review', 'social', 'custom'] as const;
const activity = z
  .strictObject({
    id,
    kind: z.enum(ACTIVITY_KINDS),
    points: points.min(1),
    /** Of `nth_order`. */
    n: z.int().min(2).max(1000).optional(),
    /** Of `custom`: the name by which the API and Shopify Flow report it. */
    event: id.optional(),
    /** A birthday told later than this many days before it counts from the next year on. */
    birthdayCutoffDays: z.int().min(0).max(365).default(30),
    /** How often a member gets it in all; of birthday and anniversary: a year. */
    perMember: z.int().min(1).max(1000).default(1),
    name: named.default({}),
    link: z.url().optional(),
  })
  .refine((way) => way.kind !== 'nth_order' || way.n !== undefined, { path: ['n'], message: 'is missing' })
  .refine((way) => way.kind !== 'custom' || way.event !== undefined, { path: ['event'], message: 'is missing' });

const months = z.int().min(1).max(120);
const expiry = z.discriminatedUnion('model', [
  z.strictObject({ model: z.literal('none') }),
  z.strictObject({ model: z.literal('lot'), months }),
  z.strictObject({ model: z.literal('inactivity'), months }),
]);

const level = z.strictObject({
  id,
  name: named.default({}),
  /** To get in: money of the shop as a decimal, or points, or a number of orders. */
  entry: decimal,
  /** To stay; the entry threshold when it is left out. */
  retain: decimal.optional(),
  multiplier: decimal.default('1'),
  entryReward: z.strictObject({ points: points.min(1), whenSkipped: z.boolean().default(false) }).optional(),
  birthdayReward: z.strictObject({ points: points.min(1) }).optional(),
  /** Given by itself at the checkout, percent of the goods. */
  discountPercent: decimal.optional(),
  freeShipping: z.boolean().default(false),
  /** A customer tag that opens early access. */
  earlyAccessTag: z.string().trim().min(1).max(40).optional(),
  benefits: z.array(named).max(10).default([]),
});
const tiers = z.strictObject({
  basis: z.enum(['spend', 'points', 'orders']).default('spend'),
  window: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('lifetime') }),
      z.strictObject({ kind: z.literal('calendarYear') }),
      z.strictObject({ kind: z.literal('rolling'), months }),
    ])
    .default({ kind: 'lifetime' }),
  graceDays: z.int().min(0).max(365).default(0),
  downgrade: z.enum(['to-earned', 'one-step']).default('to-earned'),
  /** Basis points: pending ones count too. */
  countPending: z.boolean().default(false),
  /** From the lowest to the highest. */
  levels: z.array(level).max(12).default([]),
});

export const REWARD_KINDS = ['amount_off', 'percent_off', 'slider', 'free_shipping', 'free_product', 'gift_card', 'store_credit', 'custom'] as const;
/** Kinds that are worth an amount of money, or a percentage. */
export const HAS_VALUE: ReadonlySet<(typeof REWARD_KINDS)[number]> = new Set(['amount_off', 'percent_off', 'slider', 'gift_card', 'store_credit'] as const);
export const COMBINED = ['orderDiscounts', 'productDiscounts', 'shippingDiscounts'] as const;
export const REWARD_PERIODS = ['day', 'month', 'year'] as const;
const things = z.array(z.string().min(1).max(60)).max(100).default([]);
const times = z.int().min(1).max(1_000_000);

const reward = z
  .strictObject({
    id,
    name: named.default({}),
    kind: z.enum(REWARD_KINDS),
    /** What it costs; of `slider` the smallest step. */
    points: points.min(1),
    /** Money, or percent; of `slider` what a step is worth; nothing for free shipping, a free product and what staff give. */
    value: decimal.optional(),
    /** Of `slider`: the most at once. */
    maximumPoints: points.min(1).optional(),
    product: z.string().max(60).optional(),
    minimumSpend: decimal.optional(),
    /** What the discount is for; without any of them for everything. */
    products: things,
    collections: things,
    /** Who may have it; empty: everybody. */
    tiers: z.array(id).max(12).default([]),
    /** When it can be asked for: whole days of the shop, or instants. */
    from: day.optional(),
    to: day.optional(),
    /** How many there are in all. */
    stock: times.optional(),
    perMember: times.optional(),
    perPeriod: z.strictObject({ times, period: z.enum(REWARD_PERIODS) }).optional(),
    codePrefix: z
      .string()
      .regex(/^[A-Z0-9]{1,12}$/)
      .optional(),
    /** Other discounts with which its code can be used together. */
    combinesWith: z.array(z.enum(COMBINED)).default([]),
    /** Days after which a code that was not used ends. */
    validDays: z.int().min(1).max(3650).optional(),
    /** Points of a code that ended unused come back. */
    returnsUnused: z.boolean().default(true),
  })
  .refine((rule) => !rule.from || !rule.to || rule.from <= rule.to, { path: ['to'], message: 'ends before it begins' });

/** A loyalty programme as a merchant writes it. What is left out has the default of the published semantics. */
export const programmeDocument = z.strictObject({
  format: z.literal(1).default(1),
  name: text.default(''),
  /** What shoppers call points. */
  pointsName: named.default({}),
  earn: earn.prefault({}),
  activities: z.array(activity).max(50).default([]),
  expiry: expiry.default({ model: 'none' }),
  returnGraceDays: z.int().min(0).max(365).default(30),
  tiers: tiers.prefault({}),
  rewards: z.array(reward).max(100).default([]),
  /** What a point costs the shop, in money: for the liability and the replay. */
  costPerPoint: decimal.default('0.01'),
});
export type ProgrammeInput = z.input<typeof programmeDocument>;
export type Programme = z.output<typeof programmeDocument>;
export type Multiplier = Programme['earn']['multipliers'][number];
export type TierRules = Programme['tiers'];
export type TierLevel = TierRules['levels'][number];
export type ExpiryRule = Programme['expiry'];
export type Activity = Programme['activities'][number];
export type Reward = Programme['rewards'][number];

/** A version that has been published. In force at a moment is the last that took effect before it. */
export interface ProgrammeVersion {
  version: number;
  effectiveAt: Date;
  programme: Programme;
}

/** What can be wrong with a programme, for pages to say in their language. */
export const PROGRAMME_PROBLEMS = [
  'not_json',
  'missing',
  'unknown_key',
  'not_valid',
  'too_small',
  'too_big',
  'too_long',
  'not_a_decimal',
  'not_an_id',
  'not_a_whole_number',
  'ends_before_it_begins',
  'used_twice',
  'reserved',
  'not_above_the_tier_below',
  'retain_above_entry',
  'above_100_percent',
  'zero',
  'unknown_tier',
  'either_or',
  'below_a_step',
] as const;
export type ProgrammeProblemCode = (typeof PROGRAMME_PROBLEMS)[number];
export interface ProgrammeProblem {
  /** Where: `['tiers', 'levels', 1, 'entry']`. */
  path: (string | number)[];
  code: ProgrammeProblemCode;
  /** The bound that was crossed. */
  limit?: number;
}

export interface ProgrammeDraft {
  document: Programme;
  /** What {@link ProgrammeDraft} has to be saved over; 0 before the first time. */
  revision: number;
  updatedAt: Date | null;
  updatedBy: string | null;
}

export type VersionState = 'in_force' | 'scheduled' | 'past' | 'withdrawn';
/** A version and how it came to be. */
export interface PublishedVersion extends ProgrammeVersion {
  publishedAt: Date;
  publishedBy: string;
  note: string;
  withdrawnAt: Date | null;
  state: VersionState;
}

/** A difference between two programmes. Things in lists go by their id: `['tiers', 'levels', 'gold', 'entry']`. */
export interface ProgrammeChange {
  path: string[];
  kind: 'added' | 'removed' | 'changed' | 'reordered';
  /** `null`: there was nothing. */
  before: unknown;
  after: unknown;
}

/** How the draft stands against what is in force. */
export interface DraftOverview {
  draft: ProgrammeDraft;
  inForce: ProgrammeVersion | null;
  /** Differences between the two; 0 while nothing is in force. */
  changes: number;
}
