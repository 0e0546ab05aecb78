import type { Order } from '../state/model.ts';
import { hasScope, type Api } from './api.ts';

const windowDays = 60;

/** From when on an app without `read_all_orders` sees orders. */
export const visibleSince = (api: Api): Date => new Date(api.now.getTime() - windowDays * 86_400_000);

/** Whether the app may see the order: without `read_all_orders` only the last sixty days. */
export const isVisible = (order: Pick<Order, 'createdAt'>, api: Api): boolean =>
  hasScope(api, 'read_all_orders') || Date.parse(order.createdAt) >= visibleSince(api).getTime();
