import { readContacts } from '../../customers/index.server';
import type { CustomerContact } from '../../customers/model';
import { getShop } from '../../shops/index.server';
import { flatRow, type Identity } from './flat-rows';
import { FORMAT, noLines, type CsvFile, type FlatRow } from './model';
import { readBooks, type BookRow } from './read-books.store.server';
import { LINE_KINDS } from './tables';

/** Told of the customers whose data is about to go out. */
export type OnPeople = (customerIds: bigint[]) => void;

/**
 * Everything that loyalty knows of a shop, as lines of JSON (docs/moving.md): a head, the rows as they stand at one moment, an end
 * that counts them. @param people called with those who are named; `null`: the file names nobody.
 */
export async function* exportBooks(shopId: bigint, people: OnPeople | null, now: Date): AsyncGenerator<string> {
  const shop = await getShop(shopId);
  yield line({
    kind: 'regulars-loyalty',
    format: FORMAT,
    shop: shop.domain,
    currency: shop.currency,
    zone: shop.timezone,
    exportedAt: now,
    people: people !== null,
  });
  const counts = noLines();
  for await (const { kind, rows } of readBooks(shopId, LINE_KINDS, people !== null)) {
    counts[kind] += rows.length;
    const contacts = kind === 'member' ? await contactsOf(shopId, rows, people) : null;
    yield rows.map((row) => line({ kind, ...row, ...(contacts ? { person: personOf(contacts, row) } : {}) })).join('');
  }
  yield line({ kind: 'end', counts });
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;

/** `null` when nobody is to be named. */
async function contactsOf(shopId: bigint, rows: BookRow[], people: OnPeople | null): Promise<Map<string, CustomerContact> | null> {
  if (!people) return null;
  const ids = rows.map((row) => BigInt(String(row['customerId'])));
  people(ids);
  return new Map([...(await readContacts(shopId, ids))].map(([id, contact]) => [id.toString(), contact]));
}

function personOf(contacts: Map<string, CustomerContact>, row: BookRow): Identity | null {
  const contact = contacts.get(String(row['customerId']));
  return contact ? { firstName: contact.firstName, lastName: contact.lastName, email: contact.emails[0] ?? null, phone: contact.phones[0] ?? null } : null;
}

const KIND_OF = { members: 'member', lots: 'lot', entries: 'entry' } as const;

/** The same for spreadsheets, a file at a time. `lots` are those that hold points, `entries` all movements. @param people as in {@link exportBooks} */
export async function* exportFlat(shopId: bigint, file: CsvFile, people: OnPeople | null): AsyncGenerator<FlatRow[]> {
  for await (const { rows } of readBooks(shopId, [KIND_OF[file]], people !== null)) {
    const held = file === 'lots' ? rows.filter((row) => row['remaining'] !== '0') : rows;
    const contacts = file === 'entries' ? null : await contactsOf(shopId, held, people);
    yield held.map((row) => flatRow(file, row, contacts && personOf(contacts, row), people !== null));
  }
}
