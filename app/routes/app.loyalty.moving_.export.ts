import { Readable } from 'node:stream';
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { exportBooks, exportFlat, flatHeadings } from '~/domain/loyalty/moving/index.server';
import { CSV_FILES, type CsvFile, type FlatRow } from '~/domain/loyalty/moving/model';
import { noteAccess } from '~/domain/privacy/index.server';
import { csvResponse } from '~/i18n/csv.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

const wanted = z.object({ file: z.enum(['everything', ...CSV_FILES]).catch('everything'), people: z.literal('1').optional().catch(undefined) });

/** The shop's loyalty books, streamed: all of them as lines of JSON, or a file for spreadsheets. Whoever is named in them has been shown. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, ({ shopId, userId, now }) => {
    const { file, people } = wanted.parse(searchOf(request));
    const noted = people ? (customerIds: bigint[]) => noteAccess(shopId, { userId, kind: 'loyalty_export', customerIds, at: now }) : null;
    if (file !== 'everything') return Promise.resolve(csvResponse(`loyalty-${file}.csv`, columnsOf(file, noted !== null), exportFlat(shopId, file, noted)));
    const lines = Readable.from(exportBooks(shopId, noted, now), { objectMode: false });
    return Promise.resolve(
      new Response(createReadableStreamFromReadable(lines), {
        headers: { 'Content-Type': 'application/x-ndjson', 'Content-Disposition': 'attachment; filename="loyalty.ndjson"', 'Cache-Control': 'no-store' },
      }),
    );
  });

/** The headings are part of the format (docs/moving.md), so they are not translated. */
const columnsOf = (file: CsvFile, people: boolean) => flatHeadings(file, people).map((heading) => ({ heading, cell: (row: FlatRow) => row[heading] ?? null }));
