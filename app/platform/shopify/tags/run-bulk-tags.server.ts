import {
  applyTags,
  finishBulkAction,
  getBulkAction,
  planItems,
  recordOutcomes,
  waitingItems,
  type BulkItem,
  type BulkOutcome,
} from '~/domain/customers/index.server';
import { gid } from '~/domain/shared/ids';
import { adminClient, AdminUserError, isTerminal, type AdminClient } from '../admin/index.server';
import { addTags, among, removeTags, storeTags, without } from './change-tags.server';

const BATCH = 40;
const AT_ONCE = 4;
const STRETCH_MS = 15_000;

type Action = Awaited<ReturnType<typeof getBulkAction>>;
interface Plan {
  targetId: bigint;
  tags: string[];
}

/**
 * Works a bulk action off, from where it stands, and comes back after a stretch when there is more. What has to change is
 * read from the store and noted first, then done, then recorded: a crash at any line repeats a step that does no harm, and
 * undoing knows what was really changed.
 * @throws Error when the store cannot be reached; the job is then tried again
 */
export async function runBulkTags(shopId: bigint, actionId: bigint, clock: () => Date): Promise<void | { againInMs: number }> {
  const action = await getBulkAction(shopId, actionId);
  if (action.status !== 'running') return undefined;
  const client = adminClient(shopId, { priority: 'background' });
  const endsAt = performance.now() + STRETCH_MS;
  while (performance.now() < endsAt) {
    const items = await waitingItems(shopId, actionId, action.undoOf, BATCH);
    if (items.length === 0) return finishBulkAction(shopId, actionId, 'done', clock());
    try {
      await workBatch(shopId, action, client, items, clock);
    } catch (error) {
      if (!isTerminal(error)) throw error;
      return finishBulkAction(shopId, actionId, 'failed', clock());
    }
  }
  return { againInMs: 0 };
}

async function workBatch(shopId: bigint, action: Action, client: AdminClient, items: BulkItem[], clock: () => Date) {
  const { plans, gone } = await planBatch(action, client, items);
  await planItems(shopId, action.id, plans);
  const outcomes: BulkOutcome[] = gone.map((targetId) => ({ targetId, state: 3, error: 'not_found' }));
  for (let start = 0; start < plans.length; start += AT_ONCE) {
    outcomes.push(...(await Promise.all(plans.slice(start, start + AT_ONCE).map((plan) => change(action, client, plan)))));
  }
  const changed = new Set(outcomes.filter((outcome) => outcome.state === 1).map((outcome) => outcome.targetId));
  const now = clock();
  const adds = action.kind === 'tag_customers';
  const changes = plans
    .filter((plan) => changed.has(plan.targetId))
    .map((plan) => ({ customerId: plan.targetId, added: adds ? plan.tags : [], removed: adds ? [] : plan.tags, occurredAt: now }));
  await applyTags(shopId, changes);
  await recordOutcomes(shopId, action.id, outcomes);
}

/** What each customer lacks, or has too much; what an earlier try has noted stands. */
async function planBatch(action: Action, client: AdminClient, items: BulkItem[]): Promise<{ plans: Plan[]; gone: bigint[] }> {
  const present = await storeTags(
    client,
    items.map((item) => item.targetId),
  );
  const plans: Plan[] = [];
  const gone: bigint[] = [];
  for (const { targetId, tags } of items) {
    const current = present.get(gid('Customer', targetId));
    if (!current) gone.push(targetId);
    else plans.push({ targetId, tags: tags ?? (action.kind === 'tag_customers' ? without(action.tags, current) : among(action.tags, current)) });
  }
  return { plans, gone };
}

async function change(action: Action, client: AdminClient, { targetId, tags }: Plan): Promise<BulkOutcome> {
  if (tags.length === 0) return { targetId, state: 2 };
  try {
    await (action.kind === 'tag_customers' ? addTags : removeTags)(client, targetId, tags);
    return { targetId, state: 1 };
  } catch (error) {
    if (error instanceof AdminUserError) return { targetId, state: 3, error: error.message };
    throw error;
  }
}
