import { mergePeople } from './person-contact';
import type { PersonDraft } from './person-row';

/** Somebody in a stretch of a file: all rows there that are about them. */
export interface PersonSlot {
  person: PersonDraft;
  /** By which keys the rows name them, and what each said first. */
  keys: Map<bigint, bigint>;
  lines: number[];
}

/** What names a person best: their number, else e-mail, else phone, else everything there is. */
export function personKey(person: PersonDraft): unknown[] {
  if (person.number !== null) return ['number', person.number];
  if (person.email !== null) return ['email', person.email];
  if (person.phone !== null) return ['phone', person.phone];
  return ['person', meaningOf(person)];
}

/** What a row says of a person, wherever it stands. */
export const meaningOf = ({ line: _line, ...meaning }: PersonDraft) => meaning;

/** Rows of the same people put together. @param token a keyed hash */
export function foldPeople(drafts: readonly PersonDraft[], token: (meaning: unknown) => bigint): { slots: PersonSlot[]; slotOf: Map<PersonDraft, PersonSlot> } {
  const slots: PersonSlot[] = [];
  const slotOf = new Map<PersonDraft, PersonSlot>();
  const byKey = new Map<bigint, PersonSlot>();
  const byIdentity = new Map<string, PersonSlot>();
  for (const draft of drafts) {
    const key = token(personKey(draft));
    // A number of their own tells apart people who share a telephone.
    const byPhone = draft.number === null && draft.phone !== null ? byIdentity.get(draft.phone) : undefined;
    const known = byKey.get(key) ?? (draft.email === null ? undefined : byIdentity.get(draft.email)) ?? byPhone;
    const slot = known ?? { person: draft, keys: new Map<bigint, bigint>(), lines: [] };
    if (known) known.person = mergePeople(known.person, draft);
    else slots.push(slot);
    slot.lines.push(draft.line);
    if (!slot.keys.has(key)) slot.keys.set(key, token(['content', meaningOf(draft)]));
    byKey.set(key, slot);
    for (const identity of [draft.email, draft.phone]) if (identity !== null && !byIdentity.has(identity)) byIdentity.set(identity, slot);
    slotOf.set(draft, slot);
  }
  return { slots, slotOf };
}
