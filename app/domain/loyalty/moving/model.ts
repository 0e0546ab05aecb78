import { z } from 'zod';
import { LINE_KINDS, type LineKind } from './tables';

/** Of the file; a file of a later one is not read. */
export const FORMAT = 1;

/** The first line: whose books these are, and when they stood like this. */
export const headLine = z.object({
  kind: z.literal('regulars-loyalty'),
  format: z.literal(FORMAT),
  shop: z.string(),
  currency: z.string(),
  zone: z.string(),
  exportedAt: z.iso.datetime(),
  people: z.boolean(),
});
/** The last line: how many lines of each kind there are. A file without it is not whole. */
export const endLine = z.object({ kind: z.literal('end'), counts: z.record(z.string(), z.int()) });

/** Lines of each kind. */
export type LineCounts = Record<LineKind, number>;
export const noLines = (): LineCounts => Object.fromEntries(LINE_KINDS.map((kind) => [kind, 0])) as LineCounts;

/** What has been taken over, to tick off. */
export interface Restored {
  lines: LineCounts;
  available: bigint;
  pending: bigint;
  owed: bigint;
  /** Members whom the shop does not know as customers: erased there, or not in this store. */
  withoutCustomer: number;
}

export const CSV_FILES = ['members', 'lots', 'entries'] as const;
export type CsvFile = (typeof CSV_FILES)[number];

/** A row of one of the files for spreadsheets; the names of its cells are the headings. */
export type FlatRow = Readonly<Record<string, string | bigint | Date | null>>;
