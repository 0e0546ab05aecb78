import { z } from 'zod';
import { productFilter, productSort } from '../catalog/model';
import { customerFilter, customerSort } from '../customers/model';
import { memberFilter, memberSort } from '../loyalty/members/model';
import { orderFilter, orderSort } from '../orders/model';

export const LISTS = ['customers', 'orders', 'products', 'members'] as const;
export type ListName = (typeof LISTS)[number];

/** What a view keeps of a list's address: filters, search and order, by their names there. */
export type ViewParams = Record<string, string>;

/** A saved view, shared by the shop's staff. */
export interface ListView {
  id: bigint;
  /** Empty when it named somebody who has been erased. */
  name: string;
  params: ViewParams;
  /** `null`: whatever each member of staff has chosen. */
  columns: string[] | null;
  /** Names of what it was saved with and the list no longer knows. */
  outdated: string[];
  /** It was narrowed to somebody who has been erased; it no longer is. */
  erased: boolean;
  createdBy: string;
  createdAt: Date;
}

export const VIEW_NAME_MAX = 40;
/** As many as still can be found as tabs. */
export const VIEWS_MAX = 50;
export const viewName = z
  .string()
  .transform((text) => text.normalize('NFKC').replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1).max(VIEW_NAME_MAX));

/** Names that people take for the same are the same. */
export function foldedName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

const FILTERS: Record<ListName, z.ZodType<Record<string, unknown>>> = {
  customers: customerFilter,
  orders: orderFilter,
  products: productFilter,
  members: memberFilter,
};
const SORTS: Record<ListName, z.ZodType> = { customers: customerSort, orders: orderSort, products: productSort, members: memberSort };

/** Tells what a list's own schemas accept from what they would pass over in silence. */
export function checkParams(list: ListName, params: ViewParams): { params: ViewParams; outdated: string[] } {
  const { sort, ...filters } = params;
  const parsed = FILTERS[list].parse(filters);
  const kept: ViewParams = {};
  const outdated: string[] = [];
  for (const [name, value] of Object.entries(filters)) {
    if (value === '') continue;
    if (parsed[name] === undefined || parsed[name] === '') outdated.push(name);
    else kept[name] = value;
  }
  if (sort && SORTS[list].safeParse(sort.split(' ')).success) kept['sort'] = sort;
  else if (sort) outdated.push('sort');
  return { params: kept, outdated };
}

const NO_COLUMNS = '-';

/** Columns as they stand in an address. */
export function columnsText(columns: readonly string[]): string {
  return columns.join(',') || NO_COLUMNS;
}

/** The columns that an address asks for, in the list's own order; `null` when it asks for none in particular. */
export function columnsFrom<C extends string>(all: readonly C[], text: string | null | undefined): C[] | null {
  if (!text) return null;
  const asked = text.split(',');
  return all.filter((column) => asked.includes(column));
}
