import { OperationTypeNode, getOperationAST } from 'graphql';
import { BulkQueryRefused, planBulkQuery } from '../bulk/plan.ts';
import { cancelBulk, startBulk, tooMany } from '../bulk/start.ts';
import { UserError } from '../errors.ts';
import { prepare } from '../prepare.ts';
import { adminSchema } from '../schema.ts';
import { deniedFields } from '../scopes.ts';
import { BulkOperation } from '../types/bulk-operation.ts';
import { filesOrigin } from '../api.ts';
import { createUpload, readUpload } from '../uploads.ts';
import { idIn, mutation } from './payload.ts';

const limitMessage = 'You have reached the limit of 5 bulk operations of this type that can run at the same time.';

const bulkOperationRunQuery = mutation(
  { empty: { bulkOperation: null }, code: 'INVALID' },
  async ({ query, groupObjects }: { query: string; groupObjects: boolean }, api) => {
    const admin = adminSchema(api.ctx.config.schemaPath);
    const { document, errors } = prepare(admin, query);
    if (errors[0]) throw new UserError(['query'], `Invalid bulk query: ${errors[0].message}`, 'INVALID');
    const operation = getOperationAST(document);
    try {
      if (!operation) throw new BulkQueryRefused('Bulk queries must contain one operation.');
      planBulkQuery(admin.schema, document, operation);
    } catch (error) {
      if (error instanceof BulkQueryRefused) throw new UserError(['query'], error.message, 'INVALID');
      throw error;
    }
    if (await tooMany(api.ctx, api.domain, 'QUERY')) throw new UserError(null, limitMessage, 'LIMIT_REACHED');
    const denied = deniedFields(admin, document, api.scopes).length > 0;
    const doc = await startBulk(api, { type: 'QUERY', query, groupObjects, scopes: [...api.scopes], uploadPath: null, clientIdentifier: null }, denied);
    return { bulkOperation: new BulkOperation(doc, filesOrigin(api.ctx)) };
  },
);

interface MutationArgs {
  mutation: string;
  stagedUploadPath: string;
  clientIdentifier?: string | null;
  groupObjects?: boolean | null;
}
const bulkOperationRunMutation = mutation({ empty: { bulkOperation: null }, code: 'INVALID_MUTATION' }, async (args: MutationArgs, api) => {
  const admin = adminSchema(api.ctx.config.schemaPath);
  const { document, errors } = prepare(admin, args.mutation);
  if (errors[0]) throw new UserError(['mutation'], errors[0].message, 'INVALID_MUTATION');
  const operation = getOperationAST(document);
  if (operation?.operation !== OperationTypeNode.MUTATION || operation.selectionSet.selections.length !== 1)
    throw new UserError(['mutation'], 'The mutation must have exactly one top-level field.', 'INVALID_MUTATION');
  if (!(await readUpload(api.ctx.pool, api.domain, args.stagedUploadPath)))
    throw new UserError(
      ['stagedUploadPath'],
      "The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument.",
      'NO_SUCH_FILE',
    );
  if (await tooMany(api.ctx, api.domain, 'MUTATION')) throw new UserError(null, limitMessage, 'LIMIT_REACHED');
  const denied = deniedFields(admin, document, api.scopes).length > 0;
  const doc = await startBulk(
    api,
    {
      type: 'MUTATION',
      query: args.mutation,
      groupObjects: args.groupObjects ?? true,
      scopes: [...api.scopes],
      uploadPath: args.stagedUploadPath,
      clientIdentifier: args.clientIdentifier ?? null,
    },
    denied,
  );
  return { bulkOperation: new BulkOperation(doc, filesOrigin(api.ctx)) };
});

const bulkOperationCancel = mutation({ empty: { bulkOperation: null } }, async ({ id }: { id: string }, api) => {
  const doc = await cancelBulk(api.ctx, api.domain, idIn(id, ['id'], 'BulkOperation'));
  if (!doc) throw new UserError(['id'], 'Bulk operation does not exist');
  if (doc.status !== 'CANCELING') throw new UserError(null, `A bulk operation cannot be canceled when it is ${doc.status.toLowerCase()}`);
  return { bulkOperation: new BulkOperation(doc, filesOrigin(api.ctx)) };
});

interface UploadInput {
  filename: string;
  mimeType: string;
  resource: string;
  httpMethod?: 'POST' | 'PUT' | null;
}
const stagedUploadsCreate = mutation({ empty: { stagedTargets: null } }, async ({ input }: { input: UploadInput[] }, api) => ({
  stagedTargets: await Promise.all(
    input.map(async (one) => {
      const { url, key, doc } = await createUpload(api.ctx, api.domain, api.store.id, {
        filename: one.filename,
        mimeType: one.mimeType,
        resource: one.resource,
        method: one.httpMethod ?? 'PUT',
      });
      const form = [
        ['key', key],
        ['Content-Type', one.mimeType],
        ['success_action_status', '201'],
        ['acl', 'private'],
      ].map(([name, value]) => ({ __typename: 'StagedUploadParameter', name, value }));
      return { __typename: 'StagedMediaUploadTarget', url, resourceUrl: doc.method === 'PUT' ? url : `${filesOrigin(api.ctx)}/${key}`, parameters: form };
    }),
  ),
}));

export const bulkMutations = { bulkOperationRunQuery, bulkOperationRunMutation, bulkOperationCancel, stagedUploadsCreate };
