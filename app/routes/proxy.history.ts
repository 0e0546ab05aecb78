import type { LoaderFunctionArgs } from '@remix-run/node';
import { historyOfShopper, tellHistory } from '~/domain/loyalty/shopper/index.server';
import { shopperQuestion } from '~/platform/shopify/proxy/shopper-action.server';

/** A page of a signed-in shopper's movements (`/apps/regulars/history?locale=en&before=…`, `before` being `next` of the page before). */
export const loader = ({ request }: LoaderFunctionArgs) =>
  shopperQuestion(request, async ({ shopId, customerId }, asked) => {
    const before = asked.get('before') ?? '';
    return tellHistory(await historyOfShopper(shopId, customerId, /^\d{1,18}$/.test(before) ? BigInt(before) : null), asked.get('locale') ?? '');
  });
