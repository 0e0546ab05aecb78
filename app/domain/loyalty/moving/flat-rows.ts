import type { CsvFile, FlatRow } from './model';

type Row = Readonly<Record<string, unknown>>;
export interface Identity {
  email: string | null;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
}

/** A row of the books as a row of a file for spreadsheets. The files of members and of lots are what the import of members reads (docs/moving.md). */
export function flatRow(file: CsvFile, row: Row, person: Identity | null, people: boolean): FlatRow {
  return {
    ...FLAT[file](row),
    ...(people && file !== 'entries' ? named(person) : {}),
    ...(people && file === 'members' ? { birthday: text(row, 'birthday') } : {}),
  };
}

const FLAT: Record<CsvFile, (row: Row) => FlatRow> = {
  members: (row) => ({
    customer_id: text(row, 'customerId'),
    available: text(row, 'available'),
    pending: text(row, 'pending'),
    owed: text(row, 'owed'),
    tier: text(row, 'tier'),
    tier_until: date(row, 'tierUntil'),
    member_since: date(row, 'joinedAt'),
    last_order: date(row, 'lastOrderAt'),
    merged_into: text(row, 'mergedInto'),
  }),
  lots: (row) => ({
    customer_id: text(row, 'customerId'),
    lot_number: text(row, 'id'),
    points: text(row, 'remaining'),
    points_at_first: text(row, 'points'),
    state: row['state'] === 0 ? 'pending' : 'available',
    available_from: date(row, 'availableAt') ?? date(row, 'maturesAt'),
    expires_at: date(row, 'expiresAt'),
    order_id: text(row, 'orderId'),
  }),
  entries: (row) => ({
    entry: text(row, 'id'),
    customer_id: text(row, 'customerId'),
    occurred_at: date(row, 'occurredAt'),
    recorded_at: date(row, 'recordedAt'),
    reason: text(row, 'reason'),
    debit: text(row, 'debit'),
    credit: text(row, 'credit'),
    points: text(row, 'points'),
    order_id: text(row, 'orderId'),
    redemption_id: text(row, 'redemptionId'),
    programme_version: text(row, 'programmeVersion'),
    key: text(row, 'key'),
  }),
};

const named = (person: Identity | null): FlatRow => ({
  email: person?.email ?? null,
  phone: person?.phone ?? null,
  first_name: person?.firstName ?? null,
  last_name: person?.lastName ?? null,
});

/** The headings of a file, also where it has no rows. */
export const flatHeadings = (file: CsvFile, people: boolean): string[] => Object.keys(flatRow(file, {}, null, people));

function text(row: Row, name: string): string | null {
  const value = row[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

const date = (row: Row, name: string): Date | null => (row[name] instanceof Date ? row[name] : null);
