import type { LoaderFunctionArgs } from '@remix-run/node';
import type { ClientLoaderFunctionArgs } from '@remix-run/react';
import type { OverviewAnswer } from '~/components/loyalty/rewards/use-overview';
import { rewardOverview } from '~/domain/loyalty/rewards/index.server';
import { redemptionFilter } from '~/domain/loyalty/rewards/model';
import { getShop } from '~/domain/shops/index.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

/** What became of the rewards of a period: added up apart from the page, which does not wait for it. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, now }): Promise<OverviewAnswer> => {
    const filter = redemptionFilter.parse(searchOf(request));
    const { timezone: zone } = await getShop(shopId);
    return { period: filter.period, overview: await rewardOverview(shopId, { filter, zone, now }) };
  });

/** Whatever goes wrong, on the way too, is said where the figures would stand; thrown, it would take the whole page's place. */
export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs): Promise<OverviewAnswer> {
  try {
    return await serverLoader<OverviewAnswer>();
  } catch (error) {
    if (error instanceof Response) throw error;
    const { period } = redemptionFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
    return { period, overview: null };
  }
}
