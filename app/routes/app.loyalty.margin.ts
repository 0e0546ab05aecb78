import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import type { MarginAnswer } from '~/components/loyalty/programme/use-margin';
import { saveMargin } from '~/domain/shops/index.server';
import { grossMargin } from '~/domain/shops/model';
import { adminPage } from '~/platform/shopify/admin-page.server';

const form = z.object({ margin: grossMargin });

/** Keeps what the shop's goods bring, by which the reward editor reckons. */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId }): Promise<MarginAnswer> => {
    const wanted = form.safeParse(Object.fromEntries(await request.formData()));
    if (wanted.success) await saveMargin(shopId, wanted.data.margin);
    return { saved: wanted.success };
  });
