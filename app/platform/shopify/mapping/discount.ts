import { z } from 'zod';
import type { DiscountSnapshot } from '~/domain/catalog/model';
import { nodes } from './admin-fields';
import { gidText, instant, instantOrNull, quantity, text, textOrNull } from './rest-fields';

const node = z.string().transform((gid) => ({ id: gidText.parse(gid), method: gid.includes('Automatic') ? ('automatic' as const) : ('code' as const) }));

/** `discounts/create` and `update`: the title and how it stands; the rest is not carried. @throws ZodError */
export function discountFromWebhook(json: unknown, readAt: Date): DiscountSnapshot {
  const body = z.object({ admin_graphql_api_id: node, title: text.nullish(), status: z.string().nullish(), updated_at: instantOrNull }).parse(json);
  return { ...body.admin_graphql_api_id, title: body.title ?? '', status: (body.status ?? 'active').toLowerCase(), versionAt: body.updated_at ?? readAt };
}

/** `discounts/redeemcode_added` and `…_removed`. */
export function redeemCodeFromWebhook(json: unknown): { discountId: bigint; code: string } {
  const body = z.object({ admin_graphql_api_id: gidText, redeem_code: z.object({ code: text }) }).parse(json);
  return { discountId: body.admin_graphql_api_id, code: body.redeem_code.code };
}

const discountNode = z.object({
  id: gidText,
  discount: z.object({
    __typename: z.string(),
    title: text,
    status: z.string(),
    startsAt: instant,
    endsAt: instantOrNull,
    asyncUsageCount: quantity,
    updatedAt: instant,
    codes: nodes(z.object({ code: textOrNull })).nullish(),
  }),
});

/** `DiscountFields`, with `codes { nodes { code } }` in it where they were asked for. @throws ZodError */
export function discountFromAdmin(json: unknown): DiscountSnapshot {
  const { id, discount } = discountNode.parse(json);
  const method = discount.__typename.startsWith('DiscountAutomatic') ? 'automatic' : 'code';
  return {
    id,
    title: discount.title,
    method,
    kind: discount.__typename,
    status: discount.status.toLowerCase(),
    startsAt: discount.startsAt,
    endsAt: discount.endsAt,
    used: discount.asyncUsageCount,
    versionAt: discount.updatedAt,
    code: discount.codes ? (discount.codes.nodes[0]?.code ?? null) : method === 'automatic' ? null : discount.title,
  };
}
