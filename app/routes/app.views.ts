import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { jsonOf } from '~/config/json-text';
import { AppError } from '~/domain/shared/errors';
import { saveStaffPreferences } from '~/domain/shops/index.server';
import { changeView, createView, deleteView, moveView } from '~/domain/views/index.server';
import { LISTS, viewName } from '~/domain/views/model';
import { adminPage, type AdminPage } from '~/platform/shopify/admin-page.server';

const PARAM_MAX = 300;
const id = z
  .string()
  .regex(/^\d{1,19}$/)
  .transform(BigInt);
const list = z.enum(LISTS);
const said = z.object({
  params: z.record(z.string().max(30), z.string().max(PARAM_MAX)),
  columns: z.array(z.string().max(30)).max(50).nullable(),
});
const json = z.string().max(20_000).transform(jsonOf).pipe(said);
const order = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('create'), list, name: viewName, view: json }),
  z.object({ intent: z.literal('rename'), list, id, name: viewName }),
  z.object({ intent: z.literal('save'), list, id, view: json }),
  z.object({ intent: z.literal('delete'), list, id }),
  z.object({ intent: z.enum(['forward', 'back']), list, id }),
  z.object({
    intent: z.literal('columns'),
    list,
    columns: z
      .string()
      .max(500)
      .transform((text) => text.split(',')),
  }),
]);
export type ViewIntent = z.output<typeof order>['intent'];
/** What came of it; `viewId` of the view that was made or changed. */
export interface ViewReply {
  intent: ViewIntent | null;
  viewId: string | null;
  error: string | null;
}

/** Makes, changes, moves and deletes the views of a list; remembers the columns that somebody wants to see. */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async (page): Promise<ViewReply> => {
    const parsed = order.safeParse(Object.fromEntries(await request.formData()));
    if (!parsed.success) return { intent: null, viewId: null, error: 'invalid_input' };
    const { intent } = parsed.data;
    try {
      return { intent, viewId: (await carryOut(page, parsed.data))?.toString() ?? null, error: null };
    } catch (error) {
      if (error instanceof AppError) return { intent, viewId: null, error: error.code };
      throw error;
    }
  });

const PREFERENCES = { customers: 'customerColumns', orders: 'orderColumns', products: 'productColumns', members: 'memberColumns' } as const;

async function carryOut({ shopId, userId, now }: AdminPage, wanted: z.output<typeof order>): Promise<bigint | null> {
  switch (wanted.intent) {
    case 'create':
      return createView(shopId, wanted.list, { name: wanted.name, ...wanted.view }, userId, now);
    case 'rename':
      await changeView(shopId, wanted.list, wanted.id, { name: wanted.name });
      return wanted.id;
    case 'save':
      await changeView(shopId, wanted.list, wanted.id, wanted.view);
      return wanted.id;
    case 'delete':
      await deleteView(shopId, wanted.list, wanted.id);
      return wanted.id;
    case 'columns':
      await saveStaffPreferences(shopId, userId, { [PREFERENCES[wanted.list]]: wanted.columns });
      return null;
    default:
      await moveView(shopId, wanted.list, wanted.id, wanted.intent === 'forward' ? -1 : 1);
      return wanted.id;
  }
}
