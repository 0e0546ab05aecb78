import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import type { PoolClient } from 'pg';
import { findColumns, type ColumnMap } from './columns.ts';
import { readLine, type DateOrder, type FileLine } from './file-line.ts';
import type { Meter } from './progress.ts';
import type { CopyWriter } from './writer.ts';

export interface StageOptions {
  file: string;
  columns?: ColumnMap;
  digits: number;
  dates: DateOrder;
  toUtc: (local: number) => number;
}
/** Called for each line that is set aside, with its number among the file's data lines. */
export type OnAside = (number: number, reason: string, record: readonly string[]) => Promise<void> | void;

const stageColumns = ['number', 'kind', 'order_key', 'customer_key', 'code', 'description', 'quantity', 'price', 'exact_price', 'time', 'country'] as const;

/** Copies the file's lines into a temporary table that lives as long as the client's transaction. Returns how many lines the file has. */
export async function stageFile(client: PoolClient, writer: CopyWriter, options: StageOptions, onAside: OnAside, meter: Meter): Promise<number> {
  await client.query(`create temp table history_line (number integer not null, kind text not null, order_key text not null, customer_key text, code text not null,
    description text, quantity integer not null, price bigint not null, exact_price numeric not null, time timestamptz not null, country text) on commit drop`);
  const { size } = await stat(options.file);
  const source = createReadStream(options.file);
  const parser = parse({ relax_column_count: true, relax_quotes: true, skip_empty_lines: true, bom: true });
  let rules: Parameters<typeof readLine>[1] | null = null;
  let number = 0;
  const consume = async (records: AsyncIterable<string[]>) => {
    for await (const record of records) {
      if (!rules) {
        rules = { columns: findColumns(record, options.columns), digits: options.digits, dates: options.dates, toUtc: options.toUtc };
        continue;
      }
      number += 1;
      meter.add(1);
      const line = readLine(record, rules);
      if (line.kind === 'aside') await onAside(number, line.reason, record);
      else writer.row('history_line', stageColumns, stageValues(number, line));
      if (number % 2000 === 0) {
        meter.expect(Math.round((number * size) / source.bytesRead));
        await writer.breathe();
      }
    }
  };
  let cause: unknown = null;
  const notingWhy = (records: AsyncIterable<string[]>) =>
    consume(records).catch((error: unknown) => {
      cause = error;
      throw error;
    });
  try {
    await (options.file.endsWith('.gz') ? pipeline(source, createGunzip(), parser, notingWhy) : pipeline(source, parser, notingWhy));
  } catch (error) {
    // The pipeline says only that it was aborted when its end gave up.
    throw cause ?? error;
  }
  if (number === 0 && !rules) throw new Error(`${options.file} is empty: its first line must name the columns.`);
  await writer.flush();
  await arrange(client);
  return number;
}

const stageValues = (number: number, line: FileLine) => [
  number,
  line.kind,
  line.order,
  line.customer,
  line.code,
  line.description,
  line.quantity,
  line.price,
  line.exactPrice,
  new Date(line.time).toISOString(),
  line.country,
];

/** One row per order and per return, with its first moment and its rank among the orders in time. */
async function arrange(client: PoolClient): Promise<void> {
  await client.query(`create temp table history_order on commit drop as
    select kind, order_key, customer_key, min(time) as time, row_number() over (partition by kind order by min(time), order_key, customer_key) as rank
    from history_line group by kind, order_key, customer_key`);
  await client.query('analyze history_line');
  await client.query('analyze history_order');
}

export interface StagedLine {
  number: number;
  kind: 'sale' | 'return';
  orderKey: string;
  customerKey: string | null;
  code: string;
  description: string | null;
  quantity: number;
  price: number;
  /** As the file has it, when rounding has changed it. */ exactPrice: string | null;
  country: string | null;
  rank: number;
  time: Date;
}

/** All staged lines: customer by customer, each in order of time; those without a customer last. */
export async function* stagedLines(client: PoolClient, digits: number): AsyncGenerator<StagedLine> {
  await client.query(`declare history_lines no scroll cursor for
    select l.number, l.kind, l.order_key as "orderKey", l.customer_key as "customerKey", l.code, l.description, l.quantity, l.price::float8 as price,
      case when l.exact_price * ${10 ** digits} <> l.price then l.exact_price::text end as "exactPrice", l.country, o.rank::int as rank, o.time
    from history_line l join history_order o on o.kind = l.kind and o.order_key = l.order_key and o.customer_key is not distinct from l.customer_key
    order by l.customer_key nulls last, o.time, l.kind desc, o.rank, l.number`);
  for (;;) {
    const { rows } = await client.query<StagedLine>('fetch 2000 from history_lines');
    if (rows.length === 0) break;
    yield* rows;
  }
  await client.query('close history_lines');
}
