import { AppError } from '../shared/errors';
import { decodeCursor, eachPage, PAGE_SIZE, pageOf, type Count, type Page } from '../shared/keyset';
import type { OrderDetail, OrderFilter, OrderRow, OrderSort } from './model';
import { findOrder } from './order-detail.store.server';
import { countOrders, orderSortValue, orderWhere, readOrders } from './order-list.store.server';

export interface OrderListRequest {
  filter: OrderFilter;
  sort: OrderSort;
  direction: 'asc' | 'desc';
  cursor: string | null;
  size?: number;
}

/** One page of the store's orders, without deleted ones. */
export async function listOrders(shopId: bigint, request: OrderListRequest, now: Date): Promise<Page<OrderRow>> {
  const size = request.size ?? PAGE_SIZE;
  const cursor = decodeCursor(request.cursor);
  const rows = await readOrders(shopId, orderWhere(shopId, request.filter, now), request, cursor, size);
  return pageOf(rows, cursor, size, (row) => ({ value: orderSortValue(row, request.sort), id: row.id }));
}

export function countOrdersOf(shopId: bigint, filter: OrderFilter, now: Date): Promise<Count> {
  return countOrders(shopId, orderWhere(shopId, filter, now));
}

/** @throws AppError not_found */
export async function getOrder(shopId: bigint, id: bigint): Promise<OrderDetail> {
  const order = await findOrder(shopId, id);
  if (!order) throw new AppError('not_found', 'This order is not in Regulars.');
  return order;
}

/** Every order the filter finds, page by page, newest first: for export, in flat memory. */
export const eachOrder = (shopId: bigint, filter: OrderFilter, now: Date): AsyncGenerator<OrderRow[]> =>
  eachPage((cursor) => listOrders(shopId, { filter, sort: 'placed', direction: 'desc', cursor, size: 1000 }, now));
