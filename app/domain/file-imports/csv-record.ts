/** Where a scan of one record stands between two lines. */
interface Scan {
  fields: string[];
  /** The quoted field that a line ended in; `null` when it ended outside of quotes. */
  open: string | null;
}
/** A record of the file, or a line that is none. */
export interface CsvRecord {
  /** Number of lines it takes. */
  lines: number;
  fields: string[];
  broken: 'broken_quotes' | null;
}

/** Lines that one quoted field may run over. Beyond that a quote was forgotten, and not meant. */
const LINES_MAX = 100;

/**
 * Takes a line into a record. A quote that does not begin a field is a character like any other (5" pipe); behind a closing
 * one only a delimiter may stand. @returns `false` when the quotes cannot be meant like this.
 */
function scanLine(scan: Scan, line: string, delimiter: string): boolean {
  let at = 0;
  if (scan.open === null && !line.includes('"')) {
    scan.fields.push(...line.split(delimiter));
    return true;
  }
  let quoted = scan.open === null ? null : `${scan.open}\n`;
  for (;;) {
    if (quoted === null && line[at] !== '"') {
      const end = line.indexOf(delimiter, at);
      scan.fields.push(line.slice(at, end === -1 ? undefined : end));
      if (end === -1) break;
      at = end + 1;
      continue;
    }
    if (quoted === null) {
      quoted = '';
      at += 1;
    }
    const close = line.indexOf('"', at);
    if (close === -1) {
      scan.open = quoted + line.slice(at);
      return true;
    }
    quoted += line.slice(at, close);
    at = close + 1;
    if (line[at] === '"') {
      quoted += '"';
      at += 1;
      continue;
    }
    scan.fields.push(quoted);
    quoted = null;
    if (at >= line.length) break;
    if (line[at] !== delimiter) return false;
    at += 1;
  }
  scan.open = null;
  return true;
}

/**
 * The record that begins at line `from`. A quoted field may run over several lines; when the quotes do not come out even,
 * its first line alone is called broken, and the next line gets its own chance: one forgotten quote costs one row.
 * @param columns how many the header has; runs over lines that come out with another number are not believed
 * @param complete no more lines follow these
 * @returns `null` when more lines are needed to tell
 */
export function recordAt(lines: readonly string[], from: number, delimiter: string, columns: number | null, complete: boolean): CsvRecord | null {
  const scan: Scan = { fields: [], open: null };
  const broken: CsvRecord = { lines: 1, fields: [], broken: 'broken_quotes' };
  for (let count = 1; count <= LINES_MAX; count += 1) {
    const line = lines[from + count - 1];
    if (line === undefined) return complete ? broken : null;
    if (!scanLine(scan, line, delimiter)) return broken;
    if (scan.open !== null) continue;
    return count > 1 && columns !== null && scan.fields.length !== columns ? broken : { lines: count, fields: scan.fields, broken: null };
  }
  return broken;
}
