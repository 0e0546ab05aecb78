import { takeTurns } from '~/config/turns';
import { createLineSplitter } from './line-splitter';
import { createRootGrouper, type Root, type Shape } from './root-grouper';

/** A run of whole roots, small enough to be applied in one transaction. */
export interface RootBatch {
  roots: Root[];
  lines: number;
  from: number;
  to: number;
  /** The file ends here, by intent or by accident: its one root, if there is any, may lack children. */
  last: boolean;
}

const ROOTS_MAX = 500;
/** The first batch is small and each is twice the one before, so that the database has something to do soon. */
const ROOTS_FIRST = 60;
const LINES_MAX = 10_000;

/**
 * Cuts a stream of bytes, which begins at `startsAt` of its file with a root, into batches of whole roots. The file's last root comes
 * in a batch of its own, which is marked, and comes even when it is empty. @throws BrokenFile
 */
export async function* rootBatches(chunks: AsyncIterable<Buffer>, startsAt: number, shape: Shape): AsyncGenerator<RootBatch> {
  const splitter = createLineSplitter(startsAt);
  const grouper = createRootGrouper(shape);
  const empty = (from: number): RootBatch => ({ roots: [], lines: 0, from, to: from, last: false });
  let batch = empty(startsAt);
  let rootsMax = ROOTS_FIRST;

  function add(root: Root | null): RootBatch | null {
    if (!root) return null;
    batch.roots.push(root);
    batch.lines += root.lines;
    batch.to = root.to;
    if (batch.roots.length < rootsMax && batch.lines < LINES_MAX) return null;
    rootsMax = Math.min(ROOTS_MAX, 2 * rootsMax);
    const full = batch;
    batch = empty(full.to);
    return full;
  }

  const turn = takeTurns();
  for await (const chunk of chunks) {
    for (const line of splitter.push(chunk)) {
      // What has come already is read without a pause, and the database's answers to the batch before would wait.
      await turn();
      const full = add(grouper.push(line));
      if (full) yield full;
    }
  }
  const lastLine = splitter.end();
  const full = lastLine && add(grouper.push(lastLine));
  if (full) yield full;
  if (batch.roots.length > 0) yield batch;
  const last = grouper.end();
  yield last ? { roots: [last], lines: last.lines, from: batch.to, to: last.to, last: true } : { ...empty(batch.to), last: true };
}
