import type { Programme } from '../programme/model';
import { ladder, rankOf } from '../tiers/thresholds';
import { levelName, METAFIELD_KEYS, NOTHING, TIER_TAG_PREFIX, tierTag, type Projection, type ProjectionChange, type ProjectionTask } from './model';

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
  return {
    set: METAFIELD_KEYS.filter((key) => wanted.values[key] !== null && (before === null || wanted.values[key] !== told[key])),
    // Of what was never told it is not known whether it is there.
    remove: METAFIELD_KEYS.filter((key) => wanted.values[key] === null && (before === null ? !gone : told[key] !== null)),
    addTags: kept.filter((tag) => !ours.has(tag.toLowerCase())),
    removeTags: [...new Map(unwanted.filter((tag) => !wantedTags.has(tag.toLowerCase())).map((tag) => [tag.toLowerCase(), tag])).values()],
    tags: kept,
  };
}

/** Whether there is nothing to be done. */
export const isNothing = ({ set, remove, addTags, removeTags }: ProjectionChange): boolean =>
  set.length + remove.length + addTags.length + removeTags.length === 0;
