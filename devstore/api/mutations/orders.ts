import type { Order } from '../../state/model.ts';
import type { Api } from '../api.ts';
import { NoAnswer, UserError } from '../errors.ts';
import { gid } from '../gid.ts';
import { OrderObject } from '../types/order.ts';
import { Fulfillment } from '../types/fulfillment.ts';
import { setMetafields, type MetafieldInput } from './metafields.ts';
import { idIn, mutation } from './payload.ts';

interface OrderInput {
  id: string;
  note?: string | null;
  tags?: string[] | null;
  metafields?: MetafieldInput[] | null;
}
const updatable = new Set(['id', 'note', 'tags', 'metafields']);

async function orderOf(api: Api, text: string, field: string[]): Promise<Order> {
  const doc = await api.loaders.order.get(idIn(text, field, 'Order'));
  if (!doc) throw new UserError(field, 'Order does not exist', 'NOT_FOUND');
  return doc;
}

const orderUpdate = mutation({ empty: { order: null } }, async ({ input }: { input: OrderInput }, api) => {
  const unknown = Object.keys(input).find((key) => !updatable.has(key));
  if (unknown) throw new NoAnswer(`orderUpdate(input.${unknown}:)`);
  const before = await orderOf(api, input.id, ['id']);
  const operations = api.ctx.operations(api.domain);
  if (input.tags) {
    const wanted = new Set(input.tags.map((tag) => tag.toLowerCase()));
    await operations.removeTags(
      'order',
      before.id,
      before.tags.filter((tag) => !wanted.has(tag.toLowerCase())),
    );
    await operations.addTags('order', before.id, input.tags);
  }
  if (input.metafields)
    await setMetafields(
      api,
      input.metafields.map((metafield) => ({ ...metafield, ownerId: input.id })),
    );
  return { order: new OrderObject(await operations.updateOrder(before.id, input.note === undefined ? {} : { note: input.note }), api) };
});

interface CancelArgs {
  orderId: string;
  reason: string;
  refund?: boolean | null;
  refundMethod?: { originalPaymentMethodsRefund?: boolean | null; storeCreditRefund?: object | null } | null;
  restock: boolean;
}
const cancelReasons: Record<string, NonNullable<Order['cancelReason']>> = {
  CUSTOMER: 'CUSTOMER',
  DECLINED: 'DECLINED',
  FRAUD: 'FRAUD',
  INVENTORY: 'INVENTORY',
  OTHER: 'OTHER',
  STAFF: 'OTHER',
};

const orderCancel = mutation(
  { empty: { job: null, jobResult: null, userErrors: null }, code: 'INVALID', errorsKey: 'orderCancelUserErrors' },
  async (args: CancelArgs, api) => {
    if (args.refundMethod?.storeCreditRefund) throw new NoAnswer('orderCancel(refundMethod.storeCreditRefund:)');
    const before = await orderOf(api, args.orderId, ['orderId']);
    const refund = args.refund ?? args.refundMethod?.originalPaymentMethodsRefund ?? false;
    await api.ctx.operations(api.domain).cancel(before.id, { reason: cancelReasons[args.reason] ?? 'OTHER', refund, restock: args.restock });
    return { job: { __typename: 'Job', id: gid('Job', before.id), done: true } };
  },
);

interface FulfillArgs {
  fulfillment: {
    lineItemsByFulfillmentOrder: { fulfillmentOrderId: string; fulfillmentOrderLineItems?: { id: string; quantity: number }[] | null }[];
    trackingInfo?: { company?: string | null; number?: string | null; numbers?: string[] | null } | null;
  };
}
/** A fulfilment order carries its order's number, and its lines carry the numbers of the order's lines. */
const fulfillmentCreate = mutation({ empty: { fulfillment: null } }, async ({ fulfillment }: FulfillArgs, api) => {
  const [entry, ...others] = fulfillment.lineItemsByFulfillmentOrder;
  if (!entry) throw new UserError(['fulfillment', 'lineItemsByFulfillmentOrder'], "Line items by fulfillment order can't be blank");
  if (others.length > 0)
    throw new UserError(['fulfillment', 'lineItemsByFulfillmentOrder'], 'All fulfillment orders must belong to the same order and location');
  const orderId = idIn(entry.fulfillmentOrderId, ['fulfillment', 'lineItemsByFulfillmentOrder', '0', 'fulfillmentOrderId'], 'FulfillmentOrder');
  const lines = entry.fulfillmentOrderLineItems?.map((line) => ({
    lineId: idIn(line.id, ['fulfillment'], 'FulfillmentOrderLineItem'),
    quantity: line.quantity,
  }));
  const { company, number, numbers } = fulfillment.trackingInfo ?? {};
  const order = await api.ctx
    .operations(api.domain)
    .fulfil(orderId, lines, company || number || numbers?.[0] ? { company: company ?? 'Other', number: number ?? numbers?.[0] ?? '' } : undefined);
  const made = order.fulfillments.at(-1);
  return { fulfillment: made ? new Fulfillment(made, order, api) : null };
});

export const orderMutations = { orderUpdate, orderCancel, fulfillmentCreate };
