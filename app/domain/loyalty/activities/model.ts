import { z } from 'zod';
import type { ACTIVITY_KINDS } from '../programme/model';

export type ActivityKind = (typeof ACTIVITY_KINDS)[number];
/** Why something a member has done brings no points: the published list. */
export const ACTIVITY_NOTHING = [
  'no_programme', // nothing was in force then
  'no_way', // what was in force gives nothing for it
  'limit', // the member has had it as often as it is given
  'too_fresh', // a birthday that was told too late for this year
  'not_first', // had subscribed before
  'customer_gone', // erased or deleted
] as const;
export type ActivityNothing = (typeof ACTIVITY_NOTHING)[number];

/** What a member has done, as far as it matters for points. */
export interface ActivityFact {
  kind: ActivityKind;
  /** Of custom events their name; of reviews and social ones the id of the way to earn, where it was named. */
  event: string | null;
  occurredAt: Date;
}

/** What something a member has done has brought. */
export interface ActivityOutcome {
  id: bigint;
  /** `null`: it waits, and will be settled by the worker. */
  settledAt: Date | null;
  points: bigint;
  rules: string[];
  nothing: ActivityNothing | null;
}

const name = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'is not a name: small letters, digits, - and _');
/** What can be reported from outside: through the API, by Shopify Flow, from the storefront. */
export const reportedActivity = z
  .strictObject({
    kind: z.enum(['custom', 'review', 'social']),
    /** Of custom ones: the name that stands in the programme. */
    event: name.optional(),
    /** Of reviews and social ones: the id of the way to earn; every one of the kind when it is left out. */
    activity: name.optional(),
  })
  .refine(({ kind, event }) => (kind === 'custom') === (event !== undefined), { path: ['event'], message: 'belongs to custom events, and to them only' })
  .refine(({ kind, activity }) => kind !== 'custom' || activity === undefined, { path: ['activity'], message: 'does not belong to custom events' });
export type ReportedActivity = z.output<typeof reportedActivity>;

/** Month and day, `MM-DD`; 29 February is one. */
export const birthday = z.string().refine((text) => {
  const [, month, day] = /^(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? [];
  return month !== undefined && day !== undefined && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2024, month, 0)).getUTCDate();
}, 'is not a day of the year such as 02-29');

/** Why an entry gave points for something else than what an order is worth; stored with the entry. */
const explained = z.object({
  kind: z.enum(['account', 'newsletter', 'birthday', 'anniversary', 'first_order', 'nth_order', 'review', 'social', 'custom']),
  /** The way to earn; `null`: a tier's birthday reward. */
  activity: z.string().nullable(),
  event: z.string().nullish(),
  tier: z.string().nullish(),
  /** What the merchant calls the way to earn, or the tier, by language. */
  name: z.record(z.string(), z.string()).nullish(),
  /** Of orders: which one it was. */
  n: z.number().nullish(),
});
export type ExplainedActivity = z.output<typeof explained>;

/** What an entry's explanation tells of an activity; `null` when it is about something else. */
export function activityOf(explanation: unknown): ExplainedActivity | null {
  return explained.safeParse(explanation).data ?? null;
}
