import { gid } from '../wire.ts';
import { need, type Serializer } from './documents.ts';
import { localTime, localTimeOrNull } from './time.ts';

/** `bulk_operations/finish`. */
export const bulkOperationFinished: Serializer = ({ store, documents }) => {
  const operation = need(documents.bulkOperation, 'bulkOperation');
  return {
    admin_graphql_api_id: gid('BulkOperation', operation.id), completed_at: localTimeOrNull(operation.completedAt, store),
    created_at: localTime(operation.createdAt, store), error_code: operation.errorCode?.toLowerCase() ?? null,
    status: operation.status.toLowerCase(), type: operation.type.toLowerCase(),
  };
};
