import type { Discount } from '../../state/model.ts';
import { gid } from '../wire.ts';
import { need, type Serializer } from './documents.ts';
import { localTime } from './time.ts';

const nodeOf = (discount: Pick<Discount, 'automatic' | 'id'>): string => gid(discount.automatic ? 'DiscountAutomaticNode' : 'DiscountCodeNode', discount.id);

/** `discounts/create` and `update`. */
export const discountPayload: Serializer = ({ store, documents }) => {
  const discount = need(documents.discount, 'discount');
  return { admin_graphql_api_id: nodeOf(discount), title: discount.title, status: discount.status, created_at: localTime(discount.createdAt, store), updated_at: localTime(discount.updatedAt, store) };
};
export const discountDeleted: Serializer = ({ store, documents, subjectId, occurredAt }) => ({
  admin_graphql_api_id: nodeOf(documents.discount ?? { automatic: false, id: subjectId }), deleted_at: localTime(occurredAt, store),
});

/** `discounts/redeemcode_added` and `redeemcode_removed`. */
export const redeemCodePayload: Serializer = ({ documents, occurredAt }) => {
  const discount = need(documents.discount, 'discount');
  return { admin_graphql_api_id: nodeOf(discount), redeem_code: { id: gid('DiscountRedeemCode', discount.id), code: need(discount.code, 'code') }, updated_at: occurredAt };
};
