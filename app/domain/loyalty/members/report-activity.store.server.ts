import { createHash } from 'node:crypto';
import { logger } from '~/config/logger.server';
import { AppError } from '../../shared/errors';
import type { ActivityOutcome, ReportedActivity } from '../activities/model';
import { withLoyalty } from './scope.store.server';
import { settleActivity } from './activity.store.server';

export interface ActivityReport {
  customerId: bigint;
  activity: ReportedActivity;
  occurredAt: Date;
  /** Who reports, and what makes this report unique to them: sent twice, it is done once. May name a person; only its hash is kept. */
  source: 'api' | 'flow' | 'storefront';
  key: string;
}
export type Reported = ActivityOutcome & {
  /** It had been reported before. */
  repeated: boolean;
};

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Notes something that a member has done, and gives what it brings. What cannot be settled at once waits for the worker (`settledAt` null).
 * @throws AppError `conflict` when the key was used for something else, `not_found` when the shop has no programme.
 */
export async function reportActivity(shopId: bigint, report: ActivityReport, now: Date): Promise<Reported> {
  const { customerId, activity, occurredAt } = report;
  const source = `${report.source}:${digest(report.key)}`;
  const event = activity.event ?? activity.activity ?? null;
  const hash = digest(JSON.stringify([String(customerId), activity.kind, event]));
  const noted = await withLoyalty(shopId, async ({ connection }) => {
    const { rows } = await connection.query<{ id: bigint }>(
      `insert into loyalty_activity (shop_id, customer_id, named_customer_id, kind, event, source, request_hash, occurred_at) values ($1, $2, $2, $3, $4, $5, $6, $7)
       on conflict (shop_id, source) do nothing returning id`,
      [shopId, customerId, activity.kind, event, source, hash, occurredAt],
    );
    if (rows[0]) return { id: rows[0].id, hash, repeated: false };
    const known = await connection.query<{ id: bigint; hash: string | null }>(
      'select id, request_hash as hash from loyalty_activity where shop_id = $1 and source = $2',
      [shopId, source],
    );
    return known.rows[0] ? { ...known.rows[0], repeated: true } : null;
  });
  if (!noted) throw new AppError('not_found', 'The shop has no loyalty programme');
  if (noted.hash !== hash) throw new AppError('conflict', 'This key was used for something else');
  const outcome = await settleActivity(shopId, noted.id, now).catch((error: unknown) => {
    logger.warn({ err: error, shopId, activityId: noted.id }, 'what was reported waits for the worker');
    return null;
  });
  return { ...(outcome ?? { id: noted.id, settledAt: null, points: 0n, rules: [], nothing: null }), repeated: noted.repeated };
}
