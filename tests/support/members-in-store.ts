import { afterEach, beforeAll, expect } from 'vitest';
import pg from 'pg';
import { customerSnapshot, orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { useDevstore } from './devstore';
import { wire } from './wire';
import { projectLoyalty } from '~/jobs/projection-rounds.server';
import { applyCustomers } from '~/domain/customers/index.server';
import { applyProgrammes, settleChangedOrders } from '~/domain/loyalty/members/index.server';
import { publish } from '~/domain/loyalty/programme/index.server';
import { applyOrders } from '~/domain/orders/index.server';
import { adminClient } from '~/platform/shopify/admin/index.server';
import { ReadMembershipsDocument } from '~/platform/shopify/graphql/generated/documents';
import { useDatabase } from './database';
import { installShop } from './install-shop';
import { databaseUrl } from './postgres';

/** A day of June 2026, at noon. */
export const at = (day: number) => new Date(Date.UTC(2026, 5, day, 12));
export const levels = [
  { id: 'silver', name: { en: 'Silver' }, entry: '100.00', freeShipping: true },
  { id: 'gold', name: { en: 'Gold', 'zh-CN': '金卡' }, entry: '500.00', discountPercent: '10', freeShipping: true, earlyAccessTag: 'early-bird' },
];
export const programme = (tiers: object[] = levels) => ({ earn: { pendingDays: 0 }, tiers: { levels: tiers } });

/** A store with twelve customers, known to the CRM, and a programme with tiers; and what tests of its projection do and look at. */
export function useMembersInStore(domain: string) {
  const { ownerPool } = useDatabase();
  const devstore = useDevstore([['--domain', domain, '--customers', '12', '--months', '2', '--seed', '3']]);
  const stage = { shopId: 0n, people: [] as bigint[] };

  /** Looks into the devstore's own tables. */
  async function askStore(sql: string): Promise<{ id: string; kind: string }[]> {
    const client = new pg.Client(databaseUrl(devstore.database, 'owner'));
    await client.connect();
    try {
      return (await client.query<{ id: string; kind: string }>(sql, [domain])).rows;
    } finally {
      await client.end();
    }
  }

  beforeAll(async () => {
    stage.shopId = await installShop(devstore.api, domain);
    stage.people = (await askStore('select id::text from devstore.customer where domain = $1 order by id limit 12')).map(({ id }) => BigInt(id));
    await applyCustomers(
      stage.shopId,
      stage.people.map((id) => customerSnapshot(id, { occurredAt: at(1), versionAt: at(1) })),
    );
    await publish(stage.shopId, { document: programme(), effectiveAt: null, by: 'test' }, at(2));
    await applyProgrammes(stage.shopId, at(2));
  });
  afterEach(() => wire.mend());

  /** Somebody buys for so much, and the loyalty follows. */
  async function buys(customerId: bigint, orderId: bigint, minor: bigint, day: number): Promise<void> {
    const lines = [orderLine(1n, { quantity: 1, currentQuantity: 1, unitPrice: minor, discountTotal: 0n })];
    await applyOrders(stage.shopId, [orderSnapshot(orderId, { customerId, occurredAt: at(day), versionAt: at(day), financialStatus: 'paid', lines })]);
    expect((await settleChangedOrders(stage.shopId, at(day))).failed).toEqual([]);
  }

  /** Rounds until nothing waits that is due. */
  async function told(): Promise<string[]> {
    wire.sent.length = 0;
    while ((await projectLoyalty()) > 0);
    return wire.sent.filter((name) => !name.startsWith('Read'));
  }

  async function shown(customerId: bigint) {
    const { nodes } = await adminClient(stage.shopId, { priority: 'person' }).query(ReadMembershipsDocument, { ids: [`gid://shopify/Customer/${customerId}`] });
    const [node] = nodes;
    if (!node || !('tags' in node)) throw new Error('The store has no such customer.');
    return {
      tier: node.tier?.value ?? null,
      points: node.points_balance?.value ?? null,
      loyalty: node.loyalty ? (JSON.parse(node.loyalty.value) as Record<string, unknown>) : null,
      tags: node.tags.filter((tag) => /^regulars-|early/.test(tag)).sort(),
    };
  }
  const waiting = async () => (await ownerPool.query('select from loyalty_projection where shop_id = $1', [stage.shopId])).rowCount;
  return { stage, devstore, ownerPool, askStore, buys, told, shown, waiting };
}
