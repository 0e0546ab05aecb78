import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { appendEvents } from '~/db/outbox.server';
import { asRecordWriter } from '~/db/record-lock.server';
import type { ApplyCount } from '../shared/newest';
import { eventRow, isGone, partsOfMerges, readKnown } from './known-customer.store.server';
import { ownTags } from './own-tags.store.server';
import { recordsOf } from './person-group.store.server';
import { recordEvents, stubCustomers } from './references.store.server';
import { settlePersons } from './settle-persons.store.server';
import type { CustomerEventRow } from './tables';

export interface TagChange {
  customerId: bigint;
  added: string[];
  removed: string[];
  occurredAt: Date;
}

/** A customer's whole set of tags. `known`: it was known before, so that a difference is something that happened. */
interface WholeSet {
  customerId: bigint;
  tags: string[];
  at: Date;
  known: boolean;
}

const tagEvent = (customerId: bigint, kind: 'tagged' | 'untagged', tag: string, at: Date): CustomerEventRow =>
  // The tag itself may be long; a page's "show more" address carries the source.
  eventRow(customerId, kind, `${at.toISOString()} ${createHash('sha1').update(tag).digest('hex').slice(0, 16)}`, at, { tag });

async function writeTags(client: PoolClient, shopId: bigint, before: Map<bigint, Set<string>>, after: Map<bigint, Set<string>>) {
  const pairs = (from: Map<bigint, Set<string>>, without: Map<bigint, Set<string>>) =>
    [...from].flatMap(([id, tags]) => [...tags].filter((tag) => !without.get(id)?.has(tag)).map((tag) => [id, tag] as const));
  const gone = pairs(before, after);
  const come = pairs(after, before);
  if (gone.length > 0)
    await client.query(
      'delete from customer_tag t using unnest($2::bigint[], $3::text[]) as g (id, tag) where t.shop_id = $1 and t.customer_id = g.id and t.tag = g.tag',
      [shopId, gone.map(([id]) => id), gone.map(([, tag]) => tag)],
    );
  if (come.length > 0)
    await client.query(
      'insert into customer_tag (shop_id, tag, customer_id) select $1, c.tag, c.id from unnest($2::bigint[], $3::text[]) as c (id, tag) on conflict do nothing',
      [shopId, come.map(([id]) => id), come.map(([, tag]) => tag)],
    );
  await noteOwnTags(
    client,
    shopId,
    after,
    [...gone, ...come].map(([id]) => id),
  );
  return { gone, come };
}

/** Into whom others have been merged: what is their own is kept apart, and their rows are settled afterwards. */
async function noteOwnTags(client: PoolClient, shopId: bigint, after: Map<bigint, Set<string>>, ids: bigint[]) {
  if (ids.length === 0) return;
  const { rows } = await client.query<{ customer_id: bigint }>('select customer_id from customer_own where shop_id = $1 and customer_id = any($2::bigint[])', [
    shopId,
    ids,
  ]);
  for (const { customer_id: id } of rows)
    await client.query('update customer_own set tags = $3 where shop_id = $1 and customer_id = $2', [shopId, id, [...(after.get(id) ?? [])].sort()]);
}

/** In the caller's transaction: makes the customers' own tags be these. Who is part of a merge has to be settled afterwards. */
export async function replaceTags(client: PoolClient, shopId: bigint, sets: WholeSet[]): Promise<void> {
  if (sets.length === 0) return;
  const before = await ownTags(
    client,
    shopId,
    sets.map((set) => set.customerId),
  );
  const { gone, come } = await writeTags(client, shopId, before, new Map(sets.map((set) => [set.customerId, new Set(set.tags)])));
  const happened = new Map(sets.filter((set) => set.known).map((set) => [set.customerId, set.at]));
  const events = (pairs: (readonly [bigint, string])[], kind: 'tagged' | 'untagged') =>
    pairs.flatMap(([id, tag]) => (happened.has(id) ? [tagEvent(id, kind, tag, happened.get(id) ?? new Date(0))] : []));
  await recordEvents(client, shopId, [...events(gone, 'untagged'), ...events(come, 'tagged')]);
}

/**
 * Tags put on and taken off, in the order of their time. One that is older than what is known of the customer's tags is not
 * applied: which came last is asked of the store.
 */
export async function applyTags(shopId: bigint, changes: readonly TagChange[], connection?: PoolClient): Promise<ApplyCount> {
  if (changes.length === 0) return { applied: 0, stale: 0 };
  return asRecordWriter(shopId, connection, async (client) => {
    const records = await recordsOf(
      client,
      shopId,
      changes.map((change) => change.customerId),
    );
    const ordered = changes
      .map((change) => ({ ...change, customerId: records.get(change.customerId) ?? change.customerId }))
      .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
    await stubCustomers(client, shopId, new Map(ordered.map((change) => [change.customerId, change.occurredAt])));
    const ids = [...new Set(ordered.map((change) => change.customerId))];
    const known = await readKnown(client, shopId, ids);
    const before = await ownTags(client, shopId, ids);
    const after = new Map([...before].map(([id, tags]) => [id, new Set(tags)]));
    const alive = ordered.filter((change) => !isGone(known.get(change.customerId)));
    const late = alive.filter((change) => change.occurredAt < (known.get(change.customerId)?.tags_at ?? change.occurredAt));
    const timely = alive.filter((change) => !late.includes(change));
    const events = timely.flatMap((change) => turn(after.get(change.customerId) ?? new Set(), change));
    await writeTags(client, shopId, before, after);
    await recordEvents(client, shopId, events);
    await client.query(
      'update customer c set tags_at = n.at from (select u.id, max(u.at) as at from unnest($2::bigint[], $3::timestamptz[]) as u (id, at) group by u.id) n where c.shop_id = $1 and c.id = n.id',
      [shopId, timely.map((change) => change.customerId), timely.map((change) => change.occurredAt)],
    );
    await settlePersons(client, shopId, partsOfMerges(known.values()));
    const inDoubt = [...new Set(late.filter((change) => contradicts(after.get(change.customerId), change)).map((change) => change.customerId))];
    if (late[0])
      await appendEvents(
        client,
        shopId,
        inDoubt.map((id) => ({ type: 'customer.reread_requested', payload: { customerId: id.toString() } })),
        late[0].occurredAt,
      );
    return { applied: timely.length, stale: changes.length - timely.length };
  });
}

/** Changes the set, and says what really changed. */
function turn(tags: Set<string>, { customerId, added, removed, occurredAt }: TagChange): CustomerEventRow[] {
  const come = added.filter((tag) => !tags.has(tag));
  const gone = removed.filter((tag) => tags.has(tag));
  for (const tag of come) tags.add(tag);
  for (const tag of gone) tags.delete(tag);
  return [...come.map((tag) => tagEvent(customerId, 'tagged', tag, occurredAt)), ...gone.map((tag) => tagEvent(customerId, 'untagged', tag, occurredAt))];
}

const contradicts = (tags: Set<string> | undefined, change: TagChange): boolean =>
  change.added.some((tag) => !tags?.has(tag)) || change.removed.some((tag) => tags?.has(tag) ?? false);
