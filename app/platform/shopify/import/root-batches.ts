import { takeTurns } from '~/config/turns';
import { createLineSplitter } from './line-splitter';
import { createRootGrouper, type Root, type Shape } from './root-grouper';

/** A run of whole roots, small enough to be applied in one transaction. */
export interface RootBatch {
  roots: Root[];
  lines: number;
  from: number;
  to: number;
  /** The file ends here, by intent or by accident: the last root may lack children. */
  last: boolean;
}

const ROOTS_MAX = 250;
const LINES_MAX = 10_000;

/**
 * Cuts a stream of bytes, which begins at `startsAt` of its file with a root, into batches of whole roots. The last batch is
 * marked, and comes even when it is empty. @throws BrokenFile
 */
export async function* rootBatches(chunks: AsyncIterable<Buffer>, startsAt: number, shape: Shape): AsyncGenerator<RootBatch> {
  const splitter = createLineSplitter(startsAt);
  const grouper = createRootGrouper(shape);
  let batch: RootBatch = { roots: [], lines: 0, from: startsAt, to: startsAt, last: false };

  function add(root: Root | null): RootBatch | null {
    if (!root) return null;
    batch.roots.push(root);
    batch.lines += root.lines;
    batch.to = root.to;
    if (batch.roots.length < ROOTS_MAX && batch.lines < LINES_MAX) return null;
    const full = batch;
    batch = { roots: [], lines: 0, from: full.to, to: full.to, last: false };
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
  yield { ...(add(grouper.end()) ?? batch), last: true };
}
