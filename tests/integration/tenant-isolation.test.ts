import { describe, expect, it } from 'vitest';
import { assertTenantsAreIsolated, database } from '~/db/client.server';
import { withShop } from '~/db/tenant.server';
import { getShop, registerShop, shopIdOf } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();

const TABLES = `select c.oid, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> '_prisma_migrations'`;

describe('the schema keeps tenants apart', () => {
  it('has shop_id first in every primary key, unique index and foreign key', async () => {
    const { rows } = await ownerPool.query<{ relname: string; index: string }>(`
      with t as (${TABLES})
      select t.relname, i.indexrelid::regclass::text as index from t join pg_index i on i.indrelid = t.oid
      left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
      where a.attname is distinct from 'shop_id'
      union all
      select t.relname, k.conname from t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
      join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1] where a.attname <> 'shop_id'`);
    expect(rows).toEqual([]);
  });

  it('has a primary key, a non-null shop_id and row-level security on every table', async () => {
    const { rows } = await ownerPool.query(`
      with t as (${TABLES})
      select t.relname from t join pg_class c on c.oid = t.oid
      where not c.relrowsecurity
        or not exists (select from pg_policy p where p.polrelid = t.oid and pg_get_expr(p.polqual, p.polrelid) = '(shop_id = current_shop())' and pg_get_expr(p.polwithcheck, p.polrelid) = '(shop_id = current_shop())')
        or not exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'shop_id' and a.attnotnull)
        or not exists (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'p')`);
    expect(rows).toEqual([]);
  });
});

describe('a tenant', () => {
  const mine = 'mine.myshopify.com';
  const other = 'other.myshopify.com';

  it('sees itself, and nothing of another shop', async () => {
    const [mineId, otherId] = [await registerShop(mine), await registerShop(other)];
    expect((await getShop(mineId)).domain).toBe(mine);
    const seen = await withShop(mineId, (tx) => tx.shop.findMany());
    expect(seen.map((row) => row.shopId)).toEqual([mineId]);
    await expect(withShop(mineId, (tx) => tx.shop.update({ where: { shopId: otherId }, data: { name: 'taken' } }))).rejects.toThrow();
    await expect(
      withShop(mineId, (tx) => tx.shop.create({ data: { shopId: shopIdOf('third.myshopify.com'), domain: 'third.myshopify.com' } })),
    ).rejects.toThrow(/row-level security/);
  });

  it('sees nothing when no tenant is set', async () => {
    const { rows } = await database().pool.query('select * from shop');
    expect(rows).toEqual([]);
  });

  it('is served by a role that cannot bypass this', async () => {
    await expect(assertTenantsAreIsolated()).resolves.toBeUndefined();
  });
});
