import { jsonText } from '~/config/json-text';
import { z } from 'zod';
import { moneyText, type Minor } from '../../shared/money';
import { COMBINED, REWARD_KINDS } from '../programme/model';

const minor = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);
const things = z.array(z.string());

/** A reward as it was promised when the points were reserved; what the merchant changes later does not change it. */
export const rewardPromise = z.object({
  kind: z.enum(REWARD_KINDS),
  name: z.record(z.string(), z.string()),
  currency: z.string(),
  /** Minor units: off, on the card, as credit, or of a free product its price. */
  amount: minor.nullable(),
  /** Decimal, of `percent_off`. */
  percent: z.string().nullable(),
  product: z.string().nullable(),
  minimumSpend: minor.nullable(),
  products: things,
  collections: things,
  combinesWith: z.array(z.enum(COMBINED)),
  returnsUnused: z.boolean(),
  /** The last day of the shop on which it can be used. */
  lastDay: z.iso.date().nullable(),
  /** The customer's record in the store that asked for it. */
  holder: z
    .string()
    .regex(/^\d{1,19}$/)
    .transform(BigInt),
});
export type RewardPromise = z.output<typeof rewardPromise>;

/** Why somebody does not get a reward; the published list. */
export const REWARD_REFUSALS = [
  'no_such_reward',
  'too_few_points',
  'wrong_points', // of a slider: not whole steps, or more than it gives at once
  'not_now', // before it begins, or after its end
  'not_for_tier',
  'sold_out',
  'member_limit',
  'period_limit',
  'no_such_product', // the free product is not sold any more
] as const;
export type RewardRefusal = (typeof REWARD_REFUSALS)[number];

export interface RewardRequest {
  customerId: bigint;
  /** Of the programme in force. */
  reward: string;
  /** Of a slider: how many to spend. */
  points?: bigint | undefined;
  /** Chosen by who asks: the same twice is one redemption. */
  requestKey: string;
  /** Number of the member of staff who asks; `null`: the member. */
  by: string | null;
}
export type RewardAnswer =
  { outcome: 'reserved' | 'repeated'; redemptionId: bigint } | { outcome: 'refused'; why: RewardRefusal; /** Points that the member has. */ available: bigint };

/** What is to be done for a redemption in the store: make the reward, take it away again, see how it ended, look whether somebody has deleted it. */
export const SAGA_TASKS = ['make', 'withdraw', 'end', 'look'] as const;
export type SagaTask = (typeof SAGA_TASKS)[number];

/** Kinds whose reward is a code that takes something off at the checkout. */
const CODES: ReadonlySet<RewardPromise['kind']> = new Set(['amount_off', 'percent_off', 'slider', 'free_shipping', 'free_product'] as const);
export const isDiscountCode = ({ kind }: Pick<RewardPromise, 'kind'>): boolean => CODES.has(kind);

/** A redemption with something to be done, taken by one worker. */
export interface Saga {
  redemptionId: bigint;
  task: SagaTask;
  /** How often it has been tried, this time included. */
  attempts: number;
  /** An answer was lost since then: what was asked for may have been done, or be done still. */
  unknownAt: Date | null;
  sentAt: Date | null;
  sentAfter: bigint | null;
  /** By the database's clock. */
  takenAt: Date;
  customerId: bigint;
  points: bigint;
  status: string;
  promise: RewardPromise;
  code: string | null;
  storeId: bigint | null;
  endsAt: Date | null;
  createdAt: Date;
}

export type RewardStatus = 'reserved' | 'committed' | 'released' | 'used' | 'cancelled' | 'expired';
/** How a redemption stands, for whoever waits for it and for staff. */
export interface RedemptionState {
  id: bigint;
  customerId: bigint;
  reward: string;
  promise: RewardPromise | null;
  points: bigint;
  returned: bigint;
  status: RewardStatus;
  code: string | null;
  endsAt: Date | null;
  createdAt: Date;
  settledAt: Date | null;
  orderId: bigint | null;
  by: string | null;
  note: string | null;
  /** What is still to be done in the store; `null`: nothing. */
  pending: {
    task: SagaTask;
    attempts: number;
    error: string | null;
    /** When it is tried next; `null`: somebody has to decide. */
    nextAt: Date | null;
  } | null;
}

/** A promise as JSON. */
export const promiseJson = (promise: RewardPromise): string => jsonText(promise);

/** An amount as the Admin API takes it. */
export const promisedMoney = ({ currency }: Pick<RewardPromise, 'currency'>, amount: Minor | null): string => moneyText(amount ?? 0n, currency);
