import { withShopConnection } from '~/db/tenant.server';
import type { BenefitKind, ProjectionHealth } from './model';

/** How far behind the store is with the shop's members; `null` where there are none and never were. */
export function readProjectionHealth(shopId: bigint, listed: number): Promise<ProjectionHealth | null> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<Omit<ProjectionHealth, 'failures' | 'benefits' | 'storefront'> & { any: boolean; benefitsWait: boolean }>(
      `select count(*) filter (where next_at < 'infinity')::int as waiting, count(*) filter (where next_at = 'infinity')::int as "givenUp",
         extract(epoch from now() - min(waiting_since) filter (where next_at < 'infinity'))::float8 as "oldestSeconds",
         exists (select from loyalty_programme p where p.shop_id = $1 and p.applied_at is not null) as any,
         exists (select from loyalty_benefit_state b where b.shop_id = $1 and (done_at is null or done_at < wanted_at)) as "benefitsWait"
       from loyalty_projection where shop_id = $1`,
      [shopId],
    );
    const [counts] = rows;
    if (!counts) throw new Error('A query of counts gave no row.');
    if (!counts.any) return null;
    const { rows: failures } = await connection.query<ProjectionHealth['failures'][number]>(
      `select customer_id as "customerId", error, attempts from loyalty_projection where shop_id = $1 and error is not null order by next_at desc, customer_id limit $2`,
      [shopId, listed],
    );
    const { rows: errors } = await connection.query<{ tier: string; kind: BenefitKind; error: string }>(
      'select tier, kind, error from loyalty_benefit where shop_id = $1 and error is not null order by tier, kind',
      [shopId],
    );
    const { rows: told } = await connection.query<ProjectionHealth['storefront']>(
      'select extract(epoch from now() - waiting_since)::float8 as "waitingSeconds", error from loyalty_storefront where shop_id = $1',
      [shopId],
    );
    const { waiting, givenUp, oldestSeconds, benefitsWait } = counts;
    return {
      waiting,
      givenUp,
      oldestSeconds,
      failures,
      benefits: { waiting: benefitsWait, errors },
      storefront: told[0] ?? { waitingSeconds: null, error: null },
    };
  });
}
