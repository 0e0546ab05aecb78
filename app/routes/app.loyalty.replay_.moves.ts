import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import type { Moved } from '~/components/loyalty/replay/moves-list';
import { namesOf } from '~/domain/customers/index.server';
import { NOBODY } from '~/domain/customers/model';
import { latestReplay } from '~/domain/loyalty/replay/index.server';
import { noteAccess } from '~/domain/privacy/index.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

const wanted = z.object({ direction: z.enum(['up', 'down']) });
/** What fits on a page. */
const SHOWN_MAX = 50;

/** Who would move up or down by the newest replay. Whoever asks is noted: it shows people. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }) => {
    const { direction } = wanted.parse(searchOf(request));
    const members = (await latestReplay(shopId))?.result?.[direction].members.slice(0, SHOWN_MAX) ?? [];
    const ids = members.map(({ customerId }) => BigInt(customerId));
    const names = await namesOf(shopId, ids);
    noteAccess(shopId, {
      userId,
      kind: 'customer_list',
      customerIds: ids,
      at: now,
    });
    return {
      members: members.map((member): Moved => ({
        ...member,
        contact: names.get(BigInt(member.customerId)) ?? NOBODY,
      })),
    };
  });
