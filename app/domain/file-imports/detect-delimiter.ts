import { recordAt } from './csv-record';
import { DELIMITER_NAMES, DELIMITERS, type Delimiter } from './model';

const RECORDS_MAX = 60;

/** Spreadsheets may name the delimiter in a first line of its own, `sep=;`. */
export function namedDelimiter(firstLine: string | undefined): Delimiter | null {
  const mark = /^"?sep=(.)"?$/i.exec(firstLine ?? '')?.[1];
  return DELIMITER_NAMES.find((name) => DELIMITERS[name] === mark) ?? null;
}

/** The delimiter by which most of the first rows have as many columns as the header, and many. */
export function detectDelimiter(lines: readonly string[]): Delimiter {
  const named = namedDelimiter(lines[0]);
  if (named) return named;
  let best: { name: Delimiter; score: number } = { name: 'comma', score: 0 };
  for (const name of DELIMITER_NAMES) {
    const score = scoreOf(lines, DELIMITERS[name]);
    if (score > best.score) best = { name, score };
  }
  return best.name;
}

function scoreOf(lines: readonly string[], delimiter: string): number {
  const header = recordAt(lines, 0, delimiter, null, false);
  const columns = header?.fields.length ?? 0;
  if (!header || columns < 2) return 0;
  let at = header.lines;
  let fitting = 1;
  let records = 1;
  for (; records < RECORDS_MAX; records += 1) {
    const record = recordAt(lines, at, delimiter, columns, false);
    if (!record) break;
    at += record.lines;
    if (record.fields.length === columns) fitting += 1;
  }
  return (fitting / records) * (1 + Math.log2(columns));
}
