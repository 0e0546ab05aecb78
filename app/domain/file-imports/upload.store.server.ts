import { randomBytes } from 'node:crypto';
import { withShopConnection } from '~/db/tenant.server';
import { AppError } from '../shared/errors';
import { sealPiece } from './file-vault.store.server';
import { FILE_BYTES_MAX, PIECE_BYTES } from './model';

/** Begins an upload. @throws AppError too_large, or invalid_input when there is nothing in the file. */
export async function createUpload(shopId: bigint, upload: { fileName: string; sizeBytes: number; userId: string }, now: Date): Promise<bigint> {
  if (upload.sizeBytes > FILE_BYTES_MAX) throw new AppError('too_large', 'The file is too large.', 'file');
  if (upload.sizeBytes < 1) throw new AppError('invalid_input', 'The file is empty.', 'file');
  const { rows } = await withShopConnection(shopId, (client) =>
    client.query<{ id: bigint }>(
      'insert into file_import (shop_id, file_name, size_bytes, salt, created_by, created_at) values ($1, $2, $3, $4, $5, $6) returning id',
      [shopId, upload.fileName.slice(0, 200), upload.sizeBytes, randomBytes(16), upload.userId, now],
    ),
  );
  return rows[0]?.id ?? 0n;
}

/**
 * Takes one piece of a file, in order; one that has come before is not taken twice, so that a piece may be sent again when
 * its answer was lost. @returns how much has been received. @throws AppError conflict when it is not the next one.
 */
export async function receivePiece(shopId: bigint, importId: bigint, piece: number, bytes: Uint8Array): Promise<{ receivedBytes: number; sizeBytes: number }> {
  return withShopConnection(shopId, async (client) => {
    const { rows } = await client.query<{ size_bytes: bigint; received_bytes: bigint; salt: Buffer | null }>(
      "select size_bytes, received_bytes, salt from file_import where shop_id = $1 and id = $2 and status in ('uploading', 'ready') for update",
      [shopId, importId],
    );
    const [file] = rows;
    if (!file?.salt) throw new AppError('not_found', 'There is no such upload.');
    const [sizeBytes, receivedBytes] = [Number(file.size_bytes), Number(file.received_bytes)];
    const from = piece * PIECE_BYTES;
    if (from < receivedBytes) return { receivedBytes, sizeBytes };
    if (from !== receivedBytes) throw new AppError('conflict', 'Another piece is due.', 'piece');
    if (bytes.length !== Math.min(PIECE_BYTES, sizeBytes - from)) throw new AppError('invalid_input', 'The piece has not the size it should have.', 'piece');
    await client.query('insert into file_import_piece (shop_id, import_id, piece, sealed) values ($1, $2, $3, $4)', [
      shopId,
      importId,
      piece,
      await sealPiece(shopId, importId, file.salt, piece, bytes),
    ]);
    await client.query('update file_import set received_bytes = $3 where shop_id = $1 and id = $2', [shopId, importId, receivedBytes + bytes.length]);
    return { receivedBytes: receivedBytes + bytes.length, sizeBytes };
  });
}
