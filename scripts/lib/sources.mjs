import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';

/** Changes when one of the files does, or a file of one of the folders. @param isSource which of a folder's files count */
export function digestOf({ files, folders, isSource }) {
  const found = folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true })
      .sort()
      .map((entry) => path.join(folder, entry))
      .filter((file) => isSource(file) && statSync(path.join(ROOT, file)).isFile()),
  );
  const hash = createHash('sha256');
  for (const file of [...files, ...found]) hash.update(file).update(readFileSync(path.join(ROOT, file)));
  return hash.digest('hex');
}

/** Whether what was made is of these sources: the file keeps their digest, and is written when all is made. */
export const isStampedWith = (file, digest) => existsSync(file) && readFileSync(file, 'utf8') === digest;
