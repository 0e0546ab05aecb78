import { jsonText } from '~/config/json-text';
import { z } from 'zod';
import { moneyText, type Minor } from '../../shared/money';
import type { CustomerBrief } from '../../customers/model';
import { PERIODS } from '../accounting/model';
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
export const DISCOUNT_CODES: ReadonlySet<RewardPromise['kind']> = new Set(['amount_off', 'percent_off', 'slider', 'free_shipping', 'free_product'] as const);
export const isDiscountCode = ({ kind }: Pick<RewardPromise, 'kind'>): boolean => DISCOUNT_CODES.has(kind);

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

/**
 * What went wrong with a redemption in the store, as `loyalty_saga.error` and `loyalty_redemption.note` keep it and pages say it in their language. What is not
 * in the list is the store's own words.
 */
export const SAGA_TROUBLES = [
  'uncertain', // an answer was lost, and the account does not tell: somebody has to look
  'other_credit', // another credit of the member is being cleared up
  'answer_lost', // it is looked for in a minute
  'not_credited', // the answer was lost, and it had not been done: it is sent again
  'being_made', // the store may still be making it: it is taken away when that is certain
  'access', // the store does not let us
  'throttled',
  'network',
  'timeout',
  'http',
  'graphql',
  'malformed',
  'deleted_in_store',
  'card_used',
  'ended_before', // it was used or had ended before it could be taken away
] as const;
export type SagaTrouble = (typeof SAGA_TROUBLES)[number];

export const REWARD_STATUSES = ['reserved', 'committed', 'released', 'used', 'cancelled', 'expired'] as const;
export type RewardStatus = (typeof REWARD_STATUSES)[number];
/** What staff have done about a redemption, and who: kept with it for good. */
export const STAFF_STEPS = ['cancel', 'there', 'not_there', 'hand_over'] as const;
export const staffStep = z.object({ what: z.enum(STAFF_STEPS), by: z.string(), at: z.coerce.date() });
export type StaffStep = z.output<typeof staffStep>;

/** Why a code is not e-mailed; what is not in the list is the mail server's own words. */
export const MAIL_TROUBLES = [
  'no_address',
  'erased', // the person
  'not_ready', // the reward: there is no code, or it cannot be used any more
  'not_set_up', // mail, by whoever runs the app
  'unreachable', // the mail server
  'insecure', // the way to it: no TLS, or a certificate that is not its own
  'login', // it does not take ours
] as const;
export type MailTrouble = (typeof MAIL_TROUBLES)[number];
/** A mail with a reward's code that staff have asked for, and what became of it, kept with the redemption. It tells neither the address nor the code. */
export const codeMail = z.object({
  by: z.string(),
  at: z.coerce.date(),
  sentAt: z.coerce.date().nullable(),
  /** It is not tried any more. */
  failedAt: z.coerce.date().nullable(),
  /** How often the mail server has not taken it. */
  tries: z.int(),
  trouble: z.string().nullable(),
  nextAt: z.coerce.date().nullable(),
});
export type CodeMail = z.output<typeof codeMail>;

/** Whether a member can be sent the code: the reward waits to be used, and nothing is being done about it. */
export const hasCodeToMail = ({ status, code, pending }: Pick<RedemptionState, 'status' | 'code' | 'pending'>): boolean =>
  status === 'committed' && code !== null && pending === null;

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
  steps: StaffStep[];
  /** In the order in which they were asked for. */
  mails: CodeMail[];
  /** What is still to be done in the store; `null`: nothing. */
  pending: {
    task: SagaTask;
    attempts: number;
    error: string | null;
    /** When it is tried next; `null`: somebody has to decide. */
    nextAt: Date | null;
  } | null;
}

/** Which redemptions are listed: given in a period, of whom, of which reward, in which state, and whether something is wrong with them. */
export const redemptionFilter = z.object({
  query: z.string().trim().max(200).catch('').default(''),
  reward: z.string().max(40).catch('').default(''),
  state: z
    .enum(['', ...REWARD_STATUSES])
    .catch('')
    .default(''),
  trouble: z.enum(['', 'yes']).catch('').default(''),
  period: z.enum(PERIODS).catch('days30').default('days30'),
});
export type RedemptionFilter = z.output<typeof redemptionFilter>;
export type RedemptionRow = RedemptionState & { orderName: string | null; contact: CustomerBrief };

/** What became of the redemptions that began in a period. Refused ones are counted apart: their points came back at once. */
export interface RewardFigures {
  given: number;
  /** Used on an order, handed over, or money that became the member's when it was given (store credit, gift cards). */
  used: number;
  expired: number;
  cancelled: number;
  /** Being made, or waiting to be used. */
  outstanding: number;
  refused: number;
  points: bigint;
  returned: bigint;
  /** Minor units: what those that were used took off their orders, as far as the promise tells, or gave as money. */
  value: Minor;
  /** Orders that used one and stand, and what they came to after refunds. */
  orders: number;
  revenue: Minor;
}
export interface RewardOverview {
  /** Of each reward that was given in the period, the most given first; a reward goes by its id. */
  rewards: { reward: string; figures: RewardFigures }[];
  total: RewardFigures;
}
/** What is known at once of an overview that is still being added up: of which rewards it tells, by name, and whether any were refused. */
export interface OverviewOutline {
  rewards: string[];
  refused: boolean;
}

/** What of rewards in the editor decides who could have them, in the order of the editor. */
export const rewardsToReach = z
  .array(
    z.object({
      points: z.int().min(1).max(10_000_000),
      tiers: z.array(z.string().max(40)).max(12),
      product: z
        .string()
        .regex(/^\d{1,18}$/)
        .nullable(),
    }),
  )
  .max(100);
export type RewardToReach = z.output<typeof rewardsToReach>[number];
export interface RewardReach {
  members: number;
  /** Members with enough points and of the right tier, for each of the rewards. */
  able: number[];
  /** The dearest variant of a product that is sold, minor units. */
  prices: Record<string, Minor>;
}

/** A promise as JSON. */
export const promiseJson = (promise: RewardPromise): string => jsonText(promise);

/** An amount as the Admin API takes it. */
export const promisedMoney = ({ currency }: Pick<RewardPromise, 'currency'>, amount: Minor | null): string => moneyText(amount ?? 0n, currency);
