import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { Context } from '../context.ts';
import { filesOrigin } from './api.ts';
import type { Queryable } from '../state/database.ts';

export interface UploadDoc {
  key: string;
  filename: string;
  mimeType: string;
  resource: string;
  method: 'POST' | 'PUT';
}
const bytesMax = 100 * 1024 * 1024;

/** Makes room for one upload and says where it goes. */
export async function createUpload(
  ctx: Context,
  domain: string,
  shopId: string,
  input: Omit<UploadDoc, 'key'>,
): Promise<{ url: string; key: string; doc: UploadDoc }> {
  const token = randomBytes(18).toString('base64url');
  const doc: UploadDoc = { ...input, key: `tmp/${shopId}/bulk/${token}/${input.filename}` };
  await ctx.pool.query('insert into devstore.staged_upload (domain, token, doc) values ($1, $2, $3)', [domain, token, JSON.stringify(doc)]);
  return { url: `${filesOrigin(ctx)}/upload/${token}`, key: doc.key, doc };
}

/** What was uploaded under that key; null when nothing was. */
export async function readUpload(db: Queryable, domain: string, key: string): Promise<Buffer | null> {
  const { rows } = await db.query<{ content: Buffer | null }>("select content from devstore.staged_upload where domain = $1 and doc->>'key' = $2", [
    domain,
    key,
  ]);
  return rows[0]?.content ?? null;
}

/** Takes uploads as a storage bucket does: a form whose last field is the file, or the bytes alone by PUT. */
export function uploadRoutes(ctx: Context): Hono {
  const app = new Hono();
  const find = async (token: string) =>
    (await ctx.pool.query<{ doc: UploadDoc }>('select doc from devstore.staged_upload where token = $1', [token])).rows[0]?.doc ?? null;
  const keep = (token: string, content: Buffer) =>
    ctx.pool.query('update devstore.staged_upload set content = $2, updated_at = now() where token = $1', [token, content]);
  app.post('/upload/:token', async (c) => {
    const token = c.req.param('token');
    const doc = await find(token);
    if (!doc) return c.text('NoSuchUpload', 404);
    const form = await c.req.parseBody();
    const file = form['file'];
    if (form['key'] !== doc.key || !(file instanceof File)) return c.text('InvalidPolicyDocument: the key differs, or there is no file', 403);
    if (file.size > bytesMax) return c.text('EntityTooLarge', 400);
    await keep(token, Buffer.from(await file.arrayBuffer()));
    return c.body(`<?xml version='1.0' encoding='UTF-8'?><PostResponse><Key>${doc.key}</Key></PostResponse>`, 201, { 'content-type': 'application/xml' });
  });
  app.put('/upload/:token', async (c) => {
    const token = c.req.param('token');
    if (!(await find(token))) return c.text('NoSuchUpload', 404);
    const content = Buffer.from(await c.req.arrayBuffer());
    if (content.length > bytesMax) return c.text('EntityTooLarge', 400);
    await keep(token, content);
    return c.body(null, 200);
  });
  return app;
}
