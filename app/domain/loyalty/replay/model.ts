import { z } from 'zod';
import type { EarningExplanation } from '../earning/model';

/** Points, ids and money (minor units) as text. */
const whole = z.string().regex(/^-?\d+$/);

/** What moved in a month, and what lay with members at its end. */
const flow = z.object({
  issued: whole,
  redeemed: whole,
  expired: whole,
  takenBack: whole,
  /** Available and pending. */
  outstanding: whole,
});
export type ReplayFlow = z.infer<typeof flow>;

const sums = flow.extend({
  /** Of what is outstanding, not spendable yet. */
  pending: whole,
  owed: whole,
  /** What the points issued, less those taken back and expired, cost at the programme's cost per point. Minor units. */
  cost: whole,
  /** The same of what is outstanding now. */
  outstandingCost: whole,
  ordersThatEarn: z.int(),
  membersWithPoints: z.int(),
  /** Redemptions of history for which there would have been too few points. */
  redemptionsTooDear: z.int(),
});
export type ReplaySums = z.infer<typeof sums>;

/** Under the draft, and under what is in force today; with no programme in force, `today` is all zero. */
const both = <T extends z.ZodType>(schema: T) => z.object({ draft: schema, today: schema });

const move = z.object({ customerId: whole, from: z.string().nullable(), to: z.string().nullable() });
const moves = z.object({
  count: z.int(),
  /** The first of them, to open; at most {@link MOVES_SHOWN}. */
  members: z.array(move),
});

const orderOutcome = z.object({ points: whole, explanation: z.custom<EarningExplanation>((value) => typeof value === 'object' && value !== null) });

export const replayResult = z.object({
  currency: z.string(),
  /** Of the shop's calendar: `2026-11`. From the first month with an order to that of the replay; none is left out. */
  months: z.array(z.object({ month: z.string() }).extend(both(flow).shape)),
  sums: both(sums),
  orders: z.int(),
  members: z.int(),
  /** Members by the tier they would be in now, from the highest to those in none (`null`). */
  tiers: z.array(z.object({ tier: z.string().nullable() }).extend(both(z.int().nullable()).shape)),
  /** From today's tier to the draft's. */
  up: moves,
  down: moves,
  /** How many members could afford each reward now; `null`: that programme does not have it. */
  rewards: z.array(z.object({ id: z.string(), points: both(z.int().nullable()), affordable: both(z.int().nullable()) })),
  /** The orders whose points differ most, and why. At most ten. */
  changed: z.array(z.object({ orderId: whole, customerId: whole, placedAt: z.iso.datetime(), currency: z.string() }).extend(both(orderOutcome).shape)),
  /** Other ways to earn that history does not tell; their points are in no number here. */
  leftOut: z.array(z.string()),
  /** Nor are tiers' birthday rewards. */
  tierBirthdays: z.boolean().default(false),
});
export type ReplayResult = z.infer<typeof replayResult>;

/** Members named in each direction. */
export const MOVES_SHOWN = 200;
export const CHANGED_SHOWN = 10;

export const REPLAY_STATUSES = ['queued', 'running', 'done', 'failed'] as const;
export type ReplayStatus = (typeof REPLAY_STATUSES)[number];

/** A replay of a draft, as a page shows it. */
export interface Replay {
  id: bigint;
  status: ReplayStatus;
  /** Of the draft that was replayed: another revision has not been looked at. */
  draftRevision: number;
  /** What it is compared with; `null`: there was no programme in force. */
  todayVersion: number | null;
  requestedAt: Date;
  requestedBy: string;
  finishedAt: Date | null;
  /** Members done, of how many. */
  done: number;
  total: number;
  result: ReplayResult | null;
}
