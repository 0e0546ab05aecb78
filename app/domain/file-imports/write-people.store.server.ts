import { applyCustomers, readOwnContacts, sealForPerson } from '../customers/index.server';
import type { CustomerContact, CustomerSnapshot, MarketingConsent } from '../customers/model';
import type { FileCounts, RowError } from './model';
import { contactOf, mergeContact } from './person-contact';
import type { PersonDraft } from './person-row';
import { foldPeople, type PersonSlot } from './person-slots';
import { resolvePeople, type ResolvedPerson } from './resolve-people.store.server';
import { CUSTOMER, fileToken, nextLocalIds, noteChanges, writeRecords, type WriteContext } from './write-context.store.server';

export interface WrittenPeople {
  /** Of each row's person the customer; `null` in a check for somebody who would be new. */
  customerOf(person: PersonDraft): bigint | null;
  isAmbiguous(person: PersonDraft): boolean;
  counts: Pick<FileCounts, 'customersCreated' | 'customersUpdated' | 'customersMatched' | 'unchanged'>;
  errors: RowError[];
}
/** A customer who was born here as they stand, and as they would after a row. */
interface Touched {
  person: ResolvedPerson;
  customerId: bigint;
  before: BeforeCustomer;
  contact: CustomerContact;
  tags: string[];
  occurredAt: Date;
}
/** How a customer stood before an import changed them. Times as ISO text. */
export interface BeforeCustomer {
  contact: CustomerContact;
  tags: string[];
  versionAt: string;
  tagsAt: string | null;
}
export const beforeContext = (shopId: bigint, importId: bigint, customerId: bigint): string => `file-import-before:${shopId}:${importId}:${customerId}`;

/** Matches people to customers, creates those who are new, and brings those who were born here up to date. Customers of the store stay as the store has them. */
export async function writePeople(context: WriteContext, drafts: PersonDraft[], joinedAt: (person: PersonDraft) => Date | null): Promise<WrittenPeople> {
  const { slots, slotOf } = foldPeople(drafts, (meaning) => fileToken(context, meaning));
  const people = await resolvePeople(context, slots);
  const clear = people.filter((one) => !one.ambiguous);
  const touched = await touchedBy(context, clear);
  const created = clear.filter((one) => one.isNew && !one.seen);
  const updated = context.dry ? touched.filter(({ person }) => !person.seen).length : await store(context, clear, created, touched, joinedAt);
  const first = clear.filter((one) => !one.seen);
  const unchanged = first.filter((one) => one.known && !touched.some(({ person }) => person === one)).length;
  const bySlot = new Map<PersonSlot, ResolvedPerson>(people.map((one) => [one.slot, one]));
  const resolved = (person: PersonDraft) => bySlot.get(slotOf.get(person) as PersonSlot);
  return {
    customerOf: (person) => resolved(person)?.customerId ?? null,
    isAmbiguous: (person) => resolved(person)?.ambiguous ?? false,
    counts: { customersCreated: created.length, customersUpdated: updated, unchanged, customersMatched: first.length - created.length - updated - unchanged },
    errors: people
      .filter((one) => one.ambiguous)
      .flatMap((one) => one.slot.lines.map((line) => ({ line, column: null, reason: 'person_ambiguous', valueClass: 'none' }))),
  };
}

/** The customers born here whom these rows really change. */
async function touchedBy(context: WriteContext, people: ResolvedPerson[]): Promise<Touched[]> {
  const { client, shopId, kind } = context;
  const asked = people.flatMap((person) =>
    person.customerId !== null && person.customerId < 0n && !person.same ? [{ person, customerId: person.customerId }] : [],
  );
  if (asked.length === 0) return [];
  const ids = asked.map((one) => one.customerId);
  const { rows } = await client.query<{ id: bigint; occurred_at: Date; version_at: Date; tags_at: Date | null; tags: string[] }>(
    `select c.id, c.occurred_at, c.version_at, c.tags_at, coalesce((select o.tags from customer_own o where o.shop_id = $1 and o.customer_id = c.id), array(select t.tag from customer_tag t where t.shop_id = $1 and t.customer_id = c.id order by t.tag)) as tags
     from customer c where c.shop_id = $1 and c.id = any($2::bigint[]) and c.status = 'active'`,
    [shopId, ids],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const contacts = await readOwnContacts(client, shopId, ids);
  return asked.flatMap(({ person, customerId }): Touched[] => {
    const row = known.get(customerId);
    const before = contacts.get(customerId);
    if (!row || !before) return [];
    const contact = mergeContact(before, person.slot.person, kind === 'customers' && !person.seen);
    const tags = [...new Set([...row.tags, ...person.slot.person.tags])];
    if (tags.length === row.tags.length && JSON.stringify(contact) === JSON.stringify(before)) return [];
    const stood = { contact: before, tags: row.tags, versionAt: row.version_at.toISOString(), tagsAt: row.tags_at?.toISOString() ?? null };
    return [{ person, customerId, before: stood, contact, tags, occurredAt: row.occurred_at }];
  });
}

/** @returns how many were really updated, who had not been created by this import. */
async function store(
  context: WriteContext,
  people: ResolvedPerson[],
  created: ResolvedPerson[],
  touched: Touched[],
  joinedAt: (person: PersonDraft) => Date | null,
) {
  const { client, shopId, importId, begunAt } = context;
  const ids = await nextLocalIds(client, created.length);
  created.forEach((one, place) => (one.customerId = ids[place] ?? null));
  const fresh = created.flatMap((one) =>
    one.customerId === null ? [] : [newCustomer(one.customerId, one.slot.person, joinedAt(one.slot.person) ?? begunAt, begunAt)],
  );
  const news = touched.map(({ customerId, contact, tags, before, occurredAt }): CustomerSnapshot => {
    const tagged = tags.length > before.tags.length ? { tags } : {};
    return { id: customerId, contact, ...tagged, occurredAt, versionAt: begunAt };
  });
  const sealed = await Promise.all(
    touched.map(async ({ customerId, before }) => ({
      recordId: customerId,
      created: false,
      before: await sealForPerson(client, shopId, customerId, before, beforeContext(shopId, importId, customerId)),
    })),
  );
  await applyCustomers(shopId, [...fresh, ...news], client, { authoritative: true });
  await noteChanges(
    context,
    CUSTOMER,
    fresh.map(({ id }) => ({ recordId: id, created: true, before: null })),
  );
  const updated = await noteChanges(context, CUSTOMER, sealed);
  await writeRecords(context, CUSTOMER, [...uniqueRecords(people)]);
  return touched.filter(({ person, customerId }) => !person.seen && updated.has(customerId)).length;
}

function* uniqueRecords(people: ResolvedPerson[]) {
  for (const { slot, customerId } of people) if (customerId !== null) for (const [key, content] of slot.keys) yield { key, recordId: customerId, content };
}

function newCustomer(id: bigint, person: PersonDraft, joinedAt: Date, begunAt: Date): CustomerSnapshot {
  const occurredAt = person.joinedAt ?? joinedAt;
  const consent = (given: boolean | null): MarketingConsent | null =>
    given === null ? null : { state: given ? 'subscribed' : 'not_subscribed', optInLevel: null, updatedAt: occurredAt };
  return {
    id,
    state: null,
    verifiedEmail: false,
    contact: contactOf(person),
    tags: person.tags,
    emailConsent: consent(person.emailConsent),
    smsConsent: consent(person.smsConsent),
    occurredAt,
    versionAt: begunAt,
  };
}
