// Made by `npm run graphql:generate` from the .graphql files beside this folder. Do not edit.
import type { AdminDocument } from '../admin-document';
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type BulkOperationErrorCode =
  | 'ACCESS_DENIED'
  | 'INTERNAL_SERVER_ERROR'
  | 'TIMEOUT';
export type BulkOperationStatus =
  | 'CANCELED'
  | 'CANCELING'
  | 'COMPLETED'
  | 'CREATED'
  | 'EXPIRED'
  | 'FAILED'
  | 'RUNNING';
export type BulkOperationUserErrorCode =
  | 'INVALID'
  | 'LIMIT_REACHED'
  | 'OPERATION_IN_PROGRESS';
export type ReadBulkOperationQueryVariables = Exact<{
  id: string;
}>;
export type ReadBulkOperationQuery = { bulkOperation: { id: string, status: BulkOperationStatus, errorCode: BulkOperationErrorCode | null, rootObjectCount: string, fileSize: string | null, url: string | null, partialDataUrl: string | null } | null };
export type RunBulkQueryMutationVariables = Exact<{
  query: string;
}>;
export type RunBulkQueryMutation = { bulkOperationRunQuery: { bulkOperation: { id: string, status: BulkOperationStatus } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: BulkOperationUserErrorCode | null }> } | null };

export const ReadBulkOperationDocument = `query ReadBulkOperation($id: ID!) {
  bulkOperation(id: $id) {
    id
    status
    errorCode
    rootObjectCount
    fileSize
    url
    partialDataUrl
  }
}` as AdminDocument<ReadBulkOperationQuery, ReadBulkOperationQueryVariables>;

export const RunBulkQueryDocument = `mutation RunBulkQuery($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: true) {
    bulkOperation {
      id
      status
    }
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<RunBulkQueryMutation, RunBulkQueryMutationVariables>;
