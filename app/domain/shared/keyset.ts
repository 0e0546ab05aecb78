import { z } from 'zod';

/** Where a page of a list begins: the sort value and id of the row next to it, and on which side of that row it lies. */
export interface Cursor {
  /** Text of the sort value (ISO time, integer or text); `null` in the group of rows that have none. */
  value: string | null;
  id: bigint;
  side: 'after' | 'before';
}

export interface Page<Row> {
  rows: Row[];
  /** Cursors to ask for the neighbouring pages with; `null` where there is none. */
  next: string | null;
  previous: string | null;
}

/** A number of rows, counted up to {@link COUNT_MAX} and "more than that" beyond. */
export interface Count {
  value: number;
  more: boolean;
}
export const COUNT_MAX = 10_000;
export const PAGE_SIZE = 50;

const wire = z.tuple([z.string().max(300).nullable(), z.string().regex(/^-?\d{1,19}$/), z.enum(['a', 'b'])]);

export function encodeCursor(cursor: Cursor): string {
  return encodeText(JSON.stringify([cursor.value, cursor.id.toString(), cursor.side === 'after' ? 'a' : 'b']));
}

/** `null` when there is none, or when what came is not one: the list then begins at its start. */
export function decodeCursor(text: string | null | undefined): Cursor | null {
  if (!text || text.length > 600 || !/^[\w-]+$/.test(text)) return null;
  try {
    const parsed = wire.safeParse(JSON.parse(decodeText(text)));
    if (!parsed.success) return null;
    const [value, id, side] = parsed.data;
    return { value, id: BigInt(id), side: side === 'a' ? 'after' : 'before' };
  } catch {
    return null;
  }
}

/**
 * Makes a page out of rows read in scanning order, one more than fit.
 * @param read up to `size + 1` rows, nearest to the cursor first
 */
export function pageOf<Row>(read: Row[], cursor: Cursor | null, size: number, keyOf: (row: Row) => { value: string | null; id: bigint }): Page<Row> {
  const backwards = cursor?.side === 'before';
  const more = read.length > size;
  const rows = read.slice(0, size);
  if (backwards) rows.reverse();
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const hasNext = backwards ? true : more;
  const hasPrevious = backwards ? more : cursor !== null;
  return {
    rows,
    next: hasNext && last ? encodeCursor({ ...keyOf(last), side: 'after' }) : null,
    previous: hasPrevious && first ? encodeCursor({ ...keyOf(first), side: 'before' }) : null,
  };
}

/** All pages of a list, one after another: for export, in flat memory. */
export async function* eachPage<Row>(read: (cursor: string | null) => Promise<Page<Row>>): AsyncGenerator<Row[]> {
  let cursor: string | null = null;
  do {
    const page: Page<Row> = await read(cursor);
    yield page.rows;
    cursor = page.next;
  } while (cursor);
}

const MAX_ID = 2n ** 63n - 1n;

/** All of a history, newest first, by descending ids: for export, in flat memory. @param read those of lower ids than `before` */
export async function* eachBefore<Row extends { id: bigint }>(read: (before: bigint) => Promise<Row[]>): AsyncGenerator<Row[]> {
  for (let before: bigint | undefined = MAX_ID; before !== undefined;) {
    const rows: Row[] = await read(before);
    yield rows;
    before = rows.at(-1)?.id;
  }
}

function encodeText(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function decodeText(text: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0)),
  );
}
