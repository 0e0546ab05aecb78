import { z } from 'zod';
import { gid } from '../wire.ts';
import type { Serializer } from './documents.ts';
import { localTime, localTimeOrNull } from './time.ts';

const operation = z.object({
  id: z.string(),
  status: z.string(),
  type: z.string(),
  createdAt: z.string(),
  completedAt: z.string().nullish(),
  errorCode: z.string().nullish(),
});

/** `bulk_operations/finish`. */
export const bulkOperationFinished: Serializer<'bulk_operations/finish'> = ({ store, payload }) => {
  const { id, status, type, createdAt, completedAt, errorCode } = operation.parse(payload.operation);
  return {
    admin_graphql_api_id: gid('BulkOperation', id),
    completed_at: localTimeOrNull(completedAt ?? null, store),
    created_at: localTime(createdAt, store),
    error_code: errorCode?.toLowerCase() ?? null,
    status: status.toLowerCase(),
    type: type.toLowerCase(),
  };
};
