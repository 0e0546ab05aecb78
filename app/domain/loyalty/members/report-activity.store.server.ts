import { createHash } from 'node:crypto';
import { logger } from '~/config/logger.server';
import { AppError } from '../../shared/errors';
import { localDay } from '../earning/calendar';
import { settleActivity } from './activity.store.server';
import { versionAt, type ActivityReport, type Reported } from './model';
import { withLoyalty } from './scope.store.server';

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

/**
 * A follow or share that a shopper has clicked; once a day at most, and as often as the programme says. @param way the id of the way to earn.
 * @throws AppError `invalid_input` when the programme has no such way, `not_found` when the shop has none.
 */
export async function reportSocial(shopId: bigint, customerId: bigint, way: string, now: Date): Promise<Reported> {
  const day = await withLoyalty(shopId, async ({ versions, zone }) => {
    const offered = versionAt(versions, now)?.programme.activities.some(({ id, kind }) => id === way && kind === 'social');
    if (!offered) throw new AppError('invalid_input', 'There is no such way to earn', 'activity');
    return localDay(now, zone);
  });
  if (day === null) throw new AppError('not_found', 'The shop has no loyalty programme');
  const activity = { kind: 'social' as const, activity: way };
  return reportActivity(shopId, { customerId, activity, occurredAt: now, source: 'storefront', key: `${customerId} ${way} ${day}` }, now);
}
