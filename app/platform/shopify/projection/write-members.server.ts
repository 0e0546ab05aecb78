import {
  METAFIELD_TYPES,
  NOTHING,
  type Digests,
  type MetafieldKey,
  type ProjectionChange,
  type ProjectionTask,
  type Told,
} from '~/domain/loyalty/projection/model';
import { versioned } from '~/domain/loyalty/projection/index.server';
import { gid } from '~/domain/shared/ids';
import { AdminUserError, type AdminClient } from '../admin/index.server';
import { DeleteMetafieldsDocument, SetMetafieldsDocument, type SetMetafieldsMutation } from '../graphql/generated/documents';
import { addTags, removeTags } from '../tags/change-tags.server';

/** Shopify takes so many in one call. */
export const METAFIELDS_MAX = 25;
const AT_ONCE = 4;

export interface PlannedMember {
  task: ProjectionTask;
  change: ProjectionChange;
}
export interface WriteOutcome {
  task: ProjectionTask;
  /** `gone`: the store has no such customer. `stale`: it does not show what it was told last. With digests: done. */
  outcome: { digests: Digests } | 'gone' | 'stale' | { refused: AdminUserError };
}

const digestsOf = ({ task, change }: PlannedMember): Digests => {
  const known = { ...(task.before?.digests ?? NOTHING.digests) };
  for (const key of change.remove) known[key] = null;
  return known;
};
const nextVersion = ({ before }: ProjectionTask): number => (before?.version ?? 0) + 1;

/** What the store has been told when a member is done. Of whom no digests were known, and none are given, none are made up. */
export function toldOf(one: PlannedMember, digests: Digests | null): Told | null {
  const { task, change } = one;
  if (task.gone) return null;
  const known = digests ?? (task.before?.digests ? digestsOf(one) : undefined);
  const version = change.set.length > 0 ? nextVersion(task) : task.before?.version;
  return { values: task.wanted.values, tags: change.tags, ...(known && { digests: known }), ...(version !== undefined && { version }) };
}

/** Metafields of a member as the store takes them: only if those that it has now are those that it was told last. */
export const metafieldsOf = ({ task, change }: PlannedMember) => change.set.map((key) => inputOf(task, key));

/** Metafields that a member is not to have any more. */
export const removedOf = ({ task, change }: PlannedMember) =>
  change.remove.map((key) => ({ ownerId: gid('Customer', task.customerId), namespace: '$app', key }));

function inputOf(task: ProjectionTask, key: MetafieldKey) {
  const value = task.wanted.values[key] ?? '';
  return {
    ownerId: gid('Customer', task.customerId),
    namespace: '$app',
    key,
    type: METAFIELD_TYPES[key],
    value: key === 'loyalty' ? versioned(value, nextVersion(task)) : value,
    ...(task.before?.digests && { compareDigest: task.before.digests[key] }),
  };
}

/** Lists of members whose metafields fit into one call each. */
export function packMembers(planned: readonly PlannedMember[]): PlannedMember[][] {
  const packs: PlannedMember[][] = [];
  let room = 0;
  for (const one of planned) {
    if (packs.length === 0 || one.change.set.length > room) {
      packs.push([]);
      room = METAFIELDS_MAX;
    }
    packs[packs.length - 1]?.push(one);
    room -= one.change.set.length;
  }
  return packs;
}

/**
 * Brings members to the store: tags, then metafields, several members a call. One whom the store refuses keeps nobody else
 * back. Doing it again does no harm. @param onUnsure told of a member to whom the store may yet do something at any later time
 * @throws AppError when the store cannot be reached; then all of it is to be done again.
 */
export async function writeMembers(client: AdminClient, planned: readonly PlannedMember[], onUnsure: (one: PlannedMember) => void): Promise<WriteOutcome[]> {
  const failed: WriteOutcome[] = [];
  for (let start = 0; start < planned.length; start += AT_ONCE) {
    const some = planned.slice(start, start + AT_ONCE);
    const outcomes = await Promise.all(some.map((one) => tryMember(one, () => clearAndTag(client, one, () => onUnsure(one)))));
    failed.push(...outcomes.flatMap((outcome) => outcome ?? []));
  }
  const left = planned.filter(({ task }) => !failed.some((one) => one.task === task));
  return [...failed, ...(await setTogether(client, left))];
}

/** What the store does without regard to what is there. */
async function clearAndTag(client: AdminClient, { task, change }: PlannedMember, onUnsure: () => void): Promise<void> {
  const { customerId } = task;
  await removeTags(client, customerId, change.removeTags, onUnsure);
  await addTags(client, customerId, change.addTags, onUnsure);
  if (change.remove.length === 0) return;
  await client.query(DeleteMetafieldsDocument, { metafields: removedOf({ task, change }) }, { repeatable: true, onUnsure });
}

/** All of a call or none: when one member is refused, each is tried alone. */
async function setTogether(client: AdminClient, planned: readonly PlannedMember[]): Promise<WriteOutcome[]> {
  const metafields = planned.flatMap(metafieldsOf);
  if (metafields.length === 0) return planned.map((one) => ({ task: one.task, outcome: { digests: digestsOf(one) } }));
  try {
    const { metafieldsSet } = await client.query(SetMetafieldsDocument, { metafields }, { repeatable: true });
    const digests = newDigests(metafieldsSet);
    return planned.map((one) => ({ task: one.task, outcome: { digests: { ...digestsOf(one), ...digests.get(gid('Customer', one.task.customerId)) } } }));
  } catch (error) {
    if (!(error instanceof AdminUserError)) throw error;
    // Often it is our own request, carried out and not answered: then all of the pack are as they should be.
    if (error.has('STALE_OBJECT')) return planned.map(({ task }) => ({ task, outcome: 'stale' }));
    const [only] = planned;
    if (planned.length === 1 && only) return [{ task: only.task, outcome: outcomeOf(error) }];
    const alone: WriteOutcome[] = [];
    for (const one of planned) alone.push(...(await setTogether(client, [one])));
    return alone;
  }
}

/** Of each owner, by what the store knows what it has just been told. */
export function newDigests(payload: SetMetafieldsMutation['metafieldsSet']): Map<string, Partial<Digests>> {
  const found = new Map<string, Partial<Digests>>();
  for (const { key, compareDigest, owner } of payload?.metafields ?? []) {
    if ('id' in owner) found.set(owner.id, { ...found.get(owner.id), [key]: compareDigest });
  }
  return found;
}

async function tryMember({ task }: PlannedMember, work: () => Promise<void>): Promise<WriteOutcome | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof AdminUserError)) throw error;
    return { task, outcome: outcomeOf(error) };
  }
}

/** What is refused for the owner's or the customer's own sake: there is no such customer. */
function outcomeOf(error: AdminUserError): WriteOutcome['outcome'] {
  const isAbout = (field: readonly string[] | null | undefined) => field?.at(-1) === 'ownerId' || (field?.length === 1 && field[0] === 'id');
  return error.userErrors.every(({ field }) => isAbout(field)) ? 'gone' : { refused: error };
}
