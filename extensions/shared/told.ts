import * as z from 'zod/mini';

/** What the app tells of a member, as text in their language; app/domain/loyalty/shopper makes it. */
const text = z.string();
const maybe = z.nullable(z.string());

const offer = z.object({
  id: text,
  kind: text,
  name: text,
  worth: maybe,
  product: maybe,
  points: text,
  minimumSpend: maybe,
  maximumPoints: maybe,
  lastDay: maybe,
  validDays: z.nullable(z.number()),
  tiers: z.array(text),
  why: maybe,
  missing: text,
});
export type Offer = z.infer<typeof offer>;

const redeemed = z.object({
  id: text,
  kind: maybe,
  name: text,
  worth: maybe,
  points: text,
  returned: text,
  state: text,
  code: maybe,
  isCard: z.boolean(),
  lastDay: maybe,
  date: text,
});
export type Redeemed = z.infer<typeof redeemed>;

export const member = z.object({
  pointsName: text,
  points: text,
  pending: text,
  owed: text,
  tier: z.nullable(z.object({ name: text, until: maybe })),
  next: z.nullable(z.object({ name: text, basis: text, missing: text, done: z.number() })),
  rewards: z.array(offer),
  redeemed: z.array(redeemed),
  expiring: z.array(z.object({ points: text, lastDay: text })),
});
export type Member = z.infer<typeof member>;

/** What staff may give or take; `null`: no limit. */
export const staffView = z.object({ member, limits: z.object({ atOnce: maybe, aDay: maybe }) });
export type StaffView = z.infer<typeof staffView>;

export const shopperView = z.object({ member });

export const adjusted = z.object({ points: text });
export const wish = z.union([
  z.object({ outcome: z.literal('redeemed'), redeemed, points: text }),
  z.object({ outcome: z.literal('refused'), why: text, points: text }),
]);
export type Wish = z.infer<typeof wish>;

export const history = z.object({
  movements: z.array(z.object({ id: text, reason: text, isPending: z.boolean(), orderName: maybe, date: text, points: text, name: text })),
  next: maybe,
});
export type Movements = z.infer<typeof history>;
export type Movement = Movements['movements'][number];

/** What an order has brought. `state`: `none` when nothing yet, or nothing at all. */
export const orderPoints = z.object({ state: z.enum(['none', 'pending', 'available', 'taken_back']), pointsName: text, points: text, availableOn: maybe });
export type OrderPoints = z.infer<typeof orderPoints>;
