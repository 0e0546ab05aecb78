import type { Order, Store } from '../../state/model.ts';
import type { Fulfillment } from '../../state/model/order-parts.ts';
import { exact, gid, type WireObject } from '../wire.ts';
import { orderAddress } from './address.ts';
import { need, type Serializer } from './documents.ts';
import { lineItem, orderLineItem } from './line-item.ts';
import { LOCATION_ID } from './places.ts';
import { localTime } from './time.ts';

function common(fulfillment: Fulfillment, order: Order, store: Store): WireObject {
  const numbers = fulfillment.trackingNumber === null ? [] : [fulfillment.trackingNumber];
  return {
    id: exact(fulfillment.id),
    order_id: exact(order.id),
    status: fulfillment.status.toLowerCase(),
    created_at: localTime(fulfillment.createdAt, store),
    service: 'manual',
    updated_at: localTime(fulfillment.updatedAt, store),
    tracking_company: fulfillment.trackingCompany,
    shipment_status: null,
    location_id: exact(LOCATION_ID),
    origin_address: {},
    tracking_number: fulfillment.trackingNumber,
    tracking_numbers: numbers,
    tracking_url: null,
    tracking_urls: [],
    receipt: {},
    name: `${order.name}.${order.fulfillments.indexOf(fulfillment) + 1}`,
    admin_graphql_api_id: gid('Fulfillment', fulfillment.id),
  };
}

const linesOf = (fulfillment: Fulfillment, order: Order, write: typeof lineItem): WireObject[] =>
  fulfillment.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((one) => one.id === lineId);
    return line ? [{ ...write(line, order), quantity }] : [];
  });

/** A fulfilment inside an order. */
export const fulfillmentInOrder = (fulfillment: Fulfillment, order: Order, store: Store): WireObject => ({
  ...common(fulfillment, order, store),
  line_items: linesOf(fulfillment, order, orderLineItem),
});

/** `fulfillments/create` and `update`. */
export const fulfillmentPayload: Serializer<'fulfillments/create'> = ({ store, payload: { order, fulfillmentId } }) => {
  const fulfillment = need(
    order.fulfillments.find((one) => one.id === fulfillmentId),
    'fulfillment',
  );
  return {
    ...common(fulfillment, order, store),
    origin_address: null,
    email: order.email ?? '',
    destination: orderAddress(order.shippingAddress),
    line_items: linesOf(fulfillment, order, lineItem),
  };
};
