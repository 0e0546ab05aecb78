import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { BulkDoc } from '../types/bulk-operation.ts';
import { bulkFaultsSchema, getBulkFaults, setBulkFaults, type BulkFaults } from './faults.ts';
import { resultPath, resultSize } from './files.ts';

const refusal = (code: string, message: string) => `<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;

/** The bytes asked for by a Range header, both ends included; null for all, `invalid` for none that there are. */
export function parseRange(header: string | undefined, size: number): { start: number; end: number } | null | 'invalid' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start > end || start >= size ? 'invalid' : { start, end };
}

/** A file's bytes, no faster and no further than the faults allow. */
function fileStream(path: string, start: number, end: number, faults: BulkFaults): ReadableStream<Uint8Array> {
  const source = createReadStream(path, {
    start,
    end,
    highWaterMark: faults.bytesPerSecond ? Math.min(65_536, Math.max(1, Math.ceil(faults.bytesPerSecond / 10))) : 65_536,
  });
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  let sent = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (faults.dropAfterBytes !== null && sent >= faults.dropAfterBytes) {
        source.destroy();
        controller.error(new Error('The connection was dropped on purpose.'));
        return;
      }
      const read: IteratorResult<Buffer, undefined> = await chunks.next();
      if (read.done) return controller.close();
      const chunk = faults.dropAfterBytes === null ? read.value : read.value.subarray(0, faults.dropAfterBytes - sent);
      sent += chunk.length;
      if (faults.bytesPerSecond) await sleep((chunk.length / faults.bytesPerSecond) * 1000);
      controller.enqueue(chunk);
    },
    cancel() {
      source.destroy();
    },
  });
}

/** Result files of bulk operations, and the switch for their faults. */
export function bulkRoutes(ctx: Context): Hono {
  const app = new Hono();
  app.get('/bulk/:token', async (c) => {
    const token = c.req.param('token');
    const { rows } = await ctx.pool.query<{ domain: string; doc: BulkDoc }>("select domain, doc from devstore.bulk_operation where doc->>'token' = $1", [
      token,
    ]);
    const row = rows[0];
    const size = row?.doc.hasFile ? await resultSize(ctx, token) : null;
    if (!row || size === null) return c.body(refusal('NoSuchKey', 'The specified key does not exist.'), 404, { 'content-type': 'application/xml' });
    const faults = await getBulkFaults(ctx, row.domain);
    const expired = row.doc.linkExpiresAt !== null && new Date(row.doc.linkExpiresAt) < (await ctx.clock.now());
    if (expired || faults.expired)
      return c.body(refusal('ExpiredToken', 'Invalid argument. The provided token has expired.'), 400, { 'content-type': 'application/xml' });
    const range = parseRange(c.req.header('range'), size);
    if (range === 'invalid') return c.body(refusal('InvalidRange', 'The requested range cannot be satisfied.'), 416, { 'content-range': `bytes */${size}` });
    const { start, end } = range ?? { start: 0, end: size - 1 };
    const headers: Record<string, string> = {
      'content-type': 'application/jsonl',
      'accept-ranges': 'bytes',
      'content-length': String(end - start + 1),
      etag: `"${token}-${size}"`,
    };
    if (range) headers['content-range'] = `bytes ${start}-${end}/${size}`;
    return c.body(fileStream(resultPath(ctx, token), start, end, faults), range ? 206 : 200, headers);
  });
  app.put('/_devstore/bulk-faults', async (c) => {
    const parsed = bulkFaultsSchema
      .partial()
      .extend({ domain: z.string() })
      .safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ errors: z.treeifyError(parsed.error) }, 400);
    const { domain, ...faults } = parsed.data;
    return c.json(await setBulkFaults(ctx, domain, faults));
  });
  return app;
}
