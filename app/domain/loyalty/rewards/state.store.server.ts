import { openCodes } from './card-code.store.server';
import { codeMail, rewardPromise, staffStep, type RedemptionState } from './model';
import { z } from 'zod';

export type RedemptionRow = Omit<RedemptionState, 'promise' | 'pending' | 'steps' | 'mails'> & {
  steps: unknown;
  mails: unknown;
  codeSealed: Buffer | null;
  promise: unknown;
  task: NonNullable<RedemptionState['pending']>['task'] | null;
  attempts: number;
  error: string | null;
  nextAt: Date | null;
};

/** What is still to be done in the store for redemptions `r`, as `q`; that an end will come is nothing to be done, unless it went wrong. */
export const WITH_SAGA = `left join loyalty_saga q on q.shop_id = r.shop_id and q.redemption_id = r.id and (q.task <> 'end' or q.error is not null)`;
export const REDEMPTIONS = `loyalty_redemption r ${WITH_SAGA}`;
/** What {@link statesOf} takes, of {@link REDEMPTIONS}. */
export const REDEMPTION_COLUMNS = `r.id, r.customer_id as "customerId", r.reward, r.promise, r.points, r.returned, r.status, r.code, r.code_sealed as "codeSealed",
  r.ends_at as "endsAt", r.created_at as "createdAt", r.settled_at as "settledAt", r.order_id as "orderId", r.by, r.note, coalesce(r.detail -> 'steps', '[]') as steps,
  coalesce(r.detail -> 'mails', '[]') as mails,
  q.task, q.attempts, q.error, nullif(q.next_at, 'infinity') as "nextAt"`;

/** Redemptions as they stand, in the order of the rows, with the codes of gift cards opened. */
export async function statesOf(shopId: bigint, rows: readonly RedemptionRow[]): Promise<RedemptionState[]> {
  return (await openCodes(shopId, rows, ({ id }) => id)).map(({ promise, steps, mails, task, attempts, error, nextAt, ...row }) => ({
    ...row,
    steps: z.array(staffStep).parse(steps),
    mails: z.array(codeMail).parse(mails),
    promise: rewardPromise.nullable().parse(promise),
    pending: task && { task, attempts, error, nextAt },
  }));
}
