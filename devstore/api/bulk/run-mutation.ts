import { getOperationAST, GraphQLError, type ExecutionResult } from 'graphql';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../state/database.ts';
import type { Run } from '../api.ts';
import { openApi } from '../auth.ts';
import { prepare } from '../prepare.ts';
import { createLoaders } from '../loaders.ts';
import { adminSchema } from '../schema.ts';
import type { BulkDoc } from '../types/bulk-operation.ts';
import { readUpload } from '../uploads.ts';
import { openResult } from './files.ts';
import { finishBulk, saveProgress } from './store.ts';

/** How long others wait at most to see how far it is, and it to see that it is to stop. */
const TELL_MS = 100;
const GID = /gid:\/\/shopify\/\w+\/\d+/g;
/** What is being done at once, of what does not touch the same things. */
const TOGETHER_MAX = 4;
const variablesLine = z.record(z.string(), z.unknown());
const parseLine = (line: string) => {
  try {
    return variablesLine.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
};

/** Lines in their order, in groups of which no two name the same thing. */
function* independent(lines: readonly string[]): Generator<string[]> {
  let group: string[] = [];
  let named = new Set<string>();
  for (const line of lines) {
    const names = line.match(GID) ?? [];
    if (group.length === TOGETHER_MAX || names.some((name) => named.has(name))) {
      yield group;
      [group, named] = [[], new Set()];
    }
    group.push(line);
    for (const name of names) named.add(name);
  }
  if (group.length > 0) yield group;
}

/** Runs a mutation once for every line of the uploaded file, as if in order, and writes one answer a line. */
export async function runBulkMutation(ctx: Context, db: Queryable, domain: string, doc: BulkDoc, run: Run): Promise<void> {
  const admin = adminSchema(ctx.config.schemaPath);
  const { document } = prepare(admin, doc.query);
  const operation = getOperationAST(document);
  const [api, upload] = await Promise.all([openApi(ctx, ctx.pool, domain, doc.scopes, run), readUpload(db, domain, doc.uploadPath ?? '')]);
  const end = (status: BulkDoc['status'], errorCode: BulkDoc['errorCode'] = null) =>
    finishBulk(ctx, domain, doc, { status, errorCode, partial: status !== 'COMPLETED', hasFile: doc.bytes > 0, fileSize: doc.bytes > 0 ? doc.bytes : null });
  if (!operation || !api || !upload) return end('FAILED', api ? 'INTERNAL_SERVER_ERROR' : 'ACCESS_DENIED');
  const file = await openResult(ctx, doc.token, 0);
  try {
    const lines = upload
      .toString('utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    let toldAt = 0;
    for (const together of independent(lines)) {
      const now = await ctx.clock.now();
      const answers = await Promise.all(
        together.map(async (line): Promise<ExecutionResult> => {
          const variables = parseLine(line);
          if (!variables) return { errors: [new GraphQLError('The line is not a JSON object.')] };
          return run(admin, { ...api, now, loaders: createLoaders(api.db, domain) }, document, operation, variables);
        }),
      );
      for (const answer of answers) {
        const chunk = Buffer.from(`${JSON.stringify({ ...answer, __lineNumber: doc.objectCount })}\n`);
        await file.write(chunk, 0, chunk.length, doc.bytes);
        doc.bytes += chunk.length;
        doc.objectCount += 1;
        doc.rootObjectCount += 1;
      }
      if (performance.now() - toldAt < TELL_MS) continue;
      if ((await saveProgress(db, domain, doc)).cancelled) return await end('CANCELED');
      toldAt = performance.now();
    }
    await end('COMPLETED');
  } finally {
    await file.close();
  }
}
