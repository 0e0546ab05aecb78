import { recordAt } from './csv-record';
import { decodeLines, lineEnds, type LineEnding } from './file-text';
import { DELIMITERS, type Encoding, type Delimiter } from './model';
import type { FileRow } from './row-cells';

/** A stretch of the file in rows, with the places in the file where each ends. */
export interface RowBlock {
  rows: FileRow[];
  /** Bytes and lines of the block up to the end of each row. */
  ends: { bytes: number; lines: number }[];
}
export interface BlockRules {
  encoding: Encoding;
  delimiter: Delimiter;
  ending: LineEnding;
  /** `null` while the header is being read. */
  width: number | null;
}

/**
 * The rows of a block of bytes that begins at a row. A row that may go on behind the block is left out.
 * @param firstLine number of the line at which the block begins
 * @param complete the file ends with this block
 */
export function rowsOf(bytes: Uint8Array, firstLine: number, complete: boolean, { encoding, delimiter, ending, width }: BlockRules): RowBlock {
  const ends = lineEnds(bytes, ending);
  if (complete && (ends[ends.length - 1] ?? 0) < bytes.length) ends.push(bytes.length);
  const lines = decodeLines(bytes.subarray(0, ends[ends.length - 1] ?? 0), encoding, ending);
  const block: RowBlock = { rows: [], ends: [] };
  for (let at = 0; at < lines.length;) {
    const record = recordAt(lines, at, DELIMITERS[delimiter], width, complete);
    if (!record) break;
    block.rows.push({ line: firstLine + at, fields: record.broken ? null : record.fields, reason: record.broken });
    at += record.lines;
    block.ends.push({ bytes: ends[at - 1] ?? bytes.length, lines: at });
  }
  return block;
}
