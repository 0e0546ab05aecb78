import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';

/** Lines and units by reason, and what they are worth in the file, in minor units. */
export interface Left {
  lines: number;
  units: number;
  amount: number;
}

/** Keeps what could not be placed: counted by reason, and line by line in a CSV beside the report. */
export class LoadReport {
  readonly reasons = new Map<string, Left>();
  private constructor(
    private readonly base: string,
    private readonly out: WriteStream,
  ) {}

  /** @param base path without ending, e.g. `.data/history/shop.myshopify.com` */
  static async open(folder: string, domain: string): Promise<LoadReport> {
    await mkdir(folder, { recursive: true });
    const base = `${folder}/${domain}`;
    const report = new LoadReport(base, createWriteStream(`${base}.unplaced.csv.part`));
    await report.write(['line', 'reason', 'units', 'order', 'product', 'price', 'record']);
    return report;
  }

  get unplacedPath(): string {
    return `${this.base}.unplaced.csv`;
  }
  get reportPath(): string {
    return `${this.base}.load.json`;
  }

  async add(entry: {
    number: number;
    reason: string;
    units: number;
    amount: number;
    order: string;
    code: string;
    price: string;
    record?: readonly string[];
  }): Promise<void> {
    const left = this.reasons.get(entry.reason) ?? { lines: 0, units: 0, amount: 0 };
    this.reasons.set(entry.reason, { lines: left.lines + 1, units: left.units + entry.units, amount: left.amount + entry.amount });
    await this.write([entry.number, entry.reason, entry.units, entry.order, entry.code, entry.price, entry.record?.join(' | ') ?? '']);
  }

  /** Leaves the files of an earlier load as they were. */
  async abandon(): Promise<void> {
    this.out.destroy();
    await rm(`${this.unplacedPath}.part`, { force: true });
  }

  async close(summary: object): Promise<void> {
    this.out.end();
    await finished(this.out);
    await rename(`${this.unplacedPath}.part`, this.unplacedPath);
    await writeFile(this.reportPath, `${JSON.stringify(summary, null, 2)}\n`);
  }

  private async write(cells: (string | number)[]): Promise<void> {
    if (!this.out.write(stringify([cells]))) await once(this.out, 'drain');
  }
}
