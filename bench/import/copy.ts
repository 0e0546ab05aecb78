import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** The tables that the rows of the figure stand in. */
const MAIN = ['customer', 'customer_contact', 'sales_order', 'order_line'];
/** All that an import of customers and orders fills, each after the tables it refers to. */
const TABLES = [
  ...['customer', 'customer_key', 'customer_contact', 'customer_search', 'customer_tag'],
  ...['sales_order', 'order_line', 'refund', 'refund_line', 'fulfillment', 'order_transaction', 'customer_event', 'product_sales'],
];

const fileOf = (folder: string, table: string) => path.join(folder, `${table}.copy`);

/** Writes what the import has stored into files, in the order in which it lies in the tables. */
export async function dumpTables(owner: PoolClient, folder: string): Promise<void> {
  for (const table of TABLES) await pipeline(owner.query(copyTo(`copy ${table} to stdout (format binary)`)), createWriteStream(fileOf(folder, table)));
}

/** What the worker has found out about those records. */
const FINDINGS = ['order_claim', 'duplicate_pending'];

/** The tables are empty then, as new: their statistics are gone, too. */
export async function emptyTables(owner: PoolClient): Promise<void> {
  await owner.query(`truncate ${[...TABLES, ...FINDINGS].join(', ')} cascade`);
}

/** The rows of customers, contacts, orders and lines. */
export async function countRows(owner: PoolClient): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(`select ${MAIN.map((table) => `(select count(*) from ${table})`).join(' + ')}::int as n`);
  return rows[0]?.n ?? 0;
}

interface CopyTimes {
  /** Seconds for all tables, and for those of customers, contacts, orders and lines alone. */
  all: number;
  main: number;
}

/** The peer: COPY of the same rows, in binary, into the same tables with their indexes and foreign keys. */
export async function copyTables(owner: PoolClient, folder: string): Promise<CopyTimes> {
  const times: CopyTimes = { all: 0, main: 0 };
  for (const table of TABLES) {
    const startedAt = performance.now();
    await pipeline(createReadStream(fileOf(folder, table), { highWaterMark: 1 << 18 }), owner.query(copyFrom(`copy ${table} from stdin (format binary)`)));
    const seconds = (performance.now() - startedAt) / 1000;
    times.all += seconds;
    if (MAIN.includes(table)) times.main += seconds;
  }
  return times;
}
