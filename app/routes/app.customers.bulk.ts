import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { everyoneIn, getBulkAction, requestBulkTags, undoBulkAction } from '~/domain/customers/index.server';
import { BULK_TARGETS_MAX, customerFilter, customerTag } from '~/domain/customers/model';
import { AppError } from '~/domain/shared/errors';
import { adminPage, idParam, searchOf, type AdminPage } from '~/platform/shopify/admin-page.server';

/** How far a bulk action is. */
export const loader = ({ request }: LoaderFunctionArgs) => adminPage(request, ({ shopId }) => getBulkAction(shopId, idParam(searchOf(request)['id'])));

const listOf = (text: string) => text.split(',').filter(Boolean);
const id = z
  .string()
  .regex(/^-?\d{1,19}$/)
  .transform(BigInt);
const order = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('undo'), actionId: id }),
  z.object({
    intent: z.enum(['tag_customers', 'untag_customers']),
    tags: z.string().transform(listOf).pipe(z.array(customerTag).min(1).max(50)),
    ids: z.literal('all').or(z.string().transform(listOf).pipe(z.array(id).min(1).max(BULK_TARGETS_MAX))),
  }),
]);

/** Begins a bulk action on the customers that were picked, or on all that the address's filter finds; or undoes one. */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async (page) => {
    const parsed = order.safeParse(Object.fromEntries(await request.formData()));
    if (!parsed.success) return { error: 'invalid_input' };
    try {
      return { actionId: (await begin(page, parsed.data, request)).toString() };
    } catch (error) {
      if (error instanceof AppError) return { error: error.code };
      throw error;
    }
  });

async function begin({ shopId, userId, now }: AdminPage, wanted: z.output<typeof order>, request: Request): Promise<bigint> {
  if (wanted.intent === 'undo') return undoBulkAction(shopId, wanted.actionId, userId, now);
  const targets = wanted.ids === 'all' ? await everyoneIn(shopId, customerFilter.parse(searchOf(request)), now) : { ids: wanted.ids };
  return requestBulkTags(shopId, { kind: wanted.intent, tags: wanted.tags, targets, userId }, now);
}
