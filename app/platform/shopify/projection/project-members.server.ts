import { logger } from '~/config/logger.server';
import { applyTags } from '~/domain/customers/index.server';
import {
  askAnew,
  finishProjections,
  isNothing,
  lookLater,
  noteTags,
  postponeProjections,
  projectionChange,
  takeLooks,
  takeProjections,
} from '~/domain/loyalty/projection/index.server';
import type { Digests, ProjectionTask } from '~/domain/loyalty/projection/model';
import { adminClient, type AdminClient } from '../admin/index.server';
import { withKnown } from './read-members.server';
import { packMembers, toldOf, writeMembers, type PlannedMember, type WriteOutcome } from './write-members.server';

const MEMBERS_AT_ONCE = 80;
/** So many are asked about and written together: three calls of metafields. */
const GROUP = 24;
/** After so long other shops and other work have their turn. */
const STRETCH_MS = 5000;
/** Longer than a request may lie about before the store carries it out. */
const LOOK_AGAIN_MS = 10 * 60_000;

/**
 * Tells the store of members who have changed, for a stretch. However often somebody has changed, they are told of once, and as they
 * stand now; what is as it was costs no call. @returns how many were brought up to date.
 */
export async function projectMembers(shopId: bigint, now: Date): Promise<number> {
  const endsAt = performance.now() + STRETCH_MS;
  const client = adminClient(shopId, { priority: 'background' });
  await takeLooks(shopId);
  const tasks = await takeProjections(shopId, MEMBERS_AT_ONCE, now);
  let count = 0;
  for (let start = 0; start < tasks.length && performance.now() < endsAt; start += GROUP)
    count += await projectGroup(shopId, client, tasks.slice(start, start + GROUP), now, endsAt);
  return count;
}

async function projectGroup(shopId: bigint, client: AdminClient, tasks: ProjectionTask[], now: Date, endsAt: number): Promise<number> {
  const known = await orPostpone(shopId, tasks, () => withKnown(client, tasks));
  const planned = known.map((task) => ({ task, change: projectionChange(task) }));
  const idle = planned.filter(({ change }) => isNothing(change));
  if (idle.length > 0)
    await finishProjections(
      shopId,
      idle.map((one) => doneOf(one, null)),
    );
  let count = idle.length;
  for (const pack of packMembers(planned.filter((one) => !idle.includes(one)))) {
    count += await projectPack(shopId, client, pack, now);
    if (performance.now() > endsAt) break;
  }
  return count;
}

/** Whatever is tried with them, those with whom it fails have to wait. */
async function orPostpone<T>(shopId: bigint, tasks: readonly ProjectionTask[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await postponeProjections(
      shopId,
      tasks.map(({ customerId }) => customerId),
      error,
      false,
    );
    throw error;
  }
}

const doneOf = (one: PlannedMember, digests: Digests | null) => ({ ...keyOf(one.task), projected: toldOf(one, digests) });
const keyOf = ({ customerId, changes, readAt }: ProjectionTask) => ({ customerId, changes, readAt });

async function projectPack(shopId: bigint, client: AdminClient, pack: PlannedMember[], now: Date): Promise<number> {
  const unsure = new Set<PlannedMember>();
  try {
    const tasks = pack.map(({ task }) => task);
    return await orPostpone(shopId, tasks, async () => {
      await noteAdded(shopId, pack);
      return settlePack(shopId, pack, await writeMembers(client, pack, (one) => unsure.add(one)), now);
    });
  } finally {
    if (unsure.size > 0)
      await lookLater(
        shopId,
        [...unsure].map(({ task, change }) => ({ customerId: task.customerId, tags: change.addTags })),
        LOOK_AGAIN_MS,
      );
  }
}

/** Notes what has become of a pack. @returns how many need no further call now, or are to be asked about at once. */
async function settlePack(shopId: bigint, pack: PlannedMember[], outcomes: WriteOutcome[], now: Date): Promise<number> {
  const outcomeOf = new Map(outcomes.map(({ task, outcome }) => [task.customerId, outcome]));
  const done = pack.flatMap((one) => {
    const outcome = outcomeOf.get(one.task.customerId);
    return typeof outcome === 'object' && 'digests' in outcome ? [{ one, digests: outcome.digests }] : [];
  });
  const gone = pack.filter(({ task }) => outcomeOf.get(task.customerId) === 'gone');
  await showTags(
    shopId,
    done.map(({ one }) => one),
    now,
  );
  await finishProjections(shopId, [...done.map(({ one, digests }) => doneOf(one, digests)), ...gone.map(({ task }) => ({ ...keyOf(task), projected: null }))]);
  const stale = outcomes.filter(({ outcome }) => outcome === 'stale').map(({ task }) => task.customerId);
  if (stale.length > 0) await askAnew(shopId, stale, new Error('the store shows something else than it was told last'));
  for (const { task, outcome } of outcomes) {
    if (typeof outcome !== 'object' || !('refused' in outcome)) continue;
    logger.warn({ shopId, customerId: task.customerId, err: outcome.refused }, 'the store does not take what it is told of a member');
    await postponeProjections(shopId, [task.customerId], outcome.refused, true);
  }
  return done.length + gone.length + stale.length;
}

async function noteAdded(shopId: bigint, pack: PlannedMember[]): Promise<void> {
  const adding = pack.filter(({ change }) => change.addTags.length > 0);
  if (adding.length === 0) return;
  await noteTags(
    shopId,
    adding.map(({ task, change }) => ({ customerId: task.customerId, before: task.before, tags: change.addTags })),
  );
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
