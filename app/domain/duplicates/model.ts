import type { Minor } from '../shared/money';
import type { CustomerBrief } from '../customers/model';

/** What speaks for two records being one person, the strongest first. */
export const EVIDENCE = [
  'same_email',
  'same_phone',
  'order_email',
  'same_mailbox',
  'order_phone',
  'name_and_address',
  'name_and_phone_end',
  'guest_email',
  'guest_phone',
  /** A member of staff thinks so. */
  'chosen',
] as const;
export type Evidence = (typeof EVIDENCE)[number];
export const isEvidence = (text: string): text is Evidence => EVIDENCE.some((known) => known === text);

/** In percent, how often a pair with this and nothing else is one person; a judgement, not a measurement. */
const WEIGHTS: Record<Evidence, number> = {
  same_email: 90,
  same_phone: 80,
  order_email: 75,
  same_mailbox: 70,
  order_phone: 60,
  name_and_address: 65,
  name_and_phone_end: 55,
  guest_email: 50,
  guest_phone: 40,
  chosen: 50,
};

/** 0 to 99; each piece of evidence takes its share of the doubt that the others have left. */
export function strengthOf(evidence: readonly Evidence[]): number {
  const doubt = evidence.reduce((left, one) => Math.floor((left * (100 - WEIGHTS[one])) / 100), 10_000);
  return Math.min(99, 100 - Math.ceil(doubt / 100));
}

export type Confidence = 'high' | 'medium' | 'low';
export function confidenceOf(strength: number): Confidence {
  if (strength >= 85) return 'high';
  return strength >= 65 ? 'medium' : 'low';
}

export const SUGGESTION_VIEWS = ['open', 'dismissed'] as const;
/** What the page shows one of. */
export const DUPLICATE_VIEWS = [...SUGGESTION_VIEWS, 'merged'] as const;
export type SuggestionView = (typeof SUGGESTION_VIEWS)[number];

/** Somebody of a suggestion, as far as a list shows them. */
export interface Suspect {
  id: bigint;
  contact: CustomerBrief;
  ordersCount: number;
  spentNet: Minor;
}
export interface SuggestionRow {
  id: bigint;
  strength: number;
  evidence: Evidence[];
  one: Suspect;
  /** `null`: orders of guests. */
  other: Suspect | null;
  /** How many orders of guests it is about. */
  guestOrders: number;
}
/** A merge that stands, or that was undone. */
export interface MergeRow {
  id: bigint;
  from: { id: bigint; contact: CustomerBrief };
  into: { id: bigint; contact: CustomerBrief };
  source: 'store' | 'admin';
  evidence: Evidence[];
  mergedAt: Date;
  undoneAt: Date | null;
  /** It was made here and still stands. */
  canUndo: boolean;
}
/** Addresses or numbers that too many share, by what they are. */
export type Crowds = { kind: string; count: number }[];
