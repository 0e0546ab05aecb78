import { z } from 'zod';
import { bothIds, gidText, idOf, instant, instantOrNull, restId, textOrNull } from './rest-fields';

/** `…/delete`: which record it was. */
export function deletedId(json: unknown): bigint {
  return idOf(z.object(bothIds).parse(json));
}

/** `refunds/create`, `fulfillments/…`: what changed, and in which order. */
export function childOfOrder(json: unknown): { id: bigint; orderId: bigint; status: string | null } {
  const body = z.object({ ...bothIds, order_id: restId, status: z.string().nullish() }).parse(json);
  return { id: idOf(body), orderId: body.order_id, status: body.status?.toLowerCase() ?? null };
}

/** `orders/edited`. */
export function editedOrder(json: unknown): { orderId: bigint; editedAt: Date } {
  const { order_edit: edit } = z.object({ order_edit: z.object({ order_id: restId, created_at: instantOrNull, committed_at: instantOrNull }) }).parse(json);
  return { orderId: edit.order_id, editedAt: edit.committed_at ?? edit.created_at ?? new Date(0) };
}

/** `variants/in_stock` and `…/out_of_stock`. */
export function variantsProduct(json: unknown): bigint {
  return z.object({ product_id: restId }).parse(json).product_id;
}

export function finishedBulkOperation(json: unknown): bigint {
  return z.object({ admin_graphql_api_id: gidText }).parse(json).admin_graphql_api_id;
}

/** The three topics of privacy law. Of the person only the id is taken on. */
export function complianceBody(json: unknown): { customerId: bigint | null; orderIds: bigint[]; requestRef: bigint | null } {
  const ids = z
    .array(restId)
    .nullish()
    .transform((list) => list ?? []);
  const body = z
    .object({
      customer: z.object({ id: restId.nullish() }).nullish(),
      orders_requested: ids,
      orders_to_redact: ids,
      data_request: z.object({ id: restId }).nullish(),
    })
    .parse(json);
  return { customerId: body.customer?.id ?? null, orderIds: [...body.orders_requested, ...body.orders_to_redact], requestRef: body.data_request?.id ?? null };
}

export function scopesFromWebhook(json: unknown): { scopes: string[]; updatedAt: Date } {
  const body = z.object({ current: z.array(z.string()), updated_at: instant }).parse(json);
  return { scopes: body.current, updatedAt: body.updated_at };
}

const shopBody = z.object({
  id: restId,
  name: z.string().nullish(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullish(),
  iana_timezone: textOrNull,
  primary_locale: textOrNull,
  country_code: textOrNull,
  plan_name: textOrNull,
});
/** What `shop/update` says; what it leaves out stays. */
export function shopFromWebhook(json: unknown) {
  const body = shopBody.parse(json);
  return {
    shopifyId: body.id,
    ...(body.name && { name: body.name }),
    ...(body.currency && { currency: body.currency }),
    ...(body.iana_timezone && { timezone: body.iana_timezone }),
    ...(body.primary_locale && { locale: body.primary_locale }),
    ...(body.country_code && { country: body.country_code }),
    ...(body.plan_name && { plan: body.plan_name }),
  };
}

/** `app_subscriptions/update`: the plan and how it stands. */
export function subscriptionFromWebhook(json: unknown): {
  subscriptionId: bigint;
  name: string;
  status: string;
  planHandle: string | null;
  updatedAt: Date | null;
} {
  const { app_subscription: one } = z
    .object({
      app_subscription: z.object({ admin_graphql_api_id: gidText, name: z.string(), status: z.string(), plan_handle: textOrNull, updated_at: instantOrNull }),
    })
    .parse(json);
  return { subscriptionId: one.admin_graphql_api_id, name: one.name, status: one.status.toLowerCase(), planHandle: one.plan_handle, updatedAt: one.updated_at };
}
