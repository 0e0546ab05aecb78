import { Prisma } from '@prisma/client';
import { appendEvent } from '~/db/outbox.server';
import { withShop, type Tx } from '~/db/tenant.server';
import { AppError } from '../shared/errors';
import { BULK_TARGETS_MAX, type BulkProgress } from './model';

export interface NewBulkAction {
  kind: BulkProgress['kind'];
  tags: string[];
  createdBy: string;
  undoOf?: bigint;
}
/** The rows an action is for: customers picked one by one, everybody a filter finds, or those another action changed. */
export type BulkTargets = { ids: bigint[] } | { where: Prisma.Sql } | { changedBy: bigint };

/**
 * Freezes the targets, and announces the action with them in one transaction.
 * @throws AppError invalid_input when there is nobody to do it to, too_large beyond {@link BULK_TARGETS_MAX}
 */
export function createBulkAction(shopId: bigint, action: NewBulkAction, targets: BulkTargets, now: Date): Promise<bigint> {
  return withShop(
    shopId,
    async (tx) => {
      const input = { tags: action.tags, ...(action.undoOf !== undefined && { undoOf: action.undoOf.toString() }) };
      const { id } = await tx.bulkAction.create({ data: { shopId, kind: action.kind, input, total: 0, createdBy: action.createdBy, createdAt: now } });
      const total =
        await tx.$executeRaw`insert into bulk_action_item (shop_id, action_id, target_id) ${withParts(shopId, id, action, targets)} limit ${BULK_TARGETS_MAX + 1}`;
      if (total === 0) throw new AppError('invalid_input', 'Nobody is selected.', 'ids');
      if (total > BULK_TARGETS_MAX) throw new AppError('too_large', `A bulk action is for at most ${BULK_TARGETS_MAX} customers.`, 'ids');
      await tx.bulkAction.update({ where: { shopId_id: { shopId, id } }, data: { total } });
      await appendEvent(tx, shopId, 'bulk_action.requested', { actionId: id.toString() }, now);
      return id;
    },
    { timeoutMs: 60_000 },
  );
}

/** A tag is taken off every record that a customer is made of, because any of them may carry it. */
function withParts(shopId: bigint, actionId: bigint, action: NewBulkAction, targets: BulkTargets): Prisma.Sql {
  const asked = targetsQuery(shopId, actionId, targets);
  if (action.kind !== 'untag_customers' || action.undoOf !== undefined) return asked;
  return Prisma.sql`with recursive asked (shop_id, action_id, id) as (
    (${asked})
    union
    select c.shop_id, asked.action_id, c.id from asked join customer c on c.shop_id = asked.shop_id and c.merged_into = asked.id and c.merged_by = 'admin'
  ) select shop_id, action_id, id from asked`;
}

function targetsQuery(shopId: bigint, actionId: bigint, targets: BulkTargets): Prisma.Sql {
  if ('where' in targets) return Prisma.sql`select ${shopId}::bigint, ${actionId}::bigint, c.id from customer c where ${targets.where}`;
  if ('ids' in targets)
    return Prisma.sql`select ${shopId}::bigint, ${actionId}::bigint, c.id from customer c where c.shop_id = ${shopId} and c.id = any(${targets.ids}::bigint[])`;
  return Prisma.sql`select ${shopId}, ${actionId}, i.target_id from bulk_action_item i where i.shop_id = ${shopId} and i.action_id = ${targets.changedBy} and i.state = 1`;
}

export interface BulkItem {
  targetId: bigint;
  /** `null` until it has been noted what has to change. */
  tags: string[] | null;
}

/** The next customers to do, and for an undone action the tags that were changed for each. */
export function waitingItems(shopId: bigint, actionId: bigint, undoOf: bigint | null, limit: number): Promise<BulkItem[]> {
  return withShop(
    shopId,
    (tx) => tx.$queryRaw<BulkItem[]>`
      select i.target_id as "targetId", coalesce(i.tags, u.tags) as tags
      from bulk_action_item i left join bulk_action_item u on u.shop_id = i.shop_id and u.action_id = ${undoOf}::bigint and u.target_id = i.target_id
      where i.shop_id = ${shopId} and i.action_id = ${actionId} and i.state = 0 order by i.target_id limit ${limit}`,
  );
}

/** Notes, before the store is told, what is about to change; a crash in between then forgets nothing. */
export async function planItems(shopId: bigint, actionId: bigint, plans: { targetId: bigint; tags: string[] }[]): Promise<void> {
  if (plans.length === 0) return;
  const json = JSON.stringify(plans.map((plan) => ({ id: plan.targetId.toString(), tags: plan.tags })));
  await withShop(
    shopId,
    (tx) => tx.$executeRaw`
      update bulk_action_item i set tags = array(select jsonb_array_elements_text(p.tags))
      from jsonb_to_recordset(${json}::jsonb) as p(id bigint, tags jsonb)
      where i.shop_id = ${shopId} and i.action_id = ${actionId} and i.target_id = p.id and i.tags is null`,
  );
}

/** How each of some items ended. */
export interface BulkOutcome {
  targetId: bigint;
  state: 1 | 2 | 3;
  error?: string;
}

export async function recordOutcomes(shopId: bigint, actionId: bigint, outcomes: BulkOutcome[]): Promise<void> {
  const json = JSON.stringify(outcomes.map((outcome) => ({ id: outcome.targetId.toString(), state: outcome.state, error: outcome.error ?? null })));
  await withShop(shopId, async (tx) => {
    await tx.$executeRaw`
      update bulk_action_item i set state = r.state, error = r.error from jsonb_to_recordset(${json}::jsonb) as r(id bigint, state smallint, error text)
      where i.shop_id = ${shopId} and i.action_id = ${actionId} and i.target_id = r.id`;
    await countItems(tx, shopId, actionId);
  });
}

/** The action's figures always come from its items, so that a step worked twice is not counted twice. */
async function countItems(tx: Tx, shopId: bigint, actionId: bigint) {
  await tx.$executeRaw`
    update bulk_action a set done = n.done, failed = n.failed
    from (select count(*) filter (where state in (1, 2))::int as done, count(*) filter (where state = 3)::int as failed from bulk_action_item where shop_id = ${shopId} and action_id = ${actionId}) n
    where a.shop_id = ${shopId} and a.id = ${actionId}`;
}

export async function finishBulkAction(shopId: bigint, actionId: bigint, status: 'done' | 'failed', now: Date): Promise<void> {
  await withShop(shopId, (tx) => tx.bulkAction.updateMany({ where: { shopId, id: actionId, status: 'running' }, data: { status, finishedAt: now } }));
}
