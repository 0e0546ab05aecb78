import { getOperationAST, type ExecutionResult } from 'graphql';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../state/database.ts';
import type { BulkPage, Run } from '../api.ts';
import { openApi } from '../auth.ts';
import { prepare } from '../prepare.ts';
import { trimLoaders } from '../loaders.ts';
import { adminSchema } from '../schema.ts';
import type { BulkDoc } from '../types/bulk-operation.ts';
import { getBulkFaults } from './faults.ts';
import { cutResult, openResult } from './files.ts';
import { flatten } from './flatten.ts';
import { planBulkQuery } from './plan.ts';
import { finishBulk, saveProgress } from './store.ts';

const pageSize = 250;
const rememberedMax = 20_000;

/** Runs a bulk query to its end, page by page, from wherever it stands; memory does not grow with its size. */
export async function runBulkQuery(ctx: Context, db: Queryable, domain: string, doc: BulkDoc, run: Run): Promise<void> {
  const admin = adminSchema(ctx.config.schemaPath);
  const { document } = prepare(admin, doc.query);
  const operation = getOperationAST(document);
  const api = await openApi(ctx, ctx.pool, domain, doc.scopes, run);
  if (!operation || !api) return finishBulk(ctx, domain, doc, { status: 'FAILED', errorCode: 'ACCESS_DENIED', partial: false, hasFile: false, fileSize: null });
  const plan = planBulkQuery(admin.schema, document, operation);
  const faults = await getBulkFaults(ctx, domain);
  const file = await openResult(ctx, doc.token, doc.bytes);
  const end = (status: BulkDoc['status'], errorCode: BulkDoc['errorCode'] = null) =>
    finishBulk(ctx, domain, doc, { status, errorCode, partial: status !== 'COMPLETED', hasFile: doc.bytes > 0, fileSize: doc.bytes > 0 ? doc.bytes : null });
  let ahead: BulkPage['ahead'] = null;
  try {
    for (;;) {
      const page: BulkPage = { size: pageSize, afterId: doc.afterId, nextId: null, rootSeen: false, ahead };
      api.bulk = page;
      const result: ExecutionResult = await run(admin, api, document, operation, {});
      if (result.errors || !result.data) {
        process.stderr.write(
          `devstore: bulk query ${doc.id}: ${result.errors?.map((error) => `${error.path?.join('.') ?? ''} ${error.message}`).join('; ') ?? 'no data'}\n`,
        );
        return await end('FAILED', 'INTERNAL_SERVER_ERROR');
      }
      const { lines, roots } = flatten(result.data, plan, doc.groupObjects);
      if (lines.length > 0) {
        const chunk = Buffer.from(`${lines.join('\n')}\n`);
        await file.write(chunk, 0, chunk.length, doc.bytes);
        doc.bytes += chunk.length;
      }
      doc.objectCount += lines.length;
      doc.rootObjectCount += roots;
      const next = page.nextId;
      ahead = page.ahead;
      if (next !== null) doc.afterId = next;
      const { cancelled } = await saveProgress(db, domain, doc);
      if (cancelled) return await end('CANCELED');
      if (faults.failAfterObjects !== null && doc.rootObjectCount >= faults.failAfterObjects) return await end('FAILED', 'INTERNAL_SERVER_ERROR');
      if (next === null) break;
      trimLoaders(api.loaders, rememberedMax);
    }
    if (faults.endEarlyShare !== null) await cutResult(ctx, doc.token, Math.floor(doc.bytes * faults.endEarlyShare));
    await end('COMPLETED');
  } finally {
    await file.close();
  }
}
