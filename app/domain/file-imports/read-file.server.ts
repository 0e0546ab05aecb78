import type { Shop } from '../shops/model';
import type { StoredImport } from './file-import.store.server';
import { layoutOf, type FileLayout } from './file-layout';
import { lineEnds } from './file-text';
import type { StoredFile } from './file-vault.store.server';
import type { FileSettings } from './model';
import { readRows, type Stretch } from './read-rows';
import { rowsOf } from './row-blocks';
import type { FileRow, ReadingRules } from './row-cells';
import type { Place } from './write-stretch.store.server';

const BLOCK_BYTES = 256 * 1024;
/** Of members: theirs are locks that shoppers wait for, so that a stretch has to be done within a second. */
const MEMBER_BLOCK_BYTES = 32 * 1024;
/** The longest row, and the longest order: beyond that something is wrong with the file. */
const BLOCK_BYTES_MAX = 8 * 1024 * 1024;
export const SAMPLE_BYTES = 128 * 1024;

export interface ReadStretch {
  stretch: Stretch;
  place: Omit<Place, 'rowsPerSecond'>;
}

/** Stretches of the file from where the import stands, each as large as one transaction should be. */
export async function* readFile(
  stored: StoredFile,
  file: StoredImport,
  settings: FileSettings,
  shop: Pick<Shop, 'currency' | 'timezone'>,
  now: Date,
): AsyncGenerator<ReadStretch> {
  const sample = await stored.read(0, SAMPLE_BYTES);
  const layout = layoutOf(sample, sample.length === stored.sizeBytes, settings);
  const rules: ReadingRules = { settings, width: layout.headings.length, shopCurrency: shop.currency, zone: shop.timezone, now: file.begunAt ?? now };
  let mark = file.doneBytes;
  let at = Math.max(mark, layout.bytes);
  let line = Math.max(file.lineNumber, layout.lines);
  const usual = settings.kind === 'members' ? MEMBER_BLOCK_BYTES : BLOCK_BYTES;
  for (let size = usual, over = false; !over;) {
    const bytes = await stored.read(at, size);
    const complete = at + bytes.length >= stored.sizeBytes;
    const block = rowsOf(bytes, line + 1, complete, { ...settings, ending: layout.ending, width: rules.width });
    let stretch = readRows(block.rows, rules, complete);
    let end = block.ends[stretch.taken - 1] ?? { bytes: 0, lines: 0 };
    if (complete) end = { bytes: bytes.length, lines: block.ends[block.ends.length - 1]?.lines ?? 0 };
    else if (stretch.taken === 0) {
      if (size < BLOCK_BYTES_MAX) {
        size = Math.min(BLOCK_BYTES_MAX, size * 4);
        continue;
      }
      ({ stretch, end } = block.rows.length > 0 ? tooLongOrder(block.rows, block.ends) : await tooLongLine(stored, at, line + 1, layout));
    }
    size = usual;
    at += end.bytes;
    line += end.lines;
    over = at >= stored.sizeBytes;
    yield { stretch, place: { fromByte: mark, toByte: at, toLine: line, last: over } };
    mark = at;
  }
}

const refused = (rows: FileRow[], reason: 'order_too_long' | 'line_too_long'): Stretch => ({
  people: [],
  orders: [],
  members: [],
  errors: rows.map((row) => ({ line: row.line, column: null, reason, valueClass: 'none' })),
  counts: { rows: rows.length, blank: 0, failed: rows.length },
  taken: rows.length,
});

function tooLongOrder(rows: FileRow[], ends: { bytes: number; lines: number }[]) {
  return { stretch: refused(rows, 'order_too_long'), end: ends[ends.length - 1] ?? { bytes: 0, lines: 0 } };
}

/** Skips one line, however long. */
async function tooLongLine(stored: StoredFile, from: number, line: number, { ending }: FileLayout) {
  let at = from;
  while (at < stored.sizeBytes) {
    const bytes = await stored.read(at, BLOCK_BYTES);
    const [end] = lineEnds(bytes, ending);
    at += end ?? bytes.length;
    if (end !== undefined) break;
  }
  return { stretch: refused([{ line, fields: null, reason: null }], 'line_too_long'), end: { bytes: at - from, lines: 1 } };
}
