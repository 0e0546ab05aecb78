import { expect, it } from 'vitest';
import { flushAccessLog, listAccess, noteAccess } from '~/domain/privacy/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();
const at = new Date('2026-02-01T00:00:00Z');

it('notes who was shown whom, in batches, and answers per customer and per member of staff, page by page', async () => {
  const shopId = await registerShop('log.myshopify.com');
  const other = await registerShop('other-log.myshopify.com');
  for (let n = 0; n < 120; n += 1) noteAccess(shopId, { userId: n % 2 ? '7' : '8', kind: 'customer_list', customerIds: [BigInt(n), 5000n], at });
  noteAccess(shopId, { userId: '7', kind: 'customer', customerIds: [3n], at });
  noteAccess(other, { userId: '9', kind: 'customer', customerIds: [3n], at });
  noteAccess(shopId, { userId: '7', kind: 'customer_search', customerIds: [], at });
  await flushAccessLog();

  const about3 = await listAccess(shopId, { customerId: 3n, userId: null }, null);
  expect(about3.rows.map(({ kind, userId, people }) => ({ kind, userId, people }))).toEqual([
    { kind: 'customer', userId: '7', people: 1 },
    { kind: 'customer_list', userId: '7', people: 2 },
  ]);
  const pages: number[] = [];
  for (let cursor: string | null = null, first = true; first || cursor; first = false) {
    const page = await listAccess(shopId, { customerId: null, userId: '8' }, cursor);
    expect(page.rows.every(({ userId }) => userId === '8')).toBe(true);
    pages.push(page.rows.length);
    cursor = page.next;
  }
  expect(pages).toEqual([50, 10]);
  expect((await listAccess(shopId, { customerId: 5000n, userId: '7' }, null)).rows).toHaveLength(50);
});

it('keeps what it could not write, and writes it later', async () => {
  const shopId = await registerShop('later-log.myshopify.com');
  await ownerPool.query('alter table access_entry rename to access_entry_away');
  noteAccess(shopId, { userId: '7', kind: 'customer', customerIds: [1n], at });
  await flushAccessLog();
  await ownerPool.query('alter table access_entry_away rename to access_entry');
  await flushAccessLog();
  expect((await listAccess(shopId, { customerId: 1n, userId: null }, null)).rows).toHaveLength(1);
});
