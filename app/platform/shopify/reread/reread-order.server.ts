import { applyOrders } from '~/domain/orders/index.server';
import type { OrderSnapshot } from '~/domain/orders/model';
import { gid } from '~/domain/shared/ids';
import { adminClient, type AdminClient } from '../admin/index.server';
import { ReadOrderAgreementDocument, ReadOrderDocument, ReadOrderLinesDocument } from '../graphql/generated/documents';
import { orderFromAdmin } from '../mapping/order-from-admin';

const PAGES_MAX = 500;

/**
 * Reads an order from the store as it is now, and stores it. Nothing happens where the store does not show it: that may be a
 * missing permission as well as a deletion, and deletions have a topic of their own. @returns whether it does.
 */
export async function rereadOrder(shopId: bigint, orderId: bigint, admin: AdminClient = adminClient(shopId, { priority: 'background' })): Promise<boolean> {
  const snapshot = await readOrderSnapshot(admin, orderId);
  if (snapshot) await applyOrders(shopId, [snapshot], undefined, { authoritative: true });
  return snapshot !== null;
}

/** An order with all its lines and agreements. `null` where the store does not show it. */
export async function readOrderSnapshot(admin: AdminClient, orderId: bigint): Promise<OrderSnapshot | null> {
  const id = gid('Order', orderId);
  const { order } = await admin.query(ReadOrderDocument, { id });
  if (!order) return null;
  const { lineItems, agreements } = order;
  const complete = !agreements.pageInfo.hasNextPage && agreements.nodes.every((agreement) => !agreement.sales.pageInfo.hasNextPage);
  return orderFromAdmin({
    ...order,
    lineItems: { nodes: [...lineItems.nodes, ...(lineItems.pageInfo.hasNextPage ? await furtherLines(admin, id, lineItems.pageInfo.endCursor ?? null) : [])] },
    agreements: complete ? agreements : { nodes: await allAgreements(admin, id) },
  });
}

async function furtherLines(admin: AdminClient, id: string, from: string | null): Promise<unknown[]> {
  const lines: unknown[] = [];
  let after = from;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const connection = (await admin.query(ReadOrderLinesDocument, { id, after })).order?.lineItems;
    lines.push(...(connection?.nodes ?? []));
    if (!connection?.pageInfo.hasNextPage) return lines;
    after = connection.pageInfo.endCursor ?? null;
  }
  throw new Error(`Order ${id} has more lines than can be read.`);
}

async function allAgreements(admin: AdminClient, id: string): Promise<unknown[]> {
  const agreements: { sales: { nodes: unknown[] } }[] = [];
  let after: string | null = null;
  let salesAfter: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const connection = await agreementPage(admin, { id, after, salesAfter });
    const agreement = connection?.nodes[0];
    if (!connection || !agreement) return agreements;
    const open = salesAfter === null ? undefined : agreements.at(-1);
    if (open) open.sales.nodes.push(...agreement.sales.nodes);
    else agreements.push({ ...agreement, sales: { nodes: [...agreement.sales.nodes] } });
    salesAfter = agreement.sales.pageInfo.hasNextPage ? (agreement.sales.pageInfo.endCursor ?? null) : null;
    if (salesAfter !== null) continue;
    if (!connection.pageInfo.hasNextPage) return agreements;
    after = connection.pageInfo.endCursor ?? null;
  }
  throw new Error(`Order ${id} has more agreements than can be read.`);
}

async function agreementPage(admin: AdminClient, variables: { id: string; after: string | null; salesAfter: string | null }) {
  return (await admin.query(ReadOrderAgreementDocument, variables)).order?.agreements;
}
