import { METAFIELD_TYPES, type MetafieldKey, type ProjectionChange, type ProjectionTask } from '~/domain/loyalty/projection/model';
import { gid } from '~/domain/shared/ids';
import { AdminUserError, type AdminClient } from '../admin/index.server';
import { DeleteMetafieldsDocument, SetMetafieldsDocument } from '../graphql/generated/documents';
import { addTags, removeTags } from '../tags/change-tags.server';

/** Shopify takes so many in one call. */
const METAFIELDS_MAX = 25;
const AT_ONCE = 4;

export interface PlannedMember {
  task: ProjectionTask;
  change: ProjectionChange;
}
export interface WriteOutcome {
  task: ProjectionTask;
  /** `gone`: the store has no such customer. */
  outcome: 'done' | 'gone' | { refused: AdminUserError };
}

const inputOf = ({ task: { customerId, wanted } }: PlannedMember, key: MetafieldKey) => ({
  ownerId: gid('Customer', customerId),
  namespace: '$app',
  key,
  type: METAFIELD_TYPES[key],
  value: wanted.values[key] ?? '',
});

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
 * back. Doing it again does no harm. @throws AppError when the store cannot be reached; then all of it is to be done again.
 */
export async function writeMembers(client: AdminClient, planned: readonly PlannedMember[]): Promise<WriteOutcome[]> {
  const tagged: WriteOutcome[] = [];
  for (let start = 0; start < planned.length; start += AT_ONCE)
    tagged.push(...(await Promise.all(planned.slice(start, start + AT_ONCE).map((one) => tryMember(one, () => writeTags(client, one))))));
  const failed = tagged.filter(({ outcome }) => outcome !== 'done');
  const left = planned.filter(({ task }) => !failed.some((one) => one.task === task));
  return [...failed, ...(await setTogether(client, left))];
}

async function writeTags(client: AdminClient, { task: { customerId }, change }: PlannedMember): Promise<void> {
  await removeTags(client, customerId, change.removeTags);
  await addTags(client, customerId, change.addTags);
  if (change.remove.length === 0) return;
  const metafields = change.remove.map((key) => ({ ownerId: gid('Customer', customerId), namespace: '$app', key }));
  await client.query(DeleteMetafieldsDocument, { metafields }, { repeatable: true });
}

/** All of a call or none: when one member is refused, each is tried alone. */
async function setTogether(client: AdminClient, planned: readonly PlannedMember[]): Promise<WriteOutcome[]> {
  const metafields = planned.flatMap((one) => one.change.set.map((key) => inputOf(one, key)));
  const done = () => planned.map(({ task }) => ({ task, outcome: 'done' as const }));
  if (metafields.length === 0) return done();
  try {
    await client.query(SetMetafieldsDocument, { metafields }, { repeatable: true });
    return done();
  } catch (error) {
    if (!(error instanceof AdminUserError)) throw error;
    const [only] = planned;
    if (planned.length === 1 && only) return [{ task: only.task, outcome: outcomeOf(error) }];
    const alone: WriteOutcome[] = [];
    for (const one of planned) alone.push(...(await setTogether(client, [one])));
    return alone;
  }
}

async function tryMember({ task }: PlannedMember, work: () => Promise<void>): Promise<WriteOutcome> {
  try {
    await work();
    return { task, outcome: 'done' };
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
