import { asRecordWriter } from '~/db/record-lock.server';
import { withShopConnection } from '~/db/tenant.server';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import { endReading, readImport, type StoredImport } from './file-import.store.server';
import { sumTotals } from './member-totals';
import { NO_COUNTS, type FileCounts } from './model';
import type { PersonDraft } from './person-row';
import type { Stretch } from './read-rows';
import { writeErrors, type WriteContext } from './write-context.store.server';
import { writeMembers } from './write-members.store.server';
import { writeOrders } from './write-orders.store.server';
import { writePeople } from './write-people.store.server';

/** Where a stretch begins and ends in the file. */
export interface Place {
  fromByte: number;
  toByte: number;
  toLine: number;
  /** The file ends there. */
  last: boolean;
  rowsPerSecond: number | null;
}

/**
 * Takes a stretch of a file into the CRM (or, in a check, only decides what it would become) and moves the mark behind it,
 * in one transaction: a kill leaves both or neither. @returns false, and does nothing, when somebody else was there first.
 */
export async function writeStretch(shopId: bigint, file: StoredImport, stretch: Stretch, place: Place, now: Date): Promise<boolean> {
  const { index } = await shopKeys(shopId);
  return withShopConnection(shopId, async (client) => {
    const current = await readImport(client, shopId, file.id, true);
    if (current.status !== file.status || current.doneBytes !== place.fromByte) return false;
    const dry = file.status === 'checking';
    const kind = file.settings?.kind ?? 'customers';
    const context: WriteContext = { client, shopId, importId: file.id, kind, begunAt: file.begunAt ?? now, dry, index };
    // Of members no record of the store is written: their own locks are enough.
    const counts = dry || kind === 'members' ? await take(context, stretch) : await asRecordWriter(shopId, client, () => take(context, stretch));
    await client.query(
      'update file_import set byte_offset = $3, line_number = $4, counts = $5, rows_per_second = coalesce($6, rows_per_second) where shop_id = $1 and id = $2',
      [shopId, file.id, place.toByte, place.toLine, JSON.stringify(sum(current.counts, counts)), place.rowsPerSecond],
    );
    if (place.last) await endReading(client, shopId, current, now);
    return true;
  });
}

async function take(context: WriteContext, stretch: Stretch): Promise<FileCounts> {
  if (context.kind === 'members') {
    const members = await writeMembers(context, stretch.members);
    await writeErrors(context, [...stretch.errors, ...members.errors]);
    return sum({ ...NO_COUNTS, ...stretch.counts }, members.counts);
  }
  const joined = new Map<PersonDraft, Date>(stretch.orders.flatMap((order) => (order.person ? [[order.person, order.occurredAt] as const] : [])));
  const persons = [...stretch.people, ...joined.keys()];
  const people = await writePeople(context, persons, (person) => joined.get(person) ?? null);
  const orders = await writeOrders(context, stretch.orders, people);
  await writeErrors(context, [...stretch.errors, ...people.errors, ...orders.errors]);
  const ambiguousPeople = stretch.people.filter((person) => people.isAmbiguous(person)).length;
  const counts = sum(sum({ ...NO_COUNTS, ...stretch.counts }, { ...NO_COUNTS, ...people.counts }), { ...NO_COUNTS, ...orders.counts });
  return { ...counts, failed: counts.failed + orders.failedRows + ambiguousPeople };
}

function sum(one: FileCounts, other: FileCounts): FileCounts {
  return {
    rows: one.rows + other.rows,
    blank: one.blank + other.blank,
    failed: one.failed + other.failed,
    customersCreated: one.customersCreated + other.customersCreated,
    customersUpdated: one.customersUpdated + other.customersUpdated,
    customersMatched: one.customersMatched + other.customersMatched,
    ordersCreated: one.ordersCreated + other.ordersCreated,
    ordersUpdated: one.ordersUpdated + other.ordersUpdated,
    membersImported: one.membersImported + other.membersImported,
    lotsImported: one.lotsImported + other.lotsImported,
    unchanged: one.unchanged + other.unchanged,
    totals: sumTotals(one.totals, other.totals),
  };
}
