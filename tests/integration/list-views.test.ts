import { beforeAll, describe, expect, it } from 'vitest';
import { withShopConnection } from '~/db/tenant.server';
import { applyCustomers } from '~/domain/customers/index.server';
import { meetRequest, requestCompliance } from '~/domain/privacy/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { changeView, createView, deleteView, listViews, moveView } from '~/domain/views/index.server';
import { VIEWS_MAX } from '~/domain/views/model';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();
const now = new Date('2026-02-01T00:00:00Z');
const view = (name: string, params: Record<string, string> = {}, columns: string[] | null = null) => ({ name, params, columns });
let shopId: bigint;
let otherShop: bigint;
beforeAll(async () => {
  shopId = await registerShop('views.myshopify.com');
  otherShop = await registerShop('other-views.myshopify.com');
});
const namesOf = async (list: 'customers' | 'orders' = 'customers') => (await listViews(shopId, list)).map(({ name }) => name);

describe('the views of a list', () => {
  it('are made, changed, moved and deleted; a name is there once', async () => {
    const lapsed = await createView(shopId, 'customers', view('Lapsed', { lastOrder: '-90d', sort: 'spent desc' }, ['spent', 'tags']), '7', now);
    const vip = await createView(shopId, 'customers', view('VIP', { tag: 'VIP' }), '8', now);
    await createView(shopId, 'orders', view('VIP', { state: 'open' }), '8', now);
    await createView(otherShop, 'customers', view('VIP'), '9', now);
    await expect(createView(shopId, 'customers', view('ｖｉｐ '), '7', now)).rejects.toMatchObject({ code: 'conflict', field: 'name' });
    await expect(changeView(shopId, 'customers', lapsed, { name: 'vip' })).rejects.toMatchObject({ code: 'conflict', field: 'name' });
    await expect(changeView(otherShop, 'customers', vip, { name: 'mine' })).rejects.toMatchObject({ code: 'not_found' });

    await moveView(shopId, 'customers', vip, -1);
    expect(await namesOf()).toEqual(['VIP', 'Lapsed']);
    await moveView(shopId, 'customers', vip, -1);
    await changeView(shopId, 'customers', vip, { name: 'Best', params: { tag: 'VIP', orders: '5+' } });
    const [best, second] = await listViews(shopId, 'customers');
    expect(best).toMatchObject({ id: vip, name: 'Best', params: { tag: 'VIP', orders: '5+' }, columns: null, createdBy: '8', outdated: [] });
    expect(second).toMatchObject({ name: 'Lapsed', params: { lastOrder: '-90d', sort: 'spent desc' }, columns: ['spent', 'tags'] });
    // The old name is free again, and the same view may be saved under its own.
    await createView(shopId, 'customers', view('VIP'), '7', now);
    await changeView(shopId, 'customers', vip, { name: 'BEST' });

    await Promise.all([deleteView(shopId, 'customers', lapsed), deleteView(shopId, 'customers', lapsed)]);
    await deleteView(otherShop, 'customers', vip);
    expect(await namesOf()).toEqual(['BEST', 'VIP']);
    expect(await namesOf('orders')).toEqual(['VIP']);
  });

  it('are no more than can be found', async () => {
    for (let n = 0; n < VIEWS_MAX; n += 1) await createView(otherShop, 'products', view(`View ${n}`), '1', now);
    await expect(createView(otherShop, 'products', view('one more'), '1', now)).rejects.toMatchObject({ code: 'too_large' });
  });
});

it('a person who is erased is in no view', async () => {
  await applyCustomers(shopId, [
    {
      id: 501n,
      contact: { firstName: 'Zyxanthe', lastName: 'Quillfeather', emails: ['zq@example.com'], phones: ['+447911123456'], addresses: [], note: null },
      tags: ['hers-alone', 'shared'],
      occurredAt: now,
      versionAt: now,
    },
    { id: 502n, tags: ['shared'], occurredAt: now, versionAt: now },
  ]);
  const shop = await registerShop('views.myshopify.com');
  await createView(shop, 'customers', view('By name', { query: 'zyxanthe', orders: '2+' }), '7', now);
  await createView(shop, 'customers', view('Quillfeather, orders', { tag: 'hers-alone' }), '7', now);
  await createView(shop, 'customers', view('Everyone at example', { query: '@example.com', tag: 'shared' }), '7', now);
  const { rows } = await ownerPool.query<{ all: string }>(
    "select string_agg(v::text, ' ') || string_agg(encode(sealed, 'escape'), ' ') as all from list_view v",
  );
  for (const word of ['zyxanthe', 'quillfeather', 'hers-alone', Buffer.from('uillfeather').toString('hex')])
    expect(rows[0]?.all.toLowerCase()).not.toContain(word);

  await withShopConnection(shop, (connection) =>
    requestCompliance(connection, shop, { kind: 'customer_redact', customerId: 501n, orderIds: [], requestRef: null, at: now }),
  );
  const { rows: requests } = await ownerPool.query<{ id: string }>("select id from compliance_request where kind = 'customer_redact'");
  await meetRequest(shop, BigInt(requests[0]?.id ?? 0), now, { storeAnswers: async () => false, graceMs: 0 });

  const views = (await listViews(shop, 'customers')).slice(-3);
  expect(views.map(({ name, params, erased }) => ({ name, params, erased }))).toEqual([
    { name: 'By name', params: { orders: '2+' }, erased: true },
    { name: '', params: {}, erased: true },
    { name: 'Everyone at example', params: { query: '@example.com', tag: 'shared' }, erased: false },
  ]);
  // Saved as it now is, it looks for nobody who was erased.
  await changeView(shop, 'customers', views[0]?.id ?? 0n, { params: views[0]?.params ?? {} });
  expect((await listViews(shop, 'customers')).at(-3)?.erased).toBe(false);
});
