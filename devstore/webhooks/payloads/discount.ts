import type { Discount } from '../../state/model/promotion.ts';
import { gid } from '../wire.ts';
import type { Serializer } from './documents.ts';
import { localTime } from './time.ts';

const nodeOf = (discount: Pick<Discount, 'automatic' | 'id'>): string => gid(discount.automatic ? 'DiscountAutomaticNode' : 'DiscountCodeNode', discount.id);

/** `discounts/create` and `update`. */
export const discountPayload: Serializer<'discounts/create'> = ({ store, payload: { discount } }) => ({
  admin_graphql_api_id: nodeOf(discount),
  title: discount.title,
  status: discount.status,
  created_at: localTime(discount.createdAt, store),
  updated_at: localTime(discount.updatedAt, store),
});
export const discountDeleted: Serializer<'discounts/delete'> = ({ store, payload: { discount }, occurredAt }) => ({
  admin_graphql_api_id: nodeOf(discount),
  deleted_at: localTime(occurredAt, store),
});

/** `discounts/redeemcode_added` and `redeemcode_removed`. */
export const redeemCodePayload: Serializer<'discounts/redeemcode_added'> = ({ payload: { discount, code }, occurredAt }) => ({
  admin_graphql_api_id: nodeOf(discount),
  redeem_code: { id: gid('DiscountRedeemCode', discount.id), code },
  updated_at: occurredAt,
});
