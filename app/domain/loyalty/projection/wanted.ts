import type { Programme } from '../programme/model';
import { ladder, rankOf } from '../tiers/thresholds';
import {
  levelName,
  METAFIELD_KEYS,
  NOTHING,
  TIER_TAG_PREFIX,
  tierTag,
  type MetafieldKey,
  type Projection,
  type ProjectionChange,
  type ProjectionTask,
  type ShownDrift,
  type StoreMembership,
} from './model';
import { jsonOf } from '~/config/json-text';

/** What is known of a member. */
export interface MemberFacts {
  available: bigint;
  pending: bigint;
  owed: bigint;
  tier: string | null;
  tierSince: Date | null;
  tierUntil: Date | null;
  /** Credit in the window that ends now, in what the tiers' basis counts. */
  amount: bigint;
  /** What ends first. */
  expiring: { points: bigint; at: Date } | null;
}

/** What the store is to show of a member: name of the tier, points that can be spent, and all that a shopper may be told. */
export function wantedProjection(facts: MemberFacts, programme: Programme, shop: { currency: string; locale: string }): Projection {
  const steps = ladder(programme.tiers, shop.currency);
  const rank = rankOf(steps, facts.tier);
  const level = steps[rank]?.level;
  const next = steps[rank + 1];
  const missing = next ? next.entry - facts.amount : 0n;
  const loyalty = {
    points: String(facts.available),
    pending: String(facts.pending),
    owed: String(facts.owed),
    tier: level ? { id: level.id, names: level.name, since: facts.tierSince, until: facts.tierUntil } : null,
    next: next ? { id: next.level.id, names: next.level.name, basis: programme.tiers.basis, missing: String(missing > 0n ? missing : 0n) } : null,
    expiring: facts.expiring && { points: String(facts.expiring.points), at: facts.expiring.at },
  };
  return {
    values: { tier: level ? levelName(level, shop.locale) : null, points_balance: String(facts.available), loyalty: JSON.stringify(loyalty) },
    tags: level ? [tierTag(level.id), ...(level.earlyAccessTag ? [level.earlyAccessTag] : [])] : [],
  };
}

const asObject = (text: string): Record<string, unknown> | null => {
  const value = jsonOf(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
};

/**
 * The text of `loyalty` with the count of what the store was told. No two texts are ever the same, so that none has the digest of
 * an earlier one: a request that the store carries out late finds that digest gone, and changes nothing.
 */
export const versioned = (loyalty: string, version: number): string => JSON.stringify({ ...asObject(loyalty), version: String(version) });

/** JSON whose keys stand in one order at every depth. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** Whether the store shows a value, be it with a version, or written in another order. */
export function isShown(key: MetafieldKey, wanted: string | null, there: string | null): boolean {
  if (wanted === there || key !== 'loyalty' || wanted === null || there === null) return wanted === there;
  const { version: _, ...shown } = asObject(there) ?? {};
  return inOrder(shown) === inOrder(asObject(wanted));
}

/** A task as it stands when the store has just been asked: what it shows counts, and not what it was told. */
export function withSeen<Task extends ProjectionTask>(task: Task, seen: StoreMembership | null): Task {
  const { values, digests, tags } = seen ?? NOTHING;
  const there = lower(tags);
  const version = Number((values.loyalty === null ? null : asObject(values.loyalty)?.['version']) ?? 0) || 0;
  const ours = (task.before?.tags ?? []).filter((tag) => there.has(tag.toLowerCase()));
  return { ...task, storeTags: tags, before: { values, digests, tags: ours, version: Math.max(version, task.before?.version ?? 0) } };
}

const lower = (tags: readonly string[]) => new Set(tags.map((tag) => tag.toLowerCase()));

/**
 * What has to be done so that the store shows what is wanted. A tag that somebody else has put there is left alone, and is not
 * taken off later; what begins like a tier's tag is ours whoever has put it there.
 */
export function projectionChange({ before, wanted, storeTags, gone }: Pick<ProjectionTask, 'before' | 'wanted' | 'storeTags' | 'gone'>): ProjectionChange {
  const told = before?.values ?? NOTHING.values;
  const ours = lower(before?.tags ?? []);
  const isOurs = (tag: string) => ours.has(tag.toLowerCase()) || tag.toLowerCase().startsWith(TIER_TAG_PREFIX);
  const [there, wantedTags] = [lower(storeTags), lower(wanted.tags)];
  const kept = wanted.tags.filter((tag) => isOurs(tag) || !there.has(tag.toLowerCase()));
  const unwanted = [...(before?.tags ?? []), ...storeTags.filter((tag) => tag.toLowerCase().startsWith(TIER_TAG_PREFIX))];
  const differing = METAFIELD_KEYS.filter((key) => wanted.values[key] !== null && (before === null || !isShown(key, wanted.values[key], told[key])));
  return {
    // With the others always `loyalty`: by its version a late request is told from a newer one, and a call is carried out whole or not at all.
    set: METAFIELD_KEYS.filter((key) => differing.includes(key) || (key === 'loyalty' && differing.length > 0)),
    // Of what was never told it is not known whether it is there.
    remove: METAFIELD_KEYS.filter((key) => wanted.values[key] === null && (before === null ? !gone : told[key] !== null)),
    addTags: kept.filter((tag) => !ours.has(tag.toLowerCase())),
    removeTags: [...new Map(unwanted.filter((tag) => !wantedTags.has(tag.toLowerCase())).map((tag) => [tag.toLowerCase(), tag])).values()],
    tags: kept,
  };
}

/** What a call costs, and how many metafields go into one. */
const CALL_POINTS = 10;
const METAFIELDS_A_CALL = 24;

/** API points of telling the store by calls: tags take one each way, metafields share theirs. */
export const callPoints = ({ set, remove, addTags, removeTags }: ProjectionChange): number =>
  CALL_POINTS * ([remove, addTags, removeTags].filter(({ length }) => length > 0).length + set.length / METAFIELDS_A_CALL);

/** Whether there is nothing to be done. */
export const isNothing = ({ set, remove, addTags, removeTags }: ProjectionChange): boolean =>
  set.length + remove.length + addTags.length + removeTags.length === 0;

/**
 * How what the store shows differs from what it was told, and from the tags that are wanted; `null`: not at all. Tags of others count
 * only where they look like a tier's, or stand for one that is ours.
 */
export function driftShown({ told, wanted }: { told: Projection; wanted: Projection }, seen: Pick<StoreMembership, 'values' | 'tags'>): ShownDrift | null {
  const [there, wantedTags] = [lower(seen.tags), lower(wanted.tags)];
  const isMissing = METAFIELD_KEYS.some((key) => told.values[key] !== null && seen.values[key] === null) || [...wantedTags].some((tag) => !there.has(tag));
  if (isMissing) return 'missing';
  if (METAFIELD_KEYS.some((key) => told.values[key] !== null && !isShown(key, told.values[key], seen.values[key]))) return 'stale';
  const ours = lower(told.tags);
  const isExtra =
    METAFIELD_KEYS.some((key) => told.values[key] === null && seen.values[key] !== null) ||
    [...there].some((tag) => !wantedTags.has(tag) && (tag.startsWith(TIER_TAG_PREFIX) || ours.has(tag)));
  return isExtra ? 'extra' : null;
}
