import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { jsonOf } from '~/config/json-text';
import { readReach } from '~/domain/loyalty/rewards/index.server';
import { rewardsToReach } from '~/domain/loyalty/rewards/model';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

const wanted = z.object({
  rewards: z.string().max(20_000).transform(jsonOf).pipe(rewardsToReach),
});

/** How many members could have the rewards that stand in the editor, and what their free products sell for. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, ({ shopId }) => {
    const { rewards } = wanted.parse(searchOf(request));
    return readReach(
      shopId,
      rewards,
      rewards.flatMap(({ product }) => (product ? [product] : [])),
    );
  });
