import { redirect } from '@remix-run/node';
import { readStaffPreferences } from '~/domain/shops/index.server';
import { listViews } from '~/domain/views/index.server';
import { columnsFrom, columnsText, type ListName, type ListView } from '~/domain/views/model';
import { searchOf, type AdminPage } from './admin-page.server';

/** How a list is looked at. */
export interface ListLook<C extends string> {
  views: ListView[];
  /** The address asks for a view that is there no longer. */
  missing: boolean;
  columns: C[];
}
export interface ListColumns<C extends string> {
  all: readonly C[];
  usual: readonly C[];
  preference: 'customerColumns' | 'orderColumns' | 'productColumns' | 'memberColumns';
}

/**
 * The views of a list, and its columns: those of the address, else what this member of staff has chosen, else the usual ones.
 * @throws Response a redirect to the whole address when all that is asked for is a view.
 */
export async function lookAtList<C extends string>(request: Request, page: AdminPage, list: ListName, columns: ListColumns<C>): Promise<ListLook<C>> {
  const search = searchOf(request);
  const [views, preferences] = await Promise.all([listViews(page.shopId, list), readStaffPreferences(page.shopId, page.userId)]);
  const asked = search['view'];
  const view = views.find(({ id }) => id.toString() === asked);
  // An address that the list itself has made always says how it is sorted.
  if (view && !search['sort']) throw redirect(addressOf(request, view));
  const preferred = preferences[columns.preference];
  const chosen = columnsFrom(columns.all, search['columns'] ?? (preferred && columnsText(preferred)));
  return { views, missing: asked !== undefined && !view, columns: chosen ?? [...columns.usual] };
}

function addressOf(request: Request, view: ListView): string {
  const { pathname, searchParams } = new URL(request.url);
  for (const [name, value] of Object.entries({ sort: 'usual', ...view.params })) searchParams.set(name, value);
  if (view.columns) searchParams.set('columns', columnsText(view.columns));
  return `${pathname}?${searchParams.toString()}`;
}
