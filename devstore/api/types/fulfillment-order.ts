import type { Order } from '../../state/model.ts';
import { sum } from '../../state/money.ts';
import { unfulfilledQuantity } from '../../state/totals.ts';
import type { Api } from '../api.ts';
import { listConnection } from '../connection.ts';
import { gid } from '../gid.ts';
import type { PageArgs } from '../page-args.ts';
import { lineItem } from './line-item.ts';

/** A devstore order is fulfilled from one place, so it has one fulfilment order, which carries the order's own number. */
export function fulfillmentOrdersOf(order: Order, api: Api) {
  const remaining = sum(order.lines.map(unfulfilledQuantity));
  const status = order.cancelledAt ? 'CANCELLED' : remaining === 0 ? 'CLOSED' : order.fulfillments.length > 0 ? 'IN_PROGRESS' : 'OPEN';
  return [
    {
      __typename: 'FulfillmentOrder',
      id: gid('FulfillmentOrder', order.id),
      status,
      requestStatus: 'UNSUBMITTED',
      createdAt: order.createdAt,
      updatedAt: order.updatedAt,
      orderId: gid('Order', order.id),
      orderName: order.name,
      orderProcessedAt: order.processedAt,
      fulfillAt: null,
      fulfillBy: null,
      fulfillmentHolds: [],
      order: () => api.objects.order(order, api),
      lineItems: (args: PageArgs) =>
        listConnection(api, order.lines, args, (line) => ({
          __typename: 'FulfillmentOrderLineItem',
          id: gid('FulfillmentOrderLineItem', line.id),
          totalQuantity: line.currentQuantity,
          remainingQuantity: unfulfilledQuantity(line),
          productTitle: line.title,
          variantTitle: line.variantTitle,
          sku: line.sku,
          vendor: line.vendor,
          requiresShipping: line.requiresShipping,
          lineItem: () => lineItem(order, line.id, api),
        })),
    },
  ];
}
