import { namesOf, searchTokens } from '../../customers/index.server';
import { NOBODY, type CustomerBrief } from '../../customers/model';
import { decodeCursor, eachPage, PAGE_SIZE, pageOf, type Count, type Page } from '../../shared/keyset';
import { countMembers, memberSortValue, memberWhere, readMembers } from './member-list.store.server';
import { readMemberRecord, type MemberRecord } from './member-detail.store.server';
import type { MemberFilter, MemberRow, MemberSort } from './model';

interface MemberListRequest {
  filter: MemberFilter;
  sort: MemberSort;
  direction: 'asc' | 'desc';
  cursor: string | null;
  size?: number;
}

const EXPORTED_AT_ONCE = 1000;

async function whereOf(shopId: bigint, filter: MemberFilter, now: Date) {
  const tokens = filter.query ? await searchTokens(shopId, filter.query) : null;
  return memberWhere(shopId, filter, tokens, now);
}

/** One page of the programme's members, with who they are. */
export async function listMembers(shopId: bigint, request: MemberListRequest, now: Date): Promise<Page<MemberRow>> {
  const size = request.size ?? PAGE_SIZE;
  const cursor = decodeCursor(request.cursor);
  const facts = await readMembers(shopId, await whereOf(shopId, request.filter, now), request, cursor, size);
  const page = pageOf(facts, cursor, size, (row) => ({ value: memberSortValue(row, request.sort), id: row.id }));
  const names = await namesOf(
    shopId,
    page.rows.map(({ id }) => id),
  );
  return { ...page, rows: page.rows.map((row) => ({ ...row, contact: names.get(row.id) ?? NOBODY })) };
}

export async function countMembersOf(shopId: bigint, filter: MemberFilter, now: Date): Promise<Count> {
  return countMembers(shopId, await whereOf(shopId, filter, now));
}

/** Every member the filter finds, page by page: for export, in flat memory. */
export const eachMember = (shopId: bigint, filter: MemberFilter, now: Date): AsyncGenerator<MemberRow[]> =>
  eachPage((cursor) => listMembers(shopId, { filter, sort: 'joined', direction: 'desc', cursor, size: EXPORTED_AT_ONCE }, now));

/** Everything of a member but their statement. @throws AppError not_found */
export async function getMember(shopId: bigint, id: bigint, now: Date): Promise<MemberRecord & { contact: CustomerBrief }> {
  const record = await readMemberRecord(shopId, id, now);
  return { ...record, contact: (await namesOf(shopId, [record.id])).get(record.id) ?? NOBODY };
}
