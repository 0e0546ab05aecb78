import { Readable } from 'node:stream';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { stringify } from 'csv-stringify';
import { textCell } from './csv-cell';

/** A column of a file: its heading, and the cell of a row. Text is guarded; numbers and dates of ours are not text. */
export interface CsvColumn<Row> {
  heading: string;
  cell: (row: Row) => string | number | bigint | Date | null;
}

async function* records<Row>(pages: AsyncIterable<Row[]>, columns: CsvColumn<Row>[]) {
  for await (const rows of pages) {
    for (const row of rows) yield columns.map(({ cell }) => plain(cell(row)));
  }
}

function plain(value: string | number | bigint | Date | null): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? textCell(value) : value.toString();
}

/**
 * Streams rows as a CSV file (UTF-8 with a byte order mark, which spreadsheets need to see the encoding), page by page:
 * the next page is read when the last has gone out.
 */
export function csvResponse<Row>(fileName: string, columns: CsvColumn<Row>[], pages: AsyncIterable<Row[]>): Response {
  const lines = stringify({ bom: true, header: true, columns: columns.map(({ heading }) => heading), record_delimiter: 'windows' });
  Readable.from(records(pages, columns))
    .on('error', (error) => lines.destroy(error))
    .pipe(lines);
  return new Response(createReadableStreamFromReadable(lines), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${fileName}"`, 'Cache-Control': 'no-store' },
  });
}
