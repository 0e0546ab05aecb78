import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { withShopConnection } from '~/db/tenant.server';
import { personKey, seal } from '~/db/vault/envelope';
import { openForOne, shopKeys } from '~/db/vault/shop-keys.store.server';
import { PIECE_BYTES } from './model';

const context = (shopId: bigint, importId: bigint, piece: number) => `file-import:${shopId}:${importId}:${piece}`;
/** Pieces kept in clear while reading: the one being read, and the next. */
const OPEN_MAX = 2;

/** The file's own key: without the salt, which goes with the file, no copy of a piece can be read. */
async function fileKey(shopId: bigint, salt: Uint8Array): Promise<Buffer> {
  return personKey((await shopKeys(shopId)).contact, salt);
}

/** A piece of an upload, packed and sealed. */
export async function sealPiece(shopId: bigint, importId: bigint, salt: Uint8Array, piece: number, bytes: Uint8Array): Promise<Buffer> {
  return seal(await fileKey(shopId, salt), deflateRawSync(bytes, { level: 1 }), context(shopId, importId, piece));
}

export interface StoredFile {
  sizeBytes: number;
  /** Bytes from `offset`, as many as there are, up to `length`. */
  read(offset: number, length: number): Promise<Buffer>;
}

/** The uploaded file, read piece by piece: memory does not grow with it. */
export async function openFile(shopId: bigint, importId: bigint, salt: Uint8Array, sizeBytes: number): Promise<StoredFile> {
  const keys = await shopKeys(shopId);
  const pieces = new Map<number, Buffer>();
  const pieceAt = async (piece: number): Promise<Buffer> => {
    const known = pieces.get(piece);
    if (known) return known;
    const { rows } = await withShopConnection(shopId, (client) =>
      client.query<{ sealed: Buffer }>('select sealed from file_import_piece where shop_id = $1 and import_id = $2 and piece = $3', [shopId, importId, piece]),
    );
    if (!rows[0]) throw new Error(`Piece ${piece} of import ${importId} is not there.`);
    const bytes = inflateRawSync(openForOne(keys, salt, rows[0].sealed, context(shopId, importId, piece)));
    while (pieces.size >= OPEN_MAX) pieces.delete(Math.min(...pieces.keys()));
    pieces.set(piece, bytes);
    return bytes;
  };
  return {
    sizeBytes,
    async read(offset, length) {
      const end = Math.min(sizeBytes, offset + length);
      const parts: Buffer[] = [];
      for (let at = offset; at < end;) {
        const piece = Math.floor(at / PIECE_BYTES);
        const bytes = await pieceAt(piece);
        const from = at - piece * PIECE_BYTES;
        const part = bytes.subarray(from, Math.min(bytes.length, from + end - at));
        parts.push(part);
        at += part.length;
      }
      return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    },
  };
}
