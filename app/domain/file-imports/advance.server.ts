import { getShop } from '../shops/index.server';
import { findImport, type StoredImport } from './file-import.store.server';
import { openFile } from './file-vault.store.server';
import { readFile } from './read-file.server';
import { undoBatch } from './undo.store.server';
import { writeStretch } from './write-stretch.store.server';

/** After this the job goes back to the queue: others get their turn, and a stopping worker need not wait long. */
const SLICE_MS = 15_000;

/** Works an import on from where it stands: checking, importing, or taking it back. @returns when to call again; nothing when it has ended. */
export async function advanceFileImport(shopId: bigint, importId: bigint, clock: () => Date): Promise<{ againInMs: number } | void> {
  const file = await findImport(shopId, importId);
  const more = file.status === 'undoing' ? await undo(shopId, importId, clock) : await read(shopId, file, clock);
  if (more) return { againInMs: 0 };
}

async function undo(shopId: bigint, importId: bigint, clock: () => Date): Promise<boolean> {
  const startedAt = performance.now();
  let done = (await findImport(shopId, importId)).undo?.undone ?? 0;
  const before = done;
  for (;;) {
    const elapsed = performance.now() - startedAt;
    if (elapsed > SLICE_MS) return true;
    if (!(await undoBatch(shopId, importId, paceOf(done - before, elapsed), clock()))) return false;
    done = (await findImport(shopId, importId)).undo?.undone ?? done;
  }
}

/** The next stretch is read while the last is being written. @returns whether there is more. */
async function read(shopId: bigint, file: StoredImport, clock: () => Date): Promise<boolean> {
  if (!file.salt || !file.settings || (file.status !== 'checking' && file.status !== 'running')) return false;
  const shop = await getShop(shopId);
  const stored = await openFile(shopId, file.id, file.salt, file.sizeBytes);
  const startedAt = performance.now();
  let rows = 0;
  let writing: Promise<boolean> = Promise.resolve(true);
  try {
    for await (const { stretch, place } of readFile(stored, file, file.settings, shop, clock())) {
      if (!(await writing)) return false;
      const elapsed = performance.now() - startedAt;
      if (elapsed > SLICE_MS) return true;
      rows += stretch.counts.rows;
      const pace = paceOf(rows - stretch.counts.rows, elapsed);
      writing = writeStretch(shopId, file, stretch, { ...place, rowsPerSecond: pace }, clock());
      // Looked at on the next round; a failure in between must not count as unhandled.
      writing.catch(() => undefined);
    }
    await writing;
    return false;
  } finally {
    await writing.catch(() => undefined);
  }
}

/** Rows per second; `null` while there is too little to tell. */
const paceOf = (rows: number, ms: number): number | null => (ms > 200 && rows > 0 ? rows / (ms / 1000) : null);
