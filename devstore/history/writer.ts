import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { RowShape } from '../state/rows.ts';

/** What COPY may hold back in memory before it is sent. */
const BATCH_CHARS = 4_000_000;

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const field = (value: string | number | null) =>
  value === null ? '\\N' : typeof value === 'number' ? String(value) : value.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);

interface Table {
  statement: string;
  rows: string[];
  chars: number;
  written: number;
}

/**
 * Collects rows of several tables and writes each table's by COPY once there are enough, all in the transaction of
 * one client: what is not committed leaves nothing behind. COPY goes to one table at a time, so rows wait in turn.
 */
export class CopyWriter {
  private readonly tables = new Map<string, Table>();
  /** The COPY under way; the next waits for it, and drawing goes on meanwhile. */
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly client: PoolClient) {}

  row(table: string, columns: readonly string[], values: (string | number | null)[]): void {
    const statement = `copy ${table} (${columns.join(', ')}) from stdin`;
    let state = this.tables.get(statement);
    if (!state) this.tables.set(statement, (state = { statement, rows: [], chars: 0, written: 0 }));
    const line = `${values.map(field).join('\t')}\n`;
    state.rows.push(line);
    state.chars += line.length;
    state.written += 1;
  }

  document<Doc>(shape: RowShape<Doc>, domain: string, doc: Doc): void {
    this.row(shape.table, shape.columns, shape.values(domain, doc));
  }

  /** Sends the tables that have enough rows. To be awaited between documents, so that rows never pile up. */
  async breathe(): Promise<void> {
    for (const table of this.tables.values()) if (table.chars >= BATCH_CHARS) await this.send(table);
  }

  /** Sends what is left of all tables and waits until the database has it. */
  async flush(): Promise<void> {
    for (const table of this.tables.values()) if (table.rows.length > 0) await this.send(table);
    await this.running;
  }

  private async send(table: Table): Promise<void> {
    const text = table.rows.join('');
    table.rows = [];
    table.chars = 0;
    await this.running;
    this.running = this.copy(table.statement, text);
    // Whoever awaits next sees the error; until then it must not count as unhandled.
    this.running.catch(() => undefined);
  }

  private async copy(statement: string, text: string): Promise<void> {
    const stream = this.client.query(copyFrom(statement));
    const done = finished(stream);
    done.catch(() => undefined);
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), done]);
    stream.end();
    await done;
  }
}
