import { withShopConnection } from '~/db/tenant.server';
import { projectionScope } from './facts.store.server';
import { wantedBenefits } from './benefits';
import type { BenefitKind, WantedBenefit } from './model';

export interface StoredBenefit {
  tier: string;
  kind: BenefitKind;
  /** Shopify's number of it; `null`: it was never made. */
  storeId: bigint | null;
}
export interface BenefitPlan {
  wantedAt: Date;
  /** Since when the programme has been in force. */
  since: Date;
  wanted: WantedBenefit[];
  stored: StoredBenefit[];
}

const POSTPONE_SECONDS_MAX = 3600;

/** What the store is to give at the checkout, and what it was last given; `null` when there is nothing to be done now. */
export function planBenefits(shopId: bigint, now: Date): Promise<BenefitPlan | null> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ wantedAt: Date }>(
      `select wanted_at as "wantedAt" from loyalty_benefit_state
       where shop_id = $1 and (done_at is null or done_at < greatest(wanted_at, now() - interval '1 day')) and next_at <= now()`,
      [shopId],
    );
    const { version, locale } = await projectionScope(connection, shopId, now);
    if (!rows[0] || !version) return null;
    const { rows: stored } = await connection.query<StoredBenefit>('select tier, kind, store_id as "storeId" from loyalty_benefit where shop_id = $1', [
      shopId,
    ]);
    return { wantedAt: rows[0].wantedAt, since: version.effectiveAt, wanted: wantedBenefits(version.programme, locale), stored };
  });
}

/** Notes what the store has of a benefit, or why it does not take it. */
export function noteBenefit(shopId: bigint, { tier, kind, storeId }: StoredBenefit, content: WantedBenefit, error: string | null): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query(
      `insert into loyalty_benefit as b (shop_id, tier, kind, store_id, content, updated_at, error) values ($1, $2, $3, $4, $5, now(), $6)
       on conflict (shop_id, tier, kind) do update set store_id = coalesce(excluded.store_id, b.store_id), content = excluded.content, updated_at = now(), error = excluded.error`,
      [shopId, tier, kind, storeId, JSON.stringify(content), error],
    );
  });
}

/** It is in the store no more. */
export function forgetBenefit(shopId: bigint, { tier, kind }: StoredBenefit): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query('delete from loyalty_benefit where shop_id = $1 and tier = $2 and kind = $3', [shopId, tier, kind]);
  });
}

/** All of it has been brought to the store, unless it was wanted anew meanwhile. */
export function finishBenefits(shopId: bigint, wantedAt: Date): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query('update loyalty_benefit_state set done_at = greatest($2, now()), attempts = 0, error = null where shop_id = $1 and wanted_at = $2', [
      shopId,
      wantedAt,
    ]);
  });
}

/** Puts it off after a failure. */
export function postponeBenefits(shopId: bigint, error: unknown): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query(
      `update loyalty_benefit_state set attempts = attempts + 1, error = $2, next_at = now() + make_interval(secs => least(${POSTPONE_SECONDS_MAX}, 2 ^ least(attempts, 12)))
       where shop_id = $1`,
      [shopId, (error instanceof Error ? error.message : String(error)).slice(0, 300)],
    );
  });
}
