import { namedDelimiter } from './detect-delimiter';
import { lineEndingOf, markLength, type LineEnding } from './file-text';
import type { FileSettings } from './model';
import { rowsOf } from './row-blocks';
import type { FileRow } from './row-cells';

/** Where the rows of a file begin, and what its columns are called. */
export interface FileLayout {
  headings: string[];
  ending: LineEnding;
  /** Bytes and lines before the first row. */
  bytes: number;
  lines: number;
  /** The first rows. */
  rows: FileRow[];
}

/** @param sample the file's beginning @param complete it is the whole file */
export function layoutOf(sample: Uint8Array, complete: boolean, settings: Pick<FileSettings, 'encoding' | 'delimiter'>): FileLayout {
  const ending = lineEndingOf(settings.encoding, sample);
  const mark = markLength(sample);
  const rules = { ...settings, ending };
  const first = rowsOf(sample.subarray(mark), 1, complete, { ...rules, width: null });
  const skipped = namedDelimiter(first.rows[0]?.fields?.join('')) || first.rows[0]?.fields?.join('').startsWith('sep=') ? 1 : 0;
  const header = first.rows[skipped];
  const end = first.ends[skipped] ?? { bytes: sample.length - mark, lines: skipped + 1 };
  const headings = (header?.fields ?? []).map((heading) => heading.trim());
  const begins = mark + end.bytes;
  const block = rowsOf(sample.subarray(begins), end.lines + 1, complete, { ...rules, width: headings.length });
  return { headings, ending, bytes: begins, lines: end.lines, rows: block.rows };
}
