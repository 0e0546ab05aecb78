import { findPeople, survivorsOf } from '../customers/index.server';
import type { PersonSlot } from './person-slots';
import { CUSTOMER, fileToken, IDENTITY, noteSeen, readRecords, type StoredRecord, type WriteContext } from './write-context.store.server';

/** Who a slot is in the CRM. */
export interface ResolvedPerson {
  slot: PersonSlot;
  /** `null` for somebody new, and for whom only this check has come across. */
  customerId: bigint | null;
  /** The import has told of them before. */
  seen: boolean;
  /** An earlier import told of them. */
  known: boolean;
  /** … and said the same. */
  same: boolean;
  isNew: boolean;
  ambiguous: boolean;
}

/** Finds people by what earlier imports noted, else by e-mail, else by telephone; nobody by name. */
export async function resolvePeople(context: WriteContext, slots: PersonSlot[]): Promise<ResolvedPerson[]> {
  const { client, shopId, importId, dry } = context;
  const keys = slots.flatMap((slot) => [...slot.keys.keys()]);
  const records = await readRecords(context, CUSTOMER, keys);
  const survivors = await survivorsOf(
    client,
    shopId,
    [...records.values()].map((record) => record.recordId),
  );
  const seenKeys = dry ? await noteSeen(context, CUSTOMER, keys) : new Set<bigint>();
  const unknown = slots.filter((slot) => !recordOf(slot, records));
  const found = await findPeople(
    client,
    shopId,
    unknown.flatMap(({ person }) => person.email ?? []),
    unknown.flatMap(({ person }) => person.phone ?? []),
  );
  const resolved = slots.map((slot): ResolvedPerson => {
    const record = recordOf(slot, records);
    const [first] = slot.keys;
    const seen = dry ? [...slot.keys.keys()].some((key) => seenKeys.has(key)) : [...slot.keys.keys()].some((key) => records.get(key)?.importId === importId);
    if (record) {
      const customerId = survivors.get(record.recordId) ?? record.recordId;
      return { slot, customerId, seen, known: true, same: first !== undefined && records.get(first[0])?.content === first[1], isNew: false, ambiguous: false };
    }
    const candidates = candidatesOf(slot, found);
    return { slot, customerId: candidates[0] ?? null, seen, known: false, same: false, isNew: candidates.length === 0, ambiguous: candidates.length > 1 };
  });
  return dry ? withSeenIdentities(context, resolved) : resolved;
}

const recordOf = (slot: PersonSlot, records: Map<bigint, StoredRecord>): StoredRecord | undefined =>
  [...slot.keys.keys()].map((key) => records.get(key)).find((record) => record !== undefined);

function candidatesOf({ person }: PersonSlot, found: Awaited<ReturnType<typeof findPeople>>): bigint[] {
  // Of several with one e-mail the store's own, which come first, is meant.
  const [byEmail] = (person.email !== null && found.byEmail.get(person.email)) || [];
  if (byEmail !== undefined) return [byEmail];
  const byPhone = (person.phone !== null && found.byPhone.get(person.phone)) || [];
  return [...new Set(person.number === null ? byPhone : byPhone.filter((id) => id > 0n))];
}

/** In a check nobody is created: who would have been by an earlier row is found among what has been seen. */
async function withSeenIdentities(context: WriteContext, people: ResolvedPerson[]): Promise<ResolvedPerson[]> {
  const fresh = people.filter((one) => one.isNew);
  const tokensOf = ({ slot: { person } }: ResolvedPerson) => ({
    email: person.email === null ? null : fileToken(context, ['email', person.email]),
    phone: person.phone === null ? null : fileToken(context, ['phone', person.phone]),
  });
  const tokens = fresh.flatMap((one) => Object.values(tokensOf(one)).filter((token) => token !== null));
  const seen = await noteSeen(context, IDENTITY, tokens);
  const has = (token: bigint | null) => token !== null && seen.has(token);
  return people.map((one) => {
    if (!one.isNew) return one;
    const { email, phone } = tokensOf(one);
    return { ...one, isNew: !one.seen && !has(email) && !(one.slot.person.number === null && has(phone)) };
  });
}
