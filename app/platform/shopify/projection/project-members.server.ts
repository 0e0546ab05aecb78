import { logger } from '~/config/logger.server';
import { applyTags } from '~/domain/customers/index.server';
import { finishProjections, isNothing, noteTags, postponeProjections, projectionChange, takeProjections } from '~/domain/loyalty/projection/index.server';
import type { ProjectionTask } from '~/domain/loyalty/projection/model';
import { adminClient, type AdminClient } from '../admin/index.server';
import { packMembers, writeMembers, type PlannedMember } from './write-members.server';

const MEMBERS_AT_ONCE = 80;
/** After so long other shops and other work have their turn. */
const STRETCH_MS = 5000;

/**
 * Tells the store of members who have changed, for a stretch. However often somebody has changed, they are told of once, and as they
 * stand now; what is as it was costs no call. @returns how many were brought up to date.
 */
export async function projectMembers(shopId: bigint, now: Date): Promise<number> {
  const endsAt = performance.now() + STRETCH_MS;
  const client = adminClient(shopId, { priority: 'background' });
  const tasks = await takeProjections(shopId, MEMBERS_AT_ONCE, now);
  const planned = tasks.map((task) => ({ task, change: projectionChange(task) }));
  const idle = planned.filter(({ change }) => isNothing(change));
  if (idle.length > 0) await finishProjections(shopId, idle.map(doneOf));
  let count = idle.length;
  for (const pack of packMembers(planned.filter((one) => !idle.includes(one)))) {
    count += await projectPack(shopId, client, pack, now);
    if (performance.now() > endsAt) break;
  }
  return count;
}

const doneOf = ({ task, change }: PlannedMember) => ({
  ...keyOf(task),
  projected: task.gone ? null : { values: task.wanted.values, tags: change.tags },
});
const keyOf = ({ customerId, changes, readAt }: ProjectionTask) => ({ customerId, changes, readAt });

async function projectPack(shopId: bigint, client: AdminClient, pack: PlannedMember[], now: Date): Promise<number> {
  try {
    const adding = pack.filter(({ change }) => change.addTags.length > 0);
    if (adding.length > 0)
      await noteTags(
        shopId,
        adding.map(({ task, change }) => ({ customerId: task.customerId, before: task.before, tags: change.addTags })),
      );
    const outcomes = await writeMembers(client, pack);
    const outcomeOf = new Map(outcomes.map(({ task, outcome }) => [task.customerId, outcome]));
    const done = pack.filter(({ task }) => outcomeOf.get(task.customerId) === 'done');
    const gone = pack.filter(({ task }) => outcomeOf.get(task.customerId) === 'gone');
    await showTags(shopId, done, now);
    await finishProjections(shopId, [...done.map(doneOf), ...gone.map(({ task }) => ({ ...keyOf(task), projected: null }))]);
    for (const { task, outcome } of outcomes) {
      if (typeof outcome !== 'object') continue;
      logger.warn({ shopId, customerId: task.customerId, err: outcome.refused }, 'the store does not take what it is told of a member');
      await postponeProjections(shopId, [task.customerId], outcome.refused, true);
    }
    return done.length + gone.length;
  } catch (error) {
    await postponeProjections(
      shopId,
      pack.map(({ task }) => task.customerId),
      error,
      false,
    );
    throw error;
  }
}

/** The CRM shows the tags at once, without waiting for the store to tell. */
async function showTags(shopId: bigint, done: PlannedMember[], now: Date): Promise<void> {
  const changes = done.filter(({ task, change }) => !task.gone && change.addTags.length + change.removeTags.length > 0);
  if (changes.length === 0) return;
  await applyTags(
    shopId,
    changes.map(({ task, change }) => ({ customerId: task.customerId, added: change.addTags, removed: change.removeTags, occurredAt: now })),
  );
}
