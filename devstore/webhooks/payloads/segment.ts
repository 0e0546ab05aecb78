import { exact, gid } from '../wire.ts';
import { need, type Serializer } from './documents.ts';

/** `segments/create` and `update`. */
export const segmentPayload: Serializer = ({ documents }) => {
  const segment = need(documents.segment, 'segment');
  return { id: exact(segment.id), name: segment.name, query: segment.query, creationDate: segment.createdAt, lastEditDate: segment.updatedAt };
};
export const segmentDeleted: Serializer = ({ subjectId }) => ({ id: exact(subjectId) });

/** `customer.joined_segment` and `left_segment`. */
export const segmentMembership: Serializer = ({ store, documents }) => ({
  shop_id: gid('Shop', store.id), customer_id: gid('Customer', need(documents.customerId, 'customerId')), segment_id: gid('Segment', need(documents.segmentId, 'segmentId')),
});
