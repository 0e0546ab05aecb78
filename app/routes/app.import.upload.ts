import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { createUpload, uploadPiece } from '~/domain/file-imports/index.server';
import { PIECE_BYTES } from '~/domain/file-imports/model';
import { AppError } from '~/domain/shared/errors';
import { adminPage, idParam, searchOf } from '~/platform/shopify/admin-page.server';

const begin = z.object({ fileName: z.string().trim().min(1).max(500), sizeBytes: z.coerce.number().int().min(0) });
const piece = z.coerce.number().int().min(0).max(100_000);

/**
 * Begins an upload (a form with the file's name and size), or takes a piece of one (the bytes; the address says which).
 * Pieces, because a proxy may refuse a large body, a token lives a minute, and a lost connection then costs one piece.
 */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }) => {
    const search = searchOf(request);
    try {
      if (search['import']) return await uploadPiece(shopId, idParam(search['import']), piece.parse(search['piece']), await readPiece(request));
      const file = begin.safeParse(Object.fromEntries(await request.formData()));
      if (!file.success) return { error: 'invalid_input' };
      return { importId: (await createUpload(shopId, { ...file.data, userId }, now)).toString() };
    } catch (error) {
      if (error instanceof AppError) return { error: error.code };
      throw error;
    }
  });

/** The body, up to a piece's size: nobody makes this process hold more. */
async function readPiece(request: Request): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.length;
    if (size > PIECE_BYTES) throw new AppError('too_large', 'A piece is larger than it may be.', 'piece');
    parts.push(part.value);
  }
  return Buffer.concat(parts);
}
