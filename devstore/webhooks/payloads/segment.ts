import { exact, gid } from '../wire.ts';
import type { Serializer } from './documents.ts';

/** `segments/create` and `update`. */
export const segmentPayload: Serializer<'segments/create'> = ({ payload: { segment } }) => ({
  id: exact(segment.id),
  name: segment.name,
  query: segment.query,
  creationDate: segment.createdAt,
  lastEditDate: segment.updatedAt,
});
export const segmentDeleted: Serializer<'segments/delete'> = ({ subjectId }) => ({ id: exact(subjectId) });

/** `customer.joined_segment` and `left_segment`. */
export const segmentMembership: Serializer<'customer.joined_segment'> = ({ store, payload }) => ({
  shop_id: gid('Shop', store.id),
  customer_id: gid('Customer', payload.customerId),
  segment_id: gid('Segment', payload.segmentId),
});
