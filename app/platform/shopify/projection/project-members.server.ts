import { logger } from '~/config/logger.server';
import { applyTags } from '~/domain/customers/index.server';
import {
  askAnew,
  callPoints,
  endRun,
  findRun,
  finishProjections,
  finishSome,
  isNothing,
  isQueueLong,
  lookLater,
  noteTags,
  postponeProjections,
  projectionChange,
  takeLooks,
  takeProjections,
} from '~/domain/loyalty/projection/index.server';
import type { Digests, ProjectionTask } from '~/domain/loyalty/projection/model';
import { adminClient, pointsPerSecond, type AdminClient } from '../admin/index.server';
import { advanceBulk, beginBulk } from './bulk-members.server';
import { withKnown } from './read-members.server';
import { packMembers, toldOf, writeMembers, type PlannedMember, type WriteOutcome } from './write-members.server';

const MEMBERS_AT_ONCE = 80;
/** Of so many the files have some ten megabytes, of 100 that the store takes; and whoever changes meanwhile waits for no more than these. */
const RUN_MAX = 10_000;
/** When a queue is told in bulk. */
interface BulkBounds {
  /** Of no more members it is not even asked what they would cost: at most a hundred seconds' points of the smallest plan. */
  members: number;
  /** A bulk mutation is uploaded, begun, waited for and read in about this time: what the shop's points give in it is told by calls. */
  seconds: number;
}
const BULK_BOUNDS: BulkBounds = { members: 500, seconds: 30 };
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
export async function projectMembers(shopId: bigint, now: Date, bounds = BULK_BOUNDS): Promise<number> {
  const endsAt = performance.now() + STRETCH_MS;
  const client = adminClient(shopId, { priority: 'background' });
  await takeLooks(shopId);
  let count = await projectInBulk(shopId, client, now, bounds);
  // While many are told in bulk, more of the many wait for the next one, and only those are told by calls who have changed since.
  const run = await findRun(shopId);
  const since = run && (await isQueueLong(shopId, bounds.members)) ? run.startedAt : null;
  const tasks = await takeProjections(shopId, MEMBERS_AT_ONCE, now, since);
  for (let start = 0; start < tasks.length && performance.now() < endsAt; start += GROUP)
    count += await projectGroup(shopId, client, tasks.slice(start, start + GROUP), now, endsAt);
  return count;
}

/** Begins a bulk mutation when the queue is long, or goes on with the one that is under way. @returns how many members are done. */
async function projectInBulk(shopId: bigint, client: AdminClient, now: Date, bounds: BulkBounds): Promise<number> {
  const run = await findRun(shopId);
  if (!run) return (await isQueueLong(shopId, bounds.members)) ? beginIfWorthIt(shopId, now, bounds) : 0;
  if (!run.isDue || !(await advanceBulk(shopId, client, run, now))) return 0;
  let count = 0;
  for (let some = await finishSome(shopId, run.id); some.length > 0; some = await finishSome(shopId, run.id)) {
    const changes = some.map(({ customerId, plan }) => ({ customerId, added: plan.addTags, removed: plan.removeTags, occurredAt: now }));
    await applyTags(
      shopId,
      changes.filter(({ added, removed }) => added.length + removed.length > 0),
    );
    count += some.length;
  }
  const failed = await endRun(shopId, run.id);
  logger.info({ shopId, runId: run.id, members: count, failed }, 'the store has been told of members in bulk');
  return Math.max(1, count);
}

/** Of whom there is nothing to be told is done at once; of the others in bulk, if by calls it took longer. */
async function beginIfWorthIt(shopId: bigint, now: Date, bounds: BulkBounds): Promise<number> {
  const tasks = await takeProjections(shopId, RUN_MAX, now);
  // Told before there were digests: what they were told is taken for what the store shows.
  const isKnown = ({ before, gone }: ProjectionTask) => !gone && before !== null && (before.digests !== undefined || before.version === undefined);
  const planned = tasks.filter(isKnown).map((task) => ({ task, change: projectionChange(task) }));
  const idle = planned.filter(({ change }) => isNothing(change));
  if (idle.length > 0)
    await finishProjections(
      shopId,
      idle.map((one) => doneOf(one, one.task.before?.digests ?? null)),
    );
  const members = planned.filter(({ change }) => !isNothing(change));
  const points = members.reduce((sum, { change }) => sum + callPoints(change), 0);
  if (members.length === 0 || points < bounds.seconds * (await pointsPerSecond(shopId))) return idle.length;
  await noteAdded(shopId, members);
  await beginBulk(shopId, members);
  logger.info({ shopId, members: members.length, points: Math.round(points) }, 'many members are told of in bulk');
  return Math.max(1, idle.length);
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
