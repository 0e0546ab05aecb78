import { now } from '~/config/clock.server';
import { mailCode } from '~/platform/mail/mail-code.server';
import type { JobPayload, JobResult } from '../catalog';

/** Sends a member the code of a reward; while the mail server does not take it, it says itself when to try again. */
export function handle(shopId: bigint, { redemptionId, mail }: JobPayload<'mail-code'>): Promise<JobResult> {
  return mailCode(shopId, BigInt(redemptionId), Number(mail), now);
}
