import type { PoolClient } from 'pg';
import { jsonOf } from '~/config/json-text';
import { insertRows, type RowTable } from '~/db/rows.server';
import { withShopConnection } from '~/db/tenant.server';
import { AppError } from '../../shared/errors';
import { verifyBooks } from '../ledger/index.server';
import { resumeRedemptions } from '../rewards/index.server';
import { endLine, headLine, noLines, type LineCounts, type Restored } from './model';
import { columnsOf, lineOf, LINE_KINDS, TABLES, type LineKind } from './tables';

const ROWS_AT_ONCE = 500;
const SQL_TYPE = { id: 'bigint', ids: 'bigint[]', texts: 'text[]', int: 'integer', text: 'text', flag: 'boolean', time: 'timestamptz', json: 'jsonb' } as const;

/**
 * Takes books over as a file tells them, with their numbers and their history, in one transaction: killed, it leaves nothing behind and is
 * begun again. Before it is committed the books are proved.
 * @throws AppError conflict when the shop has books already; invalid_input, with the line, when the file is not whole or its books do not balance.
 */
export function restoreBooks(shopId: bigint, lines: AsyncIterable<string>): Promise<Restored> {
  return withShopConnection(shopId, async (connection) => {
    await claimEmptyShop(connection, shopId);
    const counts = await takeLines(connection, shopId, lines);
    await connection.query(
      `select number_behind(coalesce((select max(id) from ledger_entry where shop_id = $1), 0), coalesce((select max(id) from loyalty_redemption where shop_id = $1), 0),
         coalesce((select max(id) from loyalty_tier_change where shop_id = $1), 0), coalesce((select max(id) from loyalty_merge where shop_id = $1), 0),
         coalesce((select max(id) from loyalty_activity where shop_id = $1), 0))`,
      [shopId],
    );
    await resumeRedemptions(connection, shopId);
    const { difference } = await verifyBooks(connection, shopId);
    if (difference) throw invalid(`The books of the file do not hold: ${difference.what}, expected ${difference.expected}, found ${difference.found}.`);
    const { rows } = await connection.query<Omit<Restored, 'lines'>>(
      `select coalesce(sum(m.available), 0)::bigint as available, coalesce(sum(m.pending), 0)::bigint as pending, coalesce(sum(m.owed), 0)::bigint as owed,
         (count(*) filter (where c.id is null))::int as "withoutCustomer"
       from loyalty_member m left join customer c on c.shop_id = m.shop_id and c.id = m.customer_id where m.shop_id = $1`,
      [shopId],
    );
    if (!rows[0]) throw new Error('The sums answered nothing.');
    return { lines: counts, ...rows[0] };
  });
}

/** Nobody else may begin books meanwhile: publishing a programme waits for the same lock. */
async function claimEmptyShop(connection: PoolClient, shopId: bigint): Promise<void> {
  await connection.query("select pg_advisory_xact_lock(hashtextextended('programme', $1))", [shopId]);
  for (const kind of LINE_KINDS) {
    const { rowCount } = await connection.query(`select from ${TABLES[kind].name} where shop_id = $1 limit 1`, [shopId]);
    if (rowCount) throw new AppError('conflict', 'The shop has books of its own already, or has taken these over. Nothing was changed.');
  }
}

async function takeLines(connection: PoolClient, shopId: bigint, lines: AsyncIterable<string>): Promise<LineCounts> {
  const counts = noLines();
  const schemas = new Map(LINE_KINDS.map((kind) => [kind, lineOf(kind)]));
  let waiting: { kind: LineKind; rows: object[] } | null = null;
  const flush = async () => {
    if (waiting) await insertRows(connection, shopId, tableOf(waiting.kind), waiting.rows);
    waiting = null;
  };
  let number = 0;
  let ended = false;
  for await (const text of lines) {
    number += 1;
    if (text.trim() === '') continue;
    const value = objectOf(text, number);
    if (ended) throw invalid('There is something behind the end of the file.', number);
    if (number === 1) await checkHead(connection, shopId, value);
    else if (value['kind'] === 'end') {
      checkEnd(value, counts, number);
      ended = true;
    } else {
      const kind = LINE_KINDS.find((one) => one === value['kind']);
      const line = kind && schemas.get(kind)?.safeParse(value);
      if (!kind || !line?.success) throw invalid(`This is no line of such a file${line?.error ? `: ${line.error.issues[0]?.path.join('.')}` : ''}.`, number);
      if (waiting && (waiting.kind !== kind || waiting.rows.length >= ROWS_AT_ONCE)) await flush();
      waiting ??= { kind, rows: [] };
      waiting.rows.push(rowOf(kind, line.data));
      counts[kind] += 1;
    }
  }
  if (!ended) throw invalid('The file ends too soon: its last line is missing.', number);
  await flush();
  return counts;
}

function objectOf(text: string, number: number): Record<string, unknown> {
  const value = jsonOf(text);
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw invalid('This is no JSON.', number);
}

async function checkHead(connection: PoolClient, shopId: bigint, value: unknown): Promise<void> {
  const head = headLine.safeParse(value);
  if (!head.success) throw invalid('This is no export of loyalty, or one of a newer version.', 1);
  const { rows } = await connection.query<{ currency: string }>('select currency from shop where shop_id = $1', [shopId]);
  if (!rows[0]) throw new AppError('not_found', 'This shop has not installed Regulars.');
  if (rows[0].currency !== head.data.currency) throw invalid(`The books are in ${head.data.currency}, the shop in ${rows[0].currency}.`, 1);
}

function checkEnd(value: unknown, counts: LineCounts, number: number): void {
  const end = endLine.safeParse(value);
  const wrong = LINE_KINDS.find((kind) => end.data?.counts[kind] !== counts[kind]);
  if (!end.success || wrong) throw invalid(`Lines are missing${wrong ? `: ${counts[wrong]} of kind ${wrong}, not ${end.data?.counts[wrong]}` : ''}.`, number);
}

const tableOf = (kind: LineKind): RowTable => ({
  name: TABLES[kind].name,
  columns: Object.fromEntries(columnsOf(kind, true).map(([, { of, type }]) => [of, SQL_TYPE[type]])),
});

/** A JSON document travels as its text: a list in it is no list of the database. */
function rowOf(kind: LineKind, line: Record<string, unknown>): object {
  return Object.fromEntries(
    columnsOf(kind, true).map(([name, { of, type }]) => [of, type === 'json' && line[name] !== null ? JSON.stringify(line[name]) : line[name]]),
  );
}

const invalid = (message: string, line?: number): AppError => new AppError('invalid_input', line === undefined ? message : `Line ${line}: ${message}`);
