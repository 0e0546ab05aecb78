import { access } from 'node:fs/promises';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { inTransaction } from '../state/database.ts';
import { currencyDigits } from '../state/money.ts';
import type { Store } from '../state/model.ts';
import { customerRows, orderRows, productRows } from '../state/rows.ts';
import { Zone } from './calendar.ts';
import { columnNames } from './columns.ts';
import { findCountry } from './countries.ts';
import { countStaged } from './file-figures.ts';
import { makeCustomer, type Making } from './file-orders.ts';
import { makeProducts } from './file-products.ts';
import { claimEmptyStore, openStore } from './fresh-store.ts';
import { Ids } from './ids.ts';
import { LoadReport, type Left } from './load-report.ts';
import { Meter, type OnProgress } from './progress.ts';
import { stagedLines, stageFile, type StagedLine } from './stage.ts';
import { CopyWriter } from './writer.ts';

const loadOptions = z.object({
  domain: z.string(),
  file: z.string(),
  name: z.string().default('Online Retail'),
  columns: z.partialRecord(z.enum(columnNames), z.string()).default({}),
  currency: z.string().length(3).default('GBP'),
  timezone: z.string().default('Europe/London'),
  country: z.string().length(2).default('GB'),
  /** How dates like 12/9/2011 are meant; those that start with the year need no telling. */
  dates: z.enum(['ymd', 'mdy', 'dmy']).default('ymd'),
  /** Deletes what the store has and loads again. */ replace: z.boolean().default(false),
  folder: z.string().default('.data/history'),
});
export type LoadOptions = z.input<typeof loadOptions>;

export interface LoadSummary {
  file: string;
  lines: number;
  customers: number;
  orders: number;
  guestOrders: number;
  orderLines: number;
  products: number;
  refunds: number;
  returnLinesPlaced: number;
  /** Of lines that became part of an order, in minor units; `exact` before rounding, in major units. */
  rounding: { exact: string; rounded: number; linesChanged: number };
  /** The same with a customer, a quantity and a price in the file: the usual cleaning of such data. */
  cleaned: { customers: number; orders: number; lines: number; exact: string; rounded: number };
  /** Money given back, and money of the file's returns beyond what was paid for the orders they were matched to. */
  refunded: number;
  capped: number;
  unplaced: Record<string, Left>;
  unknownCountries: string[];
  seconds: number;
  peakRssMb: number;
  report: string;
  unplacedFile: string;
}

/**
 * Makes a file of real transactions the past of a store, in one transaction: orders, refunds for the returns that can be
 * matched to them, guests, customers and products. Emits no events. What cannot be placed is counted by reason and named line by line.
 * @throws StoreNotEmpty when the store has a past already; Error when the file or a column is missing
 */
export async function loadHistory(ctx: Pick<Context, 'pool' | 'clock'>, options: LoadOptions, onProgress: OnProgress): Promise<LoadSummary> {
  const settings = loadOptions.parse(options);
  await access(settings.file).catch(() => {
    throw new Error(`There is no file ${settings.file}.`);
  });
  const store = await openStore(ctx, {
    domain: settings.domain,
    name: settings.name,
    email: 'owner@example.com',
    currency: settings.currency,
    presentmentCurrencies: [],
    timezone: settings.timezone,
    locale: 'en',
    country: settings.country,
    plan: 'shopify',
    taxesIncluded: true,
    taxRateBps: 0,
    shippingFlat: 0,
  });
  return inTransaction(ctx.pool, (client) => load(ctx, client, store, settings, onProgress));
}

async function load(
  ctx: Pick<Context, 'pool' | 'clock'>,
  client: PoolClient,
  store: Store,
  settings: z.output<typeof loadOptions>,
  onProgress: OnProgress,
): Promise<LoadSummary> {
  await claimEmptyStore(client, store.domain, settings.replace);
  const report = await LoadReport.open(settings.folder, store.domain);
  try {
    const summary = await fill(ctx, client, store, settings, report, onProgress);
    await report.close(summary);
    return summary;
  } catch (error) {
    await report.abandon();
    throw error;
  }
}

async function fill(
  ctx: Pick<Context, 'pool'>,
  client: PoolClient,
  store: Store,
  settings: z.output<typeof loadOptions>,
  report: LoadReport,
  onProgress: OnProgress,
): Promise<LoadSummary> {
  const started = performance.now();
  const digits = currencyDigits(store.currency);
  const writer = new CopyWriter(client);
  const zone = new Zone(store.timezone);
  const reading = new Meter('reading the file', null, onProgress);
  const lines = await stageFile(
    client,
    writer,
    { file: settings.file, columns: settings.columns, digits, dates: settings.dates, toUtc: (local) => zone.toUtc(local) },
    (number, reason, record) => report.add({ number, reason, units: 0, amount: 0, order: '', code: '', price: '', record }),
    reading,
  );
  reading.end();

  const figures = await countStaged(client, digits);
  const ids = new Ids(ctx.pool);
  await ids.ensure(figures.orders + 2 * figures.codes + 16);
  const firstOrder = ids.takeRow(figures.orders);
  const takeId = () => ids.take();
  const { products, titles } = await makeProducts(client, store, takeId);
  for (const product of products.values()) writer.document(productRows, store.domain, product);
  const making: Making = {
    store,
    takeId,
    products,
    titleOf: (code) => titles.get(code) ?? code,
    orderId: (rank) => (firstOrder + BigInt(rank - 1)).toString(),
    orderNumber: (key, rank) => (figures.numbered ? Number(key) : 1000 + rank),
  };
  const made = await writeAll(client, writer, ids, making, figures.lines, report, onProgress, digits);
  await client.query(
    'update devstore.store set last_order_number = greatest(1000, (select max(number) from devstore."order" where domain = $1)) where domain = $1',
    [store.domain],
  );
  return {
    file: settings.file,
    lines,
    ...made,
    orders: figures.orders,
    products: products.size,
    rounding: figures.rounding,
    cleaned: figures.cleaned,
    unplaced: Object.fromEntries([...report.reasons].sort(([a], [b]) => (a < b ? -1 : 1))),
    unknownCountries: figures.countries.filter((name) => !findCountry(name)),
    seconds: Math.round((performance.now() - started) / 100) / 10,
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    report: report.reportPath,
    unplacedFile: report.unplacedPath,
  };
}

type Made = Pick<LoadSummary, 'customers' | 'guestOrders' | 'orderLines' | 'refunds' | 'returnLinesPlaced' | 'refunded' | 'capped'>;

async function writeAll(
  client: PoolClient,
  writer: CopyWriter,
  ids: Ids,
  making: Making,
  total: number,
  report: LoadReport,
  onProgress: OnProgress,
  digits: number,
): Promise<Made> {
  const made: Made = { customers: 0, guestOrders: 0, orderLines: 0, refunds: 0, returnLinesPlaced: 0, refunded: 0, capped: 0 };
  const meter = new Meter('writing orders', total, onProgress);
  for await (const lines of byCustomer(stagedLines(client, digits))) {
    // Per line at most: its own id, a refund line's, and a share of order, address, payment, dispatch and refund.
    await ids.ensure(8 * lines.length + 16);
    const part = makeCustomer(lines, making);
    if (part.customer) writer.document(customerRows, making.store.domain, part.customer);
    for (const order of part.orders) writer.document(orderRows, making.store.domain, order);
    for (const { line, quantity, amount, reason } of part.unplaced) {
      await report.add({ number: line.number, reason, units: quantity, amount, order: line.orderKey, code: line.code, price: String(line.price) });
    }
    made.customers += part.customer ? 1 : 0;
    made.guestOrders += part.customer ? 0 : part.orders.length;
    made.orderLines += part.orders.reduce((sum, order) => sum + order.lines.length, 0);
    made.refunds += part.orders.reduce((sum, order) => sum + order.refunds.length, 0);
    made.returnLinesPlaced += part.placedLines;
    made.refunded += part.refunded;
    made.capped += part.capped;
    meter.add(lines.length);
    await writer.breathe();
  }
  await writer.flush();
  meter.end();
  return made;
}

/** Gathers the lines of one customer; those of nobody order by order. */
async function* byCustomer(lines: AsyncIterable<StagedLine>): AsyncGenerator<StagedLine[]> {
  let group: StagedLine[] = [];
  for await (const line of lines) {
    const last = group.at(-1);
    const same =
      last !== undefined &&
      last.customerKey === line.customerKey &&
      (line.customerKey !== null || (last.orderKey === line.orderKey && last.kind === line.kind));
    if (!same && group.length > 0) {
      yield group;
      group = [];
    }
    group.push(line);
  }
  if (group.length > 0) yield group;
}
