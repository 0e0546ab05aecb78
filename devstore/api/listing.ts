import type { Api } from './api.ts';
import { decodeCursor, depthMax, encodeCursor, Page, pageSize } from './connection.ts';
import { NoAnswer, UserMistake } from './errors.ts';
import type { ListArgs } from './page-args.ts';
import { compileSearch, type Fields } from './search/compile.ts';
import type { Id } from '../state/model/values.ts';
import { present } from './present.ts';

/** How a sort key is computed and what SQL type it has. */
interface Sort {
  expression: string;
  type: 'bigint' | 'timestamptz' | 'text' | 'numeric';
}

/** A kind of document that can be listed, searched, sorted and counted. `t` is the row. */
export interface Listing<Doc> {
  kind: string;
  /** A table, or a subquery that has the columns `domain`, `id` and `doc`. */
  source: string;
  /** What belongs to the list at all. */
  where?(api: Api, bind: (value: unknown) => string): string;
  sorts: Record<string, Sort>;
  defaultSort: string;
  fields(api: Api): Fields;
  wrap(doc: Doc, api: Api): object;
}
interface Row<Doc> {
  id: Id;
  doc: Doc;
  sort: string;
}

function conditions<Doc>(listing: Listing<Doc>, api: Api, query: string | null | undefined, values: unknown[]): string[] {
  const bind = (value: unknown) => `$${values.push(value)}`;
  const parts = [`t.domain = ${bind(api.domain)}`];
  if (listing.where) parts.push(listing.where(api, bind));
  if (query) parts.push(compileSearch(query, listing.kind, listing.fields(api), bind));
  return parts;
}

async function bulkPage<Doc>(api: Api, listing: Listing<Doc>, args: ListArgs, page: NonNullable<Api['bulk']>): Promise<Page<object>> {
  const values: unknown[] = [];
  const parts = conditions(listing, api, args.query, values);
  if (page.rootSeen) throw new NoAnswer(`a second database connection (${listing.kind}) in one bulk query`);
  page.rootSeen = true;
  const text = `select t.id::text as id, t.doc, '' as sort from ${listing.source} t where ${parts.join(' and ')} and t.id > $${values.length + 1} order by t.id limit $${values.length + 2}`;
  const read = async (afterId: Id) => (await api.db.query<Row<Doc>>(text, [...values, afterId, page.size])).rows;
  const rows = page.ahead?.afterId === page.afterId ? ((await page.ahead.rows) as Row<Doc>[]) : await read(page.afterId);
  page.nextId = rows.length === page.size ? (rows.at(-1)?.id ?? null) : null;
  page.ahead = page.nextId === null ? null : { afterId: page.nextId, rows: read(page.nextId) };
  // Whoever awaits it sees the error; without a second listener it would end the process before.
  page.ahead?.rows.catch(() => undefined);
  return new Page(
    rows.map((row) => listing.wrap(row.doc, api)),
    (index) => encodeCursor([rows[index]?.id]),
    { next: false, previous: false },
  );
}

/** One page of a listing, by keyset: forward or backward, in the order of the sort key and then the id. */
export async function listPage<Doc>(api: Api, listing: Listing<Doc>, args: ListArgs): Promise<Page<object>> {
  if (present(args.savedSearchId)) throw new NoAnswer(`savedSearchId of ${listing.kind}`);
  if (api.bulk) return bulkPage(api, listing, args, api.bulk);
  const { size, backward } = pageSize(args);
  const sortKey = args.sortKey ?? listing.defaultSort;
  const sort = listing.sorts[sortKey];
  if (!sort) throw new NoAnswer(`the sort key ${sortKey} of ${listing.kind}`);
  const values: unknown[] = [];
  const parts = conditions(listing, api, args.query, values);
  const descending = (args.reverse === true) !== backward;
  let depth = 0;
  const boundary = (cursor: string, comparison: '>' | '<') => {
    const [value, id, position] = decodeCursor(cursor);
    if (typeof value !== 'string' || typeof id !== 'string' || !/^\d+$/.test(id))
      throw new UserMistake('Invalid cursor for current pagination sort.', 'BAD_REQUEST');
    depth = Math.max(depth, Number(position));
    parts.push(`(${sort.expression}, t.id) ${comparison} ($${values.push(value)}::${sort.type}, $${values.push(id)}::bigint)`);
  };
  if (args.after) boundary(args.after, args.reverse ? '<' : '>');
  if (args.before) boundary(args.before, args.reverse ? '>' : '<');
  if (!backward && depth + size > depthMax) throw new UserMistake(`Pagination beyond ${depthMax} objects is not supported`, 'BAD_REQUEST');
  const direction = descending ? 'desc' : 'asc';
  const asText = sort.type === 'timestamptz' ? `to_char(${sort.expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : `(${sort.expression})::text`;
  const { rows } = await api.db.query<Row<Doc>>(
    `select t.id::text as id, t.doc, ${asText} as sort from ${listing.source} t where ${parts.join(' and ')}
    order by ${sort.expression} ${direction}, t.id ${direction} limit ${size + 1}`,
    values,
  );
  const more = rows.length > size;
  const page = more ? rows.slice(0, size) : rows;
  if (backward) page.reverse();
  const cursorAt = (index: number) => encodeCursor([page[index]?.sort, page[index]?.id, depth + index + 1]);
  const other = Boolean(backward ? args.before : args.after);
  return new Page(
    page.map((row) => listing.wrap(row.doc, api)),
    cursorAt,
    backward ? { next: other, previous: more } : { next: more, previous: other },
  );
}

/** How many there are, up to `limit` (null: all). */
export async function countListing<Doc>(api: Api, listing: Listing<Doc>, args: { query?: string | null; limit?: number | null }) {
  const values: unknown[] = [];
  const parts = conditions(listing, api, args.query, values);
  const limit = args.limit === undefined ? 10_000 : args.limit;
  const cap = limit === null ? '' : ` limit ${Math.max(0, Math.trunc(limit)) + 1}`;
  const { rows } = await api.db.query<{ count: number }>(
    `select count(*)::int as count from (select 1 from ${listing.source} t where ${parts.join(' and ')}${cap}) counted`,
    values,
  );
  const count = rows[0]?.count ?? 0;
  return { __typename: 'Count', count: limit === null ? count : Math.min(count, limit), precision: limit !== null && count > limit ? 'AT_LEAST' : 'EXACT' };
}
