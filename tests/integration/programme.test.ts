import { beforeAll, describe, expect, it } from 'vitest';
import { withShopConnection } from '~/db/tenant.server';
import { getVersion, listVersions, programmeAt, publish, readDraft, rollBack, saveDraft, versionsOf, withdraw } from '~/domain/loyalty/programme/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();
let shopId: bigint;
beforeAll(async () => {
  shopId = await registerShop('programme.myshopify.com');
});
const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const at = (moment: Date) => withShopConnection(shopId, (connection) => programmeAt(connection, shopId, moment));
const by = 'shop/1';

describe('a draft', () => {
  it('is a new programme at first, and is saved over what was edited only', async () => {
    expect(await readDraft(shopId, day(1))).toMatchObject({ revision: 0, updatedBy: null, document: { earn: { pointsPerUnit: '1' } } });
    expect(await saveDraft(shopId, { document: { name: 'one' }, revision: 0, by }, day(1))).toBe(1);
    await expect(saveDraft(shopId, { document: {}, revision: 0, by: 'other' }, day(1))).rejects.toMatchObject({ code: 'conflict' });
    const saves = ['a', 'b', 'c'].map((name) => saveDraft(shopId, { document: { name }, revision: 1, by: name }, day(2)));
    expect((await Promise.allSettled(saves)).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await readDraft(shopId, day(2))).toMatchObject({ revision: 2, updatedAt: day(2) });
  });
});

describe('publishing', () => {
  it('freezes versions one after the other, and one is in force at a moment', async () => {
    expect(await at(day(1))).toBeNull();
    const document = { earn: { pointsPerUnit: '2' }, tiers: { levels: [{ id: 'a', entry: '5' }] } };
    expect(await publish(shopId, { document, effectiveAt: null, by }, day(3))).toMatchObject({ version: 1, effectiveAt: day(3) });
    await publish(shopId, { document: { name: 'later' }, effectiveAt: day(20), by, note: 'spring' }, day(4));
    expect([await at(day(2)), await at(day(3)), await at(day(19)), await at(day(20))].map((found) => found?.version ?? null)).toEqual([null, 1, 1, 2]);
    expect(await at(day(10))).toMatchObject({ programme: { earn: { pointsPerUnit: '2', pendingDays: 14 } } });
    const { rows } = await ownerPool.query<{ payload: unknown }>("select payload from domain_event where type = 'programme.published' order by id");
    expect(rows.map(({ payload }) => payload)).toEqual([{ version: 1 }, { version: 2 }]);
  });
  it('refuses what does not hold, the past, and what another version would undo', async () => {
    const refused = (document: unknown, effectiveAt: Date | null) => publish(shopId, { document, effectiveAt, by }, day(5));
    await expect(refused({ tiers: { levels: [{ id: 'a', entry: 'x' }] } }, null)).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'tiers.levels.0.entry',
    });
    await expect(refused({}, day(4))).rejects.toMatchObject({ code: 'invalid_input', field: 'effectiveAt' });
    await expect(refused({}, day(10))).rejects.toMatchObject({ code: 'invalid_input', field: 'effectiveAt' });
  });
  it('takes a scheduled version back, and none that is in force', async () => {
    await withdraw(shopId, 2, day(6));
    expect((await at(day(20)))?.version).toBe(1);
    await expect(withdraw(shopId, 2, day(6))).rejects.toMatchObject({ code: 'conflict' });
    await expect(withdraw(shopId, 1, day(6))).rejects.toMatchObject({ code: 'conflict' });
    await expect(withdraw(shopId, 9, day(6))).rejects.toMatchObject({ code: 'not_found' });
  });
  it('rolls back by publishing the old one anew', async () => {
    await publish(shopId, { document: { name: 'worse' }, effectiveAt: null, by }, day(7));
    expect(await rollBack(shopId, 1, { by }, day(8))).toMatchObject({ version: 4, programme: { earn: { pointsPerUnit: '2' } } });
    await expect(rollBack(shopId, 99, { by }, day(8))).rejects.toMatchObject({ code: 'not_found' });
    expect((await listVersions(shopId, day(9))).map(({ version, state }) => [version, state])).toEqual([
      [4, 'in_force'],
      [3, 'past'],
      [2, 'withdrawn'],
      [1, 'past'],
    ]);
  });
  it('lists them in the order of their force, the same list while nothing is published', async () => {
    const all = () => withShopConnection(shopId, (connection) => versionsOf(connection, shopId, day(9)));
    expect((await all()).map(({ version }) => version)).toEqual([1, 3, 4]);
    expect(await all()).toBe(await all());
    expect(await withShopConnection(shopId, (connection) => getVersion(connection, shopId, 2))).toMatchObject({ programme: { name: 'later' } });
    expect(await withShopConnection(shopId, (connection) => getVersion(connection, shopId, 77))).toBeNull();
  });
  it('numbers versions that are published at the same moment', async () => {
    const published = await Promise.all([1, 2, 3].map(() => publish(shopId, { document: {}, effectiveAt: null, by }, day(10))));
    expect(published.map(({ version }) => version).sort()).toEqual([5, 6, 7]);
  });
});
