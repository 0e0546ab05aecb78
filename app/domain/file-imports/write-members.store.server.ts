import { findPeople, survivorsOf } from '../customers/index.server';
import { bringIn, importRules } from '../loyalty/members/index.server';
import type { ImportRules, Newcomer } from '../loyalty/members/model';
import type { LotDraft, MemberDraft } from './member-row';
import { addLot, addTier, noTotals } from './member-totals';
import { NO_COUNTS, type FileCounts, type RowError, type RowReason } from './model';
import {
  fileToken,
  IDENTITY,
  LOT,
  MEMBER,
  noteChanges,
  noteSeen,
  readRecords,
  writeRecords,
  type StoredRecord,
  type WriteContext,
} from './write-context.store.server';

interface WrittenMembers {
  counts: FileCounts;
  errors: RowError[];
}
/** A row whose member is known, with what names its member and its lots for good. */
interface Known {
  draft: MemberDraft;
  customerId: bigint;
  key: bigint;
  content: bigint;
  lots: { lot: LotDraft; key: bigint; content: bigint }[];
}
type Found = Map<MemberDraft, bigint | 'member_unknown' | 'person_ambiguous'>;

/** Takes members of a file into loyalty, or in a check only decides what would become of them. */
export async function writeMembers(context: WriteContext, drafts: MemberDraft[]): Promise<WrittenMembers> {
  const counts: FileCounts = { ...NO_COUNTS, totals: { file: noTotals(), posted: noTotals() } };
  const errors: RowError[] = [];
  const found = await findMembers(
    context,
    drafts.filter((draft) => !draft.failed),
  );
  const ids = [...found.values()].filter((id) => typeof id === 'bigint');
  const rules = await importRules(context.client, context.shopId, ids, context.begunAt);
  if (!rules) throw new Error('The shop has no programme.');
  await tellTotals(context, drafts, rules, counts);
  const fail = (draft: MemberDraft, reason: RowReason) => {
    counts.failed += 1;
    errors.push({ line: draft.line, column: null, reason, valueClass: 'none' });
  };
  const known = drafts.flatMap((draft): Known[] => {
    const customerId = found.get(draft);
    if (customerId === undefined) return [];
    if (typeof customerId !== 'bigint') fail(draft, customerId);
    else if (draft.tier !== null && rules.tierOf(draft.tier) === null) fail(draft, 'tier_unknown');
    else return [keysOf(context, draft, customerId)];
    return [];
  });
  const plan = await planOf(context, known, counts, fail);
  tallyPosted(plan, rules, counts);
  if (!context.dry) await bring(context, plan, rules);
  return { counts, errors };
}

/** By the store's number, else by e-mail, else by telephone; whoever was merged is whom they were merged into. */
async function findMembers({ client, shopId }: WriteContext, drafts: MemberDraft[]): Promise<Found> {
  const told = drafts.flatMap(({ customerId }) => customerId ?? []);
  const { rows } = await client.query<{ id: bigint }>("select id from customer where shop_id = $1 and id = any($2::bigint[]) and status = 'active'", [
    shopId,
    told,
  ]);
  const there = new Set(rows.map(({ id }) => id));
  const survivors = await survivorsOf(client, shopId, told);
  const people = await findPeople(
    client,
    shopId,
    drafts.flatMap(({ email }) => email ?? []),
    drafts.flatMap(({ phone }) => phone ?? []),
  );
  return new Map(
    drafts.map((draft) => {
      const { customerId, email, phone } = draft;
      const survivor = customerId === null ? undefined : (survivors.get(customerId) ?? (there.has(customerId) ? customerId : undefined));
      const [byEmail] = (email !== null && people.byEmail.get(email)) || [];
      const byPhone = (phone !== null && people.byPhone.get(phone)) || [];
      const one = survivor ?? byEmail ?? (byPhone.length === 1 ? byPhone[0] : undefined);
      return [draft, one ?? (byPhone.length > 1 ? 'person_ambiguous' : 'member_unknown')];
    }),
  );
}

function keysOf(context: WriteContext, draft: MemberDraft, customerId: bigint): Known {
  const { tier, tierUntil, birthday, memberSince } = draft;
  return {
    draft,
    customerId,
    key: fileToken(context, ['member', customerId]),
    content: fileToken(context, ['member', tier, tierUntil, birthday, memberSince]),
    lots: draft.lots.map((lot) => ({
      lot,
      key: fileToken(context, ['lot', customerId, lot.state, lot.number ?? [lot.earnedAt, lot.availableAt, lot.expiresAt]]),
      content: fileToken(context, ['lot', lot.points, lot.earnedAt, lot.availableAt, lot.expiresAt]),
    })),
  };
}

interface Planned extends Known {
  /** The file's first row of this member. */
  isFirst: boolean;
  /** Says something new of the member themselves. */
  isNew: boolean;
  fresh: Known['lots'];
}

async function planOf(context: WriteContext, known: Known[], counts: FileCounts, fail: (draft: MemberDraft, reason: RowReason) => void): Promise<Planned[]> {
  const keys = known.flatMap(({ lots }) => lots.map(({ key }) => key));
  const [lotRecords, memberRecords] = [
    await readRecords(context, LOT, keys),
    await readRecords(
      context,
      MEMBER,
      known.map(({ key }) => key),
    ),
  ];
  const seenLots = await noteSeen(context, LOT, keys);
  const seenMembers = await noteSeen(
    context,
    MEMBER,
    known.map(({ key }) => key),
  );
  const isEarlier = (record: StoredRecord | undefined): record is StoredRecord => record !== undefined && record.importId !== context.importId;
  return known.flatMap((one): Planned[] => {
    const isTwice = one.lots.some(({ key }) => seenLots.has(key));
    const isOther = one.lots.some(({ key, content }) => isEarlier(lotRecords.get(key)) && lotRecords.get(key)?.content !== content);
    one.lots.forEach(({ key }) => seenLots.add(key));
    if (isTwice || isOther) {
      fail(one.draft, isTwice ? 'lot_twice' : 'imported_before');
      return [];
    }
    const isFirst = !seenMembers.has(one.key);
    seenMembers.add(one.key);
    const record = memberRecords.get(one.key);
    const isNew = isFirst && !(isEarlier(record) && record.content === one.content);
    const fresh = one.lots.filter(({ key }) => !isEarlier(lotRecords.get(key)));
    counts.membersImported += isNew ? 1 : 0;
    counts.lotsImported += fresh.filter(({ lot }) => lot.points > 0n).length;
    counts.unchanged += one.lots.length - fresh.length + (isFirst && !isNew ? 1 : 0);
    return [{ ...one, isFirst, isNew, fresh }];
  });
}

async function tellTotals(context: WriteContext, drafts: MemberDraft[], rules: ImportRules, { totals }: FileCounts): Promise<void> {
  if (!totals) return;
  const tokens = drafts.map(({ customerId, email, phone }) => fileToken(context, ['who', customerId ?? email ?? phone]));
  const seen = await noteSeen(context, IDENTITY, tokens);
  drafts.forEach((draft, n) => {
    draft.lots.forEach((lot) => addLot(totals.file, lot));
    const token = tokens[n] ?? 0n;
    if (seen.has(token) || (draft.customerId === null && draft.email === null && draft.phone === null)) return;
    seen.add(token);
    totals.file.members += 1;
    if (draft.tier !== null) addTier(totals.file, rules.tierOf(draft.tier) ?? draft.tier);
  });
}

function tallyPosted(plan: Planned[], rules: ImportRules, { totals }: FileCounts): void {
  if (!totals) return;
  for (const { draft, customerId, lots, isFirst } of plan) {
    lots.forEach(({ lot }) => addLot(totals.posted, lot));
    if (!isFirst) continue;
    totals.posted.members += 1;
    const tier = draft.tier === null ? null : rules.tierOf(draft.tier);
    const held = rules.held.get(customerId) ?? null;
    if (tier !== null) addTier(totals.posted, held !== null && rules.rankOf(held) > rules.rankOf(tier) ? held : tier);
  }
}

async function bring(context: WriteContext, plan: Planned[], rules: ImportRules): Promise<void> {
  const { client, shopId, importId, begunAt } = context;
  const told = await standingBefore(context, plan);
  const newcomers = new Map<bigint, Newcomer>();
  for (const { draft, customerId, isNew, fresh } of plan) {
    const tier = draft.tier === null ? null : rules.tierOf(draft.tier);
    const one = newcomers.get(customerId) ?? { customerId, memberSince: null, birthday: null, tier: null, lots: [] };
    newcomers.set(customerId, {
      ...one,
      ...(isNew ? { memberSince: draft.memberSince, birthday: draft.birthday, tier: tier === null ? null : { id: tier, until: draft.tierUntil } } : {}),
      lots: [...one.lots, ...fresh.flatMap(({ lot, key }) => (lot.points > 0n ? [{ ...lot, key: String(key), line: draft.line }] : []))],
    });
  }
  const lots = await bringIn(client, shopId, importId, [...newcomers.values()], begunAt);
  const written = plan.flatMap(({ fresh }) =>
    fresh.flatMap(({ key, content }) => {
      const recordId = lots.get(String(key));
      return recordId === undefined ? [] : [{ key, content, recordId }];
    }),
  );
  const members = plan.filter(({ isNew }) => isNew);
  await writeRecords(context, LOT, written);
  await writeRecords(
    context,
    MEMBER,
    members.map(({ key, content, customerId }) => ({ key, content, recordId: customerId })),
  );
  await noteChanges(
    context,
    LOT,
    written.map(({ recordId }) => ({ recordId, created: true, before: null })),
  );
  await noteChanges(
    context,
    MEMBER,
    members.map(({ customerId, draft }) => ({ recordId: customerId, created: false, before: told(customerId, draft) })),
  );
}

/** What undoing has to know: since when they had been members, and whether the birthday comes from here. */
async function standingBefore({ client, shopId }: WriteContext, plan: Planned[]): Promise<(customerId: bigint, draft: MemberDraft) => Buffer> {
  const { rows } = await client.query<{ id: bigint; joinedAt: Date; hasBirthday: boolean }>(
    'select customer_id as id, joined_at as "joinedAt", birthday is not null as "hasBirthday" from loyalty_member where shop_id = $1 and customer_id = any($2::bigint[])',
    [shopId, plan.map(({ customerId }) => customerId)],
  );
  const before = new Map(rows.map((row) => [row.id, row]));
  return (customerId, draft) => {
    const stood = before.get(customerId);
    return Buffer.from(JSON.stringify({ joinedAt: stood?.joinedAt ?? null, toldBirthday: draft.birthday !== null && !stood?.hasBirthday }));
  };
}
