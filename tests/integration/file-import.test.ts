import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { withShopConnection } from '~/db/tenant.server';
import { listCustomers } from '~/domain/customers/index.server';
import { customerFilter } from '~/domain/customers/model';
import { applyCustomers } from '~/domain/customers/index.server';
import { beginUndo, changeSettings, checkFile, getFileImport, runImport } from '~/domain/file-imports/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';
import { encoded, errorsOf, importFile, messyOrders, upload, work } from '../support/file-import';

const { ownerPool } = useDatabase();
let shops = 0;
let shopId: bigint;
async function newShop(): Promise<bigint> {
  shops += 1;
  const id = await registerShop(`file-import-${shops}.myshopify.com`);
  await ownerPool.query("update shop set currency = 'CNY', timezone = 'Asia/Shanghai', country = 'CN', status = 'installed' where shop_id = $1", [id]);
  return id;
}
beforeAll(async () => {
  shopId = await newShop();
});

/** Everything that is not bookkeeping of the imports. */
async function crm(shop: bigint): Promise<string[]> {
  const tables = ['customer', 'customer_tag', 'customer_search', 'sales_order', 'order_line', 'customer_event'];
  const texts = await Promise.all(
    tables.map(async (table) =>
      (
        await ownerPool.query<{ row: string }>(`select (to_jsonb(t) - 'recorded_at')::text as row from ${table} t where shop_id = $1 order by 1`, [shop])
      ).rows.map((row) => `${table} ${row.row}`),
    ),
  );
  return texts.flat();
}
const rows = async (sql: string, ...values: unknown[]) => (await ownerPool.query<Record<string, unknown>>(sql, values)).rows;
const find = async (shop: bigint, query: string) =>
  (await listCustomers(shop, { filter: customerFilter.parse({ query }), sort: 'lastOrder', direction: 'desc', cursor: null }, new Date())).rows;

describe('a file of 30,000 rows in GBK with broken quotes, columns too many, four notations of dates and two currencies', () => {
  const ROWS = 30_000;
  const bytes = encoded([...messyOrders(ROWS)].join(''), 'gbk');

  it('is imported row by row, or each row named with its reason; the check says the same before', { timeout: 120_000 }, async () => {
    const { file, checked, errors, checkErrors } = await importFile(shopId, bytes, { dateOrder: 'dmy' });
    expect(file.status).toBe('done');
    expect(file.settings).toMatchObject({ encoding: 'gb18030', delimiter: 'comma', kind: 'orders' });
    expect(file.counts).toEqual(checked);
    expect(errors).toEqual(checkErrors);
    expect(file.counts.rows).toBe(ROWS);
    // Each line is an order's line, or has its reason.
    const [stored] = await rows('select count(*)::int as lines, count(distinct order_id)::int as orders from order_line where shop_id = $1', shopId);
    const named = new Set(errors.map((error) => error.line));
    expect(named.size).toBe(file.counts.failed);
    expect(Number(stored?.['lines']) + named.size).toBe(ROWS);
    expect(Number(stored?.['orders'])).toBe(file.counts.ordersCreated);
    expect(new Set(errors.map((error) => error.reason))).toEqual(new Set(['broken_quotes', 'too_many_columns', 'currency_differs', 'order_has_errors']));
    expect(await rows('select 1 from file_import_piece where shop_id = $1', shopId)).toEqual([]);
  });

  it('adds up: every sum is that of the orders, and people are found by name, e-mail and phone', async () => {
    const wrong = await rows(
      `select c.id from customer c left join (select customer_id, count(*)::int n, sum(total) net from sales_order where shop_id = $1 group by 1) s on s.customer_id = c.id
       where c.shop_id = $1 and (c.orders_count, c.spent_net) is distinct from (coalesce(s.n, 0), coalesce(s.net, 0))`,
      shopId,
    );
    expect(wrong).toEqual([]);
    expect((await rows('select max(id) as max, min(id) as min from sales_order where shop_id = $1', shopId))[0]?.['max']).toMatch(/^-/);
    for (const query of ['p7@example.cn', '13801000007', '李明7'])
      expect(
        (await find(shopId, query)).map((row) => row.contact.email),
        query,
      ).toContain('p7@example.cn');
    const [order] = await rows(
      "select total, occurred_at, source, currency, presentment_currency from sales_order where shop_id = $1 and name = 'D10'",
      shopId,
    );
    // Rows 20 and 21: 3 × 21.50 + 1 × 22.50 USD, at 7.25.
    expect(order).toMatchObject({ total: '63075', source: 'offline', currency: 'CNY', presentment_currency: 'USD' });
    expect((order?.['occurred_at'] as Date).toISOString()).toBe('2024-05-10T16:00:00.000Z');
  });

  it('changes nothing when it comes again', { timeout: 120_000 }, async () => {
    const before = await crm(shopId);
    const { file } = await importFile(shopId, bytes, { dateOrder: 'dmy' });
    expect(file.counts).toMatchObject({ customersCreated: 0, customersUpdated: 0, ordersCreated: 0, ordersUpdated: 0 });
    expect(await crm(shopId)).toEqual(before);
  });

  it('ends the same when its worker is killed again and again, and undone leaves nothing', { timeout: 240_000 }, async () => {
    const [one, other] = [await newShop(), await newShop()];
    const some = encoded([...messyOrders(12_000)].join(''), 'gbk');
    const begin = async (shop: bigint) => {
      const id = await upload(shop, some);
      await changeSettings(shop, id, { dateOrder: 'dmy' });
      await checkFile(shop, id, new Date());
      await work(shop, id);
      await runImport(shop, id, new Date());
      return id;
    };
    const [killed, quiet] = [await begin(one), await begin(other)];
    const done = async () => (await getFileImport(one, killed)).file.doneBytes;
    for (let kills = 0; kills < 2; kills += 1) {
      const before = await done();
      const child = fork('tests/support/file-import-loop.ts', [one.toString(), killed.toString()], { execArgv: ['--import', 'tsx'], env: process.env });
      const over = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
      // In the middle of the next stretch.
      while ((await done()) === before) await sleep(5);
      child.kill('SIGKILL');
      expect(await over).toBe('SIGKILL');
    }
    expect((await getFileImport(one, killed)).file.status).toBe('running');
    await work(one, killed);
    await work(other, quiet);
    const [a, b] = [(await getFileImport(one, killed)).file, (await getFileImport(other, quiet)).file];
    expect(a.status).toBe('done');
    expect(a.counts).toEqual(b.counts);
    const sums = (shop: bigint) =>
      rows(
        'select o.name, o.total, o.occurred_at, (select count(*) from order_line l where l.shop_id = o.shop_id and l.order_id = o.id) as lines from sales_order o where shop_id = $1 order by 1',
        shop,
      );
    expect(await sums(one)).toEqual(await sums(other));

    await beginUndo(one, killed, new Date());
    await work(one, killed);
    const { file } = await getFileImport(one, killed);
    expect(file).toMatchObject({ status: 'undone', undo: { undone: file.counts.ordersCreated + file.counts.customersCreated, kept: {} } });
    expect(await crm(one)).toEqual([]);
    for (const table of ['customer_contact', 'customer_key', 'file_import_record'])
      expect(await rows(`select 1 from ${table} where shop_id = $1`, one), table).toEqual([]);
  });
});

describe('people of a file', () => {
  const HEADER = 'Customer ID,Name,Email,Phone,City,Country,Tags,Accepts email marketing,Customer since\n';

  it('are those of the store when they have their e-mail or phone, who stay as the store has them', async () => {
    const shop = await newShop();
    const at = new Date('2026-01-01T00:00:00Z');
    const contact = { firstName: 'Ada', lastName: 'Lovelace', emails: ['ada@example.org'], phones: ['+8613800138000'], addresses: [], note: null };
    await applyCustomers(shop, [{ id: 77n, contact, tags: [], occurredAt: at, versionAt: at }]);
    const before = await crm(shop);
    const text = `${HEADER}A1,Someone,ADA@example.org,,,,,,\nA2,Another,,138 0013 8000,,,,,\nA3,,,,Paris,,,,\n,,,,,,,,\nA5,Fünf,five@example.org,030 123456,Köln,Germany,"vip, old",yes,02.01.2025\nA6,x,not-an-address,12,Paris,Atlantis,,perhaps,2025-02-30\n`;
    const { file, errors } = await importFile(shop, encoded(text));
    expect(file.counts).toMatchObject({ rows: 5, blank: 1, failed: 1, customersMatched: 2, customersCreated: 2 });
    expect(new Set(errors.map(({ line, reason }) => `${line} ${reason}`))).toEqual(
      new Set(['7 email_invalid', '7 phone_invalid', '7 country_unknown', '7 consent_unclear', '7 date_invalid']),
    );
    expect((await crm(shop)).filter((row) => row.includes('"customer_id": 77') || row.includes('"id": 77'))).toEqual(
      before.filter((row) => row.includes('77')),
    );
    const [five] = await find(shop, 'five@example.org');
    expect(five).toMatchObject({ contact: { name: 'Fünf' }, tags: ['old', 'vip'], emailConsent: 'subscribed', countryCode: 'DE' });
  });

  it('are brought up to date by a later file, which can be undone; what has changed since is kept and said', async () => {
    const shop = await newShop();
    const first = await importFile(shop, encoded(`${HEADER}B1,Bea,bea@example.org,,Bern,CH,red,,\nB2,Ben,ben@example.org,,,,,,\n`));
    const after = await crm(shop);
    const second = await importFile(shop, encoded(`${HEADER}B1,Beatrix,bea@example.org,,Basel,CH,blue,,\nB3,Bo,bo@example.org,,,,,,\n`, 'utf-16le'));
    expect(second.file.counts).toMatchObject({ customersUpdated: 1, customersCreated: 1 });
    expect((await find(shop, 'bea@example.org'))[0]).toMatchObject({ contact: { name: 'Beatrix' }, tags: ['blue', 'red'] });
    await beginUndo(shop, first.id, new Date());
    await work(shop, first.id);
    expect((await getFileImport(shop, first.id)).file.undo).toEqual({ total: 2, undone: 1, kept: { later_import: 1 } });
    await beginUndo(shop, second.id, new Date());
    await work(shop, second.id);
    expect((await getFileImport(shop, second.id)).file.undo).toMatchObject({ undone: 2, kept: {} });
    const [bea] = await find(shop, 'bea@example.org');
    expect(bea).toMatchObject({ contact: { name: 'Bea' }, tags: ['red'] });
    expect((await crm(shop)).filter((row) => row.startsWith('customer ')).length).toBe(1);
    expect(after.filter((row) => row.startsWith('customer ')).length).toBe(2);
    // Once undone, the same file brings again what it had brought.
    expect((await importFile(shop, encoded(`${HEADER}B3,Bo,bo@example.org,,,,,,\n`))).file.counts.customersCreated).toBe(1);
  });
});

describe('orders of a file', () => {
  const HEADER = 'Order number;Date;Email;Product;Quantity;Price;Tax;Total\n';

  it('are corrected by a later file, and put back by undoing it', async () => {
    const shop = await newShop();
    await importFile(
      shop,
      encoded(`${HEADER}X1;2026-01-02;x@example.org;Tea;2;10,50;;21,00\nX1;2026-01-02;x@example.org;Cup;1;4,00;;\nX2;2026-01-03;;Pot;1;30,00;;30,00\n`),
      { decimalMark: 'comma' },
    );
    expect(await rows('select name from sales_order where shop_id = $1', shop)).toEqual([{ name: 'X2' }]);
    const good = `${HEADER}X1;2026-01-02;x@example.org;Tea;2;10,50;;25,00\nX1;2026-01-02;x@example.org;Cup;1;4,00;;25,00\n`;
    await importFile(shop, encoded(good), { decimalMark: 'comma' });
    const stood = await crm(shop);
    const changed = await importFile(shop, encoded(good.replaceAll('25,00', '28,00').replace('Cup;1;4,00', 'Cup;1;7,00')), { decimalMark: 'comma' });
    expect(changed.file.counts).toMatchObject({ ordersUpdated: 1, ordersCreated: 0, unchanged: 1 });
    expect((await find(shop, 'x@example.org'))[0]?.spentNet).toBe(2800n);
    await beginUndo(shop, changed.id, new Date());
    await work(shop, changed.id);
    const without = (all: string[]) => all.map((row) => row.replace(/"(email_token|fingerprint)": [^,}]+/g, ''));
    expect(without(await crm(shop))).toEqual(without(stood));
  });

  it('whose rows lie apart are refused from the second part on, and told', async () => {
    const shop = await newShop();
    const { file, errors } = await importFile(shop, encoded(`${HEADER}Y1;2026-01-02;;A;1;1;;\nY2;2026-01-02;;A;1;1;;\nY1;2026-01-02;;B;1;1;;\n`));
    expect(errors).toEqual([{ line: 4, column: null, reason: 'order_split', valueClass: 'none' }]);
    expect(file.counts).toMatchObject({ ordersCreated: 2, failed: 1 });
  });

  it('keep nothing of anybody in clear while they wait', async () => {
    const shop = await newShop();
    await upload(shop, encoded(`${HEADER}Z1;2026-01-02;secret.person@example.org;A;1;1;;\n`));
    const tables = ['file_import', 'file_import_piece', 'file_import_error'];
    for (const table of tables) expect(JSON.stringify(await rows(`select t.* from ${table} t where shop_id = $1`, shop))).not.toContain('secret.person');
    expect(await errorsOf(shop, 0n)).toEqual([]);
    expect(await withShopConnection(shop, async (client) => (await client.query('select 1 from file_import where shop_id = $1', [shopId])).rowCount)).toBe(0);
  });
});
