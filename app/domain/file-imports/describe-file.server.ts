import type { Shop } from '../shops/model';
import { detectDelimiter } from './detect-delimiter';
import { detectEncoding } from './detect-encoding.server';
import { detectNotations, type Notations } from './detect-notation';
import { layoutOf } from './file-layout';
import { decodeLines, lineEndingOf, markLength } from './file-text';
import { loyaltyAppOf } from './loyalty-apps';
import { DATE_FIELDS, type FileKind, type FileSettings, type LoyaltyApp } from './model';
import { suggestColumns, suggestKind } from './suggest-columns';

const PREVIEW_ROWS = 6;
/** Enough to decide what a column's notation is. */
const LOOKED_AT = 1000;

/** What the beginning of a file shows of it. */
export interface FileLook {
  headings: string[];
  /** The first rows, as wide as the header. */
  preview: string[][];
  notations: Notations;
  /** Whose file of members it looks like. */
  app: LoyaltyApp | null;
}
interface Sample {
  bytes: Uint8Array;
  complete: boolean;
}

/** How a file is most likely meant to be read; what cannot be known is left open. */
export function suggestSettings(sample: Sample, shop: Pick<Shop, 'currency' | 'country'>, given: Partial<FileSettings> = {}): FileSettings {
  const encoding = given.encoding ?? detectEncoding(sample.bytes);
  const ending = lineEndingOf(encoding, sample.bytes);
  const lines = decodeLines(sample.bytes.subarray(markLength(sample.bytes)), encoding, ending);
  const delimiter = given.delimiter ?? detectDelimiter(lines);
  const { headings } = layoutOf(sample.bytes, sample.complete, { encoding, delimiter });
  const kind: FileKind = given.kind ?? suggestKind(headings);
  const columns = given.columns?.length === headings.length ? given.columns : suggestColumns(kind, headings);
  const { notations } = lookAt(sample, { encoding, delimiter, columns });
  const shared = Object.values(notations.sharedSigns);
  const fits = shared.every((codes) => codes.includes(shop.currency));
  return {
    kind,
    encoding,
    delimiter,
    columns,
    dateOrder: notations.dateOrder === 'none' ? (given.dateOrder ?? 'dmy') : (notations.dateOrder ?? given.dateOrder ?? toldOrder(headings, columns)),
    decimalMark: notations.decimalMark === 'none' ? 'point' : (notations.decimalMark ?? given.decimalMark ?? null),
    currency: given.currency ?? (fits ? shop.currency : null),
    region: given.region ?? (shop.country && /^[A-Z]{2}$/.test(shop.country) ? shop.country : 'US'),
  };
}

/** A heading that says how its dates are written: `Birthday (MM/DD)`. */
function toldOrder(headings: readonly string[], columns: FileSettings['columns']): FileSettings['dateOrder'] {
  const dated = headings.filter((_heading, column) => DATE_FIELDS.some((field) => field === columns[column])).join(' ');
  const [month, day] = [/\bMM[/-]DD/i.test(dated), /\bDD[/-]MM/i.test(dated)];
  return month === day ? null : month ? 'mdy' : 'dmy';
}

export function lookAt(sample: Sample, settings: Pick<FileSettings, 'encoding' | 'delimiter' | 'columns'>): FileLook {
  const layout = layoutOf(sample.bytes, sample.complete, settings);
  const rows = layout.rows.flatMap((row) => (row.fields ? [[...row.fields]] : []));
  return {
    headings: layout.headings,
    preview: rows.slice(0, PREVIEW_ROWS).map((row) => layout.headings.map((_heading, column) => row[column] ?? '')),
    app: loyaltyAppOf(layout.headings),
    notations: detectNotations(settings.columns, rows.slice(0, LOOKED_AT)),
  };
}
