import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { tellDone } from '~/components/loyalty/members/tell-done';
import type { MemberAnswer } from '~/components/loyalty/members/use-member-order';
import { noteHandedOver, redemptionState, requestCodeMail } from '~/domain/loyalty/rewards/index.server';
import { AppError } from '~/domain/shared/errors';
import { adminPage, idParam, type AdminPage } from '~/platform/shopify/admin-page.server';
import { isMailSetUp } from '~/platform/mail/send-mail.server';
import { cancelReward, redeemReward, retryReward, settleUncertain } from '~/platform/shopify/rewards/redeem-reward.server';

const requestKey = z.string().regex(/^[\w-]{8,64}$/);
const id = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);
const points = z
  .string()
  .trim()
  .regex(/^\d{1,9}$/, 'not_whole')
  .transform(BigInt);
const order = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('redeem'), reward: z.string().min(1).max(40), points: points.optional(), requestKey }),
  z.object({ intent: z.literal('cancelReward'), id }),
  z.object({ intent: z.literal('retryReward'), id }),
  z.object({ intent: z.literal('creditIsThere'), id }),
  z.object({ intent: z.literal('creditIsNotThere'), id }),
  z.object({ intent: z.literal('handOver'), id }),
  z.object({ intent: z.literal('mailCode'), id }),
]);

/** Gives a member a reward for their points, as a clerk at the till would, and sees to the rewards they have. What is refused is told beside its field. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  adminPage(request, async (page): Promise<MemberAnswer> => {
    const customerId = idParam(params['id']);
    const parsed = order.safeParse(Object.fromEntries(await request.formData()));
    if (!parsed.success) return refusal(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0] ?? 'form'), { code: message }])));
    try {
      return await follow(page, customerId, parsed.data);
    } catch (error) {
      if (error instanceof AppError) return refusal({ form: { code: error.code } });
      throw error;
    }
  });

export const clientAction = tellDone;

const refusal = (faults: MemberAnswer['faults']): MemberAnswer => ({ done: null, faults });

async function follow({ shopId, userId, now }: AdminPage, customerId: bigint, wanted: z.output<typeof order>): Promise<MemberAnswer> {
  if (wanted.intent === 'redeem') {
    const request = { customerId, reward: wanted.reward, points: wanted.points, requestKey: `staff-${userId}-${wanted.requestKey}`, by: userId };
    const answer = await redeemReward(shopId, request, now);
    if (answer.outcome === 'refused') return refusal({ [answer.why === 'wrong_points' ? 'points' : 'reward']: { code: answer.why } });
    if (answer.redemption.status === 'released') return refusal({ form: { code: 'released' } });
    return { done: answer.redemption.pending ? 'redeemLater' : 'redeem', faults: {} };
  }
  // A redemption is looked for at its member only.
  if ((await redemptionState(shopId, wanted.id)).customerId !== customerId) throw new AppError('not_found', 'There is no such redemption');
  if (wanted.intent === 'cancelReward') {
    const { status } = await cancelReward(shopId, wanted.id, userId, now);
    return status === 'used' ? refusal({ form: { code: 'used' } }) : { done: 'cancelReward', faults: {} };
  }
  if (wanted.intent === 'mailCode') {
    const why = isMailSetUp() ? await requestCodeMail(shopId, wanted.id, userId, now) : 'not_set_up';
    return why === null ? { done: 'mailCode', faults: {} } : refusal({ form: { code: why } });
  }
  if (wanted.intent === 'retryReward') await retryReward(shopId, wanted.id, now);
  else if (wanted.intent === 'handOver') await noteHandedOver(shopId, wanted.id, userId, now);
  else await settleUncertain(shopId, wanted.id, wanted.intent === 'creditIsThere', userId, now);
  return { done: wanted.intent === 'handOver' ? 'handOver' : 'retryReward', faults: {} };
}
