import { nameIn } from '../../shared/names';
import type { TierLevel } from '../programme/model';

/** The tag of a tier is this and the tier's id. Whatever begins so is ours. */
export const TIER_TAG_PREFIX = 'regulars-tier-';
export const tierTag = (tier: string): string => `${TIER_TAG_PREFIX}${tier}`;

/** Keys of our metafields at a customer, in the namespace `$app`, with their types. They are declared in shopify.app.toml. */
export const METAFIELD_TYPES = { tier: 'single_line_text_field', points_balance: 'number_integer', loyalty: 'json' } as const;
export type MetafieldKey = keyof typeof METAFIELD_TYPES;
export const METAFIELD_KEYS: readonly MetafieldKey[] = ['tier', 'points_balance', 'loyalty'];

/** What the store is to show of a member; `null`: that metafield is not there. */
export type ProjectedValues = Record<MetafieldKey, string | null>;
export interface Projection {
  values: ProjectedValues;
  /** Tags that are there because of us. */
  tags: string[];
}
/** By what the store knows the contents of a metafield; `null`: that metafield is not there. */
export type Digests = Record<MetafieldKey, string | null>;
/** What the store was told last. */
export interface Told extends Projection {
  /** Not there: it has to be asked before it is told of anything. */
  digests?: Digests;
  /** Count of the texts it was told, see {@link versioned}. */
  version?: number;
}
export const NOTHING: Told & { digests: Digests } = {
  values: { tier: null, points_balance: null, loyalty: null },
  tags: [],
  digests: { tier: null, points_balance: null, loyalty: null },
};

/** How a customer stands in the store now. */
export interface StoreMembership {
  values: ProjectedValues;
  digests: Digests;
  /** All tags, whoever has put them there. */
  tags: string[];
}

/** A member whose projection has to be brought to the store, with what was read of them. */
export interface ProjectionTask {
  customerId: bigint;
  /** Count of changes when it was read: more of them later mean that it has to be done again. */
  changes: number;
  attempts: number;
  readAt: Date;
  /** What the store was told last; `null`: that is not known. */
  before: Told | null;
  wanted: Projection;
  /** Tags of the customer in the store, as far as they are known. */
  storeTags: string[];
  /** Nobody in the store answers to it any more: there is only something to be cleared away. */
  gone: boolean;
}

/** What has to be done in the store for one member. */
export interface ProjectionChange {
  set: MetafieldKey[];
  remove: MetafieldKey[];
  addTags: string[];
  removeTags: string[];
  /** Ours when all of it is done. */
  tags: string[];
}

/** How far behind the store is, by the database's clock. */
export interface ProjectionHealth {
  waiting: number;
  /** Age of the oldest change that the store has not been told of. */
  oldestSeconds: number | null;
  givenUp: number;
  /** Members with whom the last try failed. */
  failures: { customerId: bigint; error: string; attempts: number }[];
  /** What could not be brought to the checkout. */
  benefits: { waiting: boolean; errors: { tier: string; kind: BenefitKind; error: string }[] };
  /** The programme as the storefront shows it: for how long it has not known the present one; `null`: it does. */
  storefront: { waitingSeconds: number | null; error: string | null };
}

export const BENEFIT_KINDS = ['segment', 'percent', 'shipping'] as const;
export type BenefitKind = (typeof BENEFIT_KINDS)[number];

/** What a tier gives at the checkout, as the store is to have it. */
export interface WantedBenefit {
  tier: string;
  kind: BenefitKind;
  /** Of a segment: its name in the store. Of a discount: what a shopper reads at the checkout. */
  title: string;
  /** Of a segment. */
  query?: string;
  /** Of `percent`: as the programme has it, `10` or `7.5`. */
  percent?: string;
}

/** A tier's name in a language, else in any, else its id. */
export const levelName = ({ id, name }: Pick<TierLevel, 'id' | 'name'>, locale: string): string => nameIn(name, locale, id);

/** How what the store shows of a customer differs: something is not there, is something else, or should not be there. */
export type ShownDrift = 'missing' | 'stale' | 'extra';
export const DRIFT_FAILURES = ['uninstalled', 'access_lost', 'access_denied', 'shop_unavailable', 'file_incomplete', 'refused'] as const;
export type DriftFailure = (typeof DRIFT_FAILURES)[number];

/** A comparison of all customers of the store. The counts are of customers. */
export interface DriftRun {
  id: bigint;
  isNightly: boolean;
  status: 'running' | 'done' | 'failed';
  error: DriftFailure | null;
  startedAt: Date;
  finishedAt: Date | null;
  checked: number;
  missing: number;
  stale: number;
  extra: number;
  /** API points. */
  points: number;
}

/** All that a comparison has found, as one number. */
export const shownDriftOf = ({ missing, stale, extra }: DriftRun): number => missing + stale + extra;
