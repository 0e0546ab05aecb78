import { detectEncoding } from './detect-encoding.server';
import { discardWaiting, waitingFiles } from './file-import.store.server';
import { openFile } from './file-vault.store.server';
import { PIECE_BYTES, type Encoding } from './model';
import { SAMPLE_BYTES } from './read-file.server';

/** Longer than any row that names somebody: what lies across two pieces is read with the second one, too. Even, for encodings of two bytes. */
const OVERLAP_BYTES = 16 * 1024;

/**
 * Discards the files that wait to be imported and name somebody: they are sealed with a key of their own, and would outlive the
 * person's. `names` is asked about stretches of a file in clear. @returns how many; `null`, and nothing is done, while a file is being read.
 */
export async function discardFilesNaming(shopId: bigint, names: (text: string) => boolean): Promise<number | null> {
  const files = await waitingFiles(shopId);
  if (files.some(({ isRead }) => isRead)) return null;
  let discarded = 0;
  for (const { id, salt, encoding, bytes } of files) {
    if (!(await isNamed({ shopId, id, salt, encoding, bytes }, names))) continue;
    if (await discardWaiting(shopId, id)) discarded += 1;
  }
  return discarded;
}

interface WaitingFile {
  shopId: bigint;
  id: bigint;
  salt: Buffer;
  encoding: Encoding | null;
  bytes: number;
}

async function isNamed({ shopId, id, salt, encoding, bytes }: WaitingFile, names: (text: string) => boolean): Promise<boolean> {
  const stored = await openFile(shopId, id, salt, bytes);
  const decoder = new TextDecoder(encoding ?? detectEncoding(await stored.read(0, SAMPLE_BYTES)));
  for (let at = 0; at < bytes; at += PIECE_BYTES) {
    const from = Math.max(0, at - OVERLAP_BYTES);
    if (names(decoder.decode(await stored.read(from, at + PIECE_BYTES - from)))) return true;
  }
  return false;
}
