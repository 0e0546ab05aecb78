import { z } from 'zod';

export const ENCODINGS = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'shift_jis', 'euc-kr', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];
export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;
export type Delimiter = keyof typeof DELIMITERS;
export const DELIMITER_NAMES = ['comma', 'semicolon', 'tab', 'pipe'] as const;

export const FILE_KINDS = ['customers', 'orders', 'members'] as const;
export type FileKind = (typeof FILE_KINDS)[number];
/** Apps whose files of members we know by their headings. */
export type LoyaltyApp = 'smile' | 'loyaltylion' | 'yotpo' | 'rivo';

const PERSON_FIELDS = ['customerNumber', 'name', 'firstName', 'lastName', 'email', 'phone'] as const;
export const CUSTOMER_FIELDS = [
  ...PERSON_FIELDS,
  'company',
  'address1',
  'address2',
  'city',
  'province',
  'zip',
  'country',
  'tags',
  'note',
  'joinedAt',
  'emailConsent',
  'smsConsent',
] as const;
export const ORDER_FIELDS = [
  'orderNumber',
  'orderDate',
  ...PERSON_FIELDS,
  'product',
  'sku',
  'quantity',
  'unitPrice',
  'discount',
  'shipping',
  'tax',
  'total',
  'currency',
  'rate',
] as const;
const MEMBER_FIELDS = [
  'customerId',
  'email',
  'phone',
  'points',
  'pointsSpent',
  'pendingPoints',
  'lotNumber',
  'earnedAt',
  'availableAt',
  'expiresAt',
  'tier',
  'tierUntil',
  'birthday',
  'memberSince',
] as const;
export const FIELDS = { customers: CUSTOMER_FIELDS, orders: ORDER_FIELDS, members: MEMBER_FIELDS } as const;
export type Field = (typeof FIELDS)[FileKind][number];
const ALL_FIELDS: readonly [Field, ...Field[]] = ['orderNumber', ...new Set([...CUSTOMER_FIELDS, ...ORDER_FIELDS.slice(1), ...MEMBER_FIELDS])];
export const DATE_FIELDS: readonly Field[] = ['orderDate', 'joinedAt', 'earnedAt', 'availableAt', 'expiresAt', 'tierUntil', 'birthday', 'memberSince'];
export const POINT_FIELDS: readonly Field[] = ['points', 'pointsSpent', 'pendingPoints'];
export const AMOUNT_FIELDS: readonly Field[] = ['unitPrice', 'discount', 'shipping', 'tax', 'total'];

/** In which order day and month stand where only numbers stand. */
export const DATE_ORDERS = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];
/** The mark before the decimals: `1,234.50` or `1.234,50`. */
export const DECIMAL_MARKS = ['point', 'comma'] as const;
export type DecimalMark = (typeof DECIMAL_MARKS)[number];

/** How a file is read. What is `null` has to be chosen before the file can be checked. */
export const fileSettings = z.object({
  kind: z.enum(FILE_KINDS),
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum(DELIMITER_NAMES),
  /** What each column is; `null`: not imported. */
  columns: z.array(z.enum(ALL_FIELDS).nullable()).max(300),
  dateOrder: z.enum(DATE_ORDERS).nullable(),
  decimalMark: z.enum(DECIMAL_MARKS).nullable(),
  /** Of amounts that do not name theirs (ISO 4217). */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  /** Where telephone numbers without a country code are from (ISO 3166). */
  region: z.string().regex(/^[A-Z]{2}$/),
});
export type FileSettings = z.output<typeof fileSettings>;

/** Why a row, or a column of it, is not imported. Pages and the file of errors put these into words. */
export const ROW_REASONS = [
  'broken_quotes',
  'too_many_columns',
  'too_few_columns',
  'undecodable',
  'line_too_long',
  'person_missing',
  'email_invalid',
  'phone_invalid',
  'date_missing',
  'date_invalid',
  'date_in_future',
  'country_unknown',
  'consent_unclear',
  'text_too_long',
  'quantity_invalid',
  'amount_invalid',
  'amount_missing',
  'currency_unknown',
  'currency_differs',
  'rate_invalid',
  'total_mismatch',
  'order_contradicts',
  'order_has_errors',
  'order_split',
  'order_too_long',
  'person_ambiguous',
  'customer_id_invalid',
  'member_unknown',
  'points_invalid',
  'points_fraction',
  'points_negative',
  'points_missing',
  'tier_unknown',
  'birthday_invalid',
  'lot_ended',
  'dates_contradict',
  'lot_twice',
  'imported_before',
] as const;
export type RowReason = (typeof ROW_REASONS)[number];
/** What kind of thing stood there. The value itself is somebody's data and is not kept. */
export const VALUE_CLASSES = ['none', 'empty', 'number', 'date', 'email', 'phone', 'text', 'long_text'] as const;
export type ValueClass = (typeof VALUE_CLASSES)[number];
export interface RowError {
  /** Line of the file at which the row begins, the header's being 1. */
  line: number;
  /** Place of the column, from 0; `null` when it is about the whole row. */
  column: number | null;
  reason: RowReason;
  valueClass: ValueClass;
}

export const FILE_BYTES_MAX = 500 * 1024 * 1024;
/** A file is uploaded in pieces of this size; the last is shorter. */
export const PIECE_BYTES = 1024 * 1024;

export type FileImportStatus = 'uploading' | 'ready' | 'checking' | 'checked' | 'running' | 'done' | 'undoing' | 'undone' | 'failed';
/** Being worked on by a job. */
export function isWorkedOn(status: FileImportStatus): status is 'checking' | 'running' | 'undoing' {
  return status === 'checking' || status === 'running' || status === 'undoing';
}

/** What a file does to the CRM, or would do. Rows are the file's, the rest are records. */
export interface FileCounts {
  rows: number;
  blank: number;
  /** Rows that are not imported. */
  failed: number;
  customersCreated: number;
  customersUpdated: number;
  /** Found, and left as they are. */
  customersMatched: number;
  ordersCreated: number;
  ordersUpdated: number;
  membersImported: number;
  /** Points of one date, or a balance: as many as have dates of their own. */
  lotsImported: number;
  /** Records that an earlier import brought just like this. */
  unchanged: number;
  /** Of members: what the file says, and what stands in the books by it. */
  totals: { file: MemberTotals; posted: MemberTotals } | null;
}

/** What to tick off. Points as text. */
export interface MemberTotals {
  members: number;
  available: string;
  pending: string;
  /** By the month in which they end (`2027-03`); `none`: the file gives no end. */
  byMonth: Record<string, string>;
  byTier: Record<string, number>;
}
export const NO_COUNTS: FileCounts = {
  rows: 0,
  blank: 0,
  failed: 0,
  customersCreated: 0,
  customersUpdated: 0,
  customersMatched: 0,
  ordersCreated: 0,
  ordersUpdated: 0,
  membersImported: 0,
  lotsImported: 0,
  unchanged: 0,
  totals: null,
};
const count = z.number().catch(0).default(0);
const memberTotals = z.object({
  members: z.number(),
  available: z.string(),
  pending: z.string(),
  byMonth: z.record(z.string(), z.string()),
  byTier: z.record(z.string(), z.number()),
});
export const fileCounts = z.object({
  rows: count,
  blank: count,
  failed: count,
  customersCreated: count,
  customersUpdated: count,
  customersMatched: count,
  ordersCreated: count,
  ordersUpdated: count,
  membersImported: count,
  lotsImported: count,
  unchanged: count,
  totals: z.object({ file: memberTotals, posted: memberTotals }).nullable().catch(null).default(null),
});

/** Why something that an import brought was not taken back. */
export const KEPT_REASONS = ['changed', 'later_import', 'has_orders', 'spent', 'gone'] as const;
export type KeptReason = (typeof KEPT_REASONS)[number];
export interface UndoCounts {
  total: number;
  undone: number;
  kept: Partial<Record<KeptReason, number>>;
  /** Of an import of members, as text: taken back, and what had been spent or had ended. */
  points?: { back: string; spent: string };
}

/** One import of a file, as pages show it. */
export interface FileImport {
  id: bigint;
  fileName: string;
  status: FileImportStatus;
  settings: FileSettings | null;
  sizeBytes: number;
  receivedBytes: number;
  /** Bytes read in the present stage. */
  doneBytes: number;
  counts: FileCounts;
  /** What the check found; `null` until there was one. */
  checked: FileCounts | null;
  undo: UndoCounts | null;
  rowsPerSecond: number | null;
  /** Of the present stage; `null` while the pace is not known. */
  secondsLeft: number | null;
  createdAt: Date;
  finishedAt: Date | null;
}
