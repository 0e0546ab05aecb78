import { Prisma } from '@prisma/client';
import { withShop, type Tx } from '~/db/tenant.server';
import type { Cursor } from './keyset';

/**
 * The shop's transaction for reading a list. A page holds few rows and a count ends at a limit, yet for the planner reading a whole table may
 * look no dearer than following an index: it is told not to.
 */
export function withShopList<T>(shopId: bigint, read: (tx: Tx) => Promise<T>): Promise<T> {
  return withShop(shopId, async (tx) => {
    await tx.$executeRaw`select set_config('enable_seqscan', 'off', true)`;
    return read(tx);
  });
}

/** A column that a list can be sorted by; an index on (shop_id, column desc, id) must exist. */
export interface SortColumn {
  column: Prisma.Sql;
  /** Type that the cursor's text is cast to. */
  type: 'timestamptz' | 'bigint' | 'int' | 'text';
  nullable: boolean;
  id: Prisma.Sql;
}
export interface Scan {
  where: Prisma.Sql;
  order: Prisma.Sql;
}

/**
 * The index scans that yield a page in scanning order: one, or two where rows without a value come last (an index
 * would put them first). The second is only needed when the first has not filled the page.
 */
export function keysetScans(sort: SortColumn, direction: 'asc' | 'desc', cursor: Cursor | null): Scan[] {
  const backwards = cursor?.side === 'before';
  const down = (direction === 'desc') !== backwards;
  const { column, id } = sort;
  const values: Scan = {
    where: sort.nullable ? Prisma.sql`${column} is not null` : Prisma.sql`true`,
    order: down ? Prisma.sql`${column} desc, ${id} asc` : Prisma.sql`${column} asc, ${id} desc`,
  };
  const blanks: Scan = { where: Prisma.sql`${column} is null`, order: down ? Prisma.sql`${id} asc` : Prisma.sql`${id} desc` };
  const scans = !sort.nullable ? [values] : backwards ? [blanks, values] : [values, blanks];
  if (!cursor) return scans;
  const first = cursor.value === null ? blanks : values;
  const beyond = idBeyond(id, cursor.id, down);
  const start = {
    order: first.order,
    where: cursor.value === null ? Prisma.sql`${first.where} and ${beyond}` : Prisma.sql`${first.where} and ${valueBeyond(sort, cursor.value, down, beyond)}`,
  };
  return [start, ...scans.slice(scans.indexOf(first) + 1)];
}

function idBeyond(column: Prisma.Sql, id: bigint, down: boolean) {
  return down ? Prisma.sql`${column} > ${id}` : Prisma.sql`${column} < ${id}`;
}

/** The first comparison bounds the index scan, the second splits ties. */
function valueBeyond(sort: SortColumn, text: string, down: boolean, beyond: Prisma.Sql) {
  const value = Prisma.sql`${text}::text::${Prisma.raw(sort.type)}`;
  const { column } = sort;
  return down
    ? Prisma.sql`${column} <= ${value} and (${column} < ${value} or ${beyond})`
    : Prisma.sql`${column} >= ${value} and (${column} > ${value} or ${beyond})`;
}

/** Reads scans one after the other until `size + 1` rows are there. */
export async function readScans<Row>(scans: Scan[], size: number, read: (scan: Scan, limit: number) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (const scan of scans) {
    if (rows.length > size) break;
    rows.push(...(await read(scan, size + 1 - rows.length)));
  }
  return rows;
}
