import { openBulkFile } from './bulk-file.server';
import { BrokenFile } from './bulk-line';
import { commitRoots, prepareRoots, type PreparedRoots, type Target } from './commit-roots.server';
import { isWhole, type Announced } from './completeness';
import { following } from './following';
import { rootBatches } from './root-batches';

export interface Reading extends Target {
  url: string;
  /** `null` for what a failed operation left: nobody knows how much that should be. */
  announced: Announced | null;
  /** Where the phase's mark stands. */
  mark: { byteOffset: number; lines: number; applied: number };
}

/**
 * Goes on reading a phase's file from its mark, until its end or for about `sliceMs`. While a batch is applied, the next one
 * is read and made out, and waits in the database for its turn.
 * @returns `more` when time is up, `overtaken` when somebody else reads this phase. @throws BrokenFile, FileExpired, AdminApiError
 */
export async function readPhase(reading: Reading, sliceMs: number): Promise<'finished' | 'more' | 'overtaken'> {
  const startedAt = performance.now();
  const { byteOffset, lines, applied } = reading.mark;
  const file = await openBulkFile(reading.url, byteOffset);
  const seen = { bytes: byteOffset, lines, roots: applied };
  let committing: Promise<boolean> = Promise.resolve(true);
  try {
    for await (const batch of rootBatches(file.chunks, byteOffset, reading.source.shape)) {
      if (!batch.last && performance.now() - startedAt > sliceMs) return (await committing) ? 'more' : 'overtaken';
      const prepared = await prepareRoots(reading, batch);
      seen.bytes = batch.to;
      seen.lines += batch.lines;
      seen.roots += batch.roots.length;
      const pace = paceOf(seen.roots - applied, performance.now() - startedAt);
      if (batch.last) return (await committing) && (await commitLast(reading, prepared, seen, pace)) ? 'finished' : 'overtaken';
      const before = committing;
      committing = following(before, () => commitRoots(reading, prepared, pace));
      // Looked at in a later round; a failure in between must not count as unhandled.
      committing.catch(() => undefined);
      // Two at a time: one is applied, one waits.
      if (!(await before)) return 'overtaken';
    }
    return 'finished';
  } finally {
    file.close();
    await committing.catch(() => undefined);
  }
}

/** The last root is taken only when the file is known to be whole. @throws BrokenFile when it is not. */
async function commitLast(reading: Reading, last: PreparedRoots, seen: { bytes: number; lines: number; roots: number }, pace: number | null): Promise<boolean> {
  if (reading.announced === null) return true;
  if (isWhole(reading.announced, seen)) return last.places.length === 0 || commitRoots(reading, last, pace);
  throw new BrokenFile(`The file ends early, at byte ${seen.bytes} with ${seen.roots} of ${reading.announced.rootObjectCount} root objects.`);
}

/** Objects per second; `null` while there is too little to tell. */
const paceOf = (roots: number, ms: number): number | null => (ms > 200 && roots > 0 ? roots / (ms / 1000) : null);
