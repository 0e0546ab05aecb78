/** Our metafield of the shop, in the namespace `$app`. It is declared in shopify.app.toml. */
export const PROGRAMME_METAFIELD = { namespace: '$app', key: 'programme', type: 'json' } as const;

/** Of anything with a name: as the merchant wrote it by language, and in the shop's own. */
interface Named {
  names: Record<string, string>;
  name: string;
}
/** A fraction, as whole numbers that Liquid can reckon with exactly. */
interface Ratio {
  n: string;
  d: string;
}

/** A multiplier that holds now or from within a day. Moments are seconds since 1970. */
export interface MultiplierView extends Ratio {
  from: string | null;
  until: string | null;
  product: string | null;
  collection: string | null;
  /** In small letters. */
  tag: string | null;
  /** It is for some customers only. Which ones is nobody else's business, so that nobody can be told whether it is for them. */
  forSome: boolean;
}
export interface LevelView extends Named {
  id: string;
  /** Of spend, hundredths of the shop's currency; else points or orders. */
  entry: string;
  multiplier: Ratio & { text: string };
  /** What the checkout leaves of a price; `null`: all of it. */
  leaves: Ratio | null;
  discountPercent: string | null;
  freeShipping: boolean;
  entryPoints: string | null;
  birthdayPoints: string | null;
  benefits: Named[];
}
export interface WayView extends Named {
  id: string;
  kind: string;
  points: string;
  n: string | null;
  link: string | null;
}

/** A reward that can be asked for now or from within a day. Amounts in hundredths of the shop's currency, moments in seconds since 1970. */
export interface RewardView extends Named {
  id: string;
  kind: string;
  /** Of a slider: its smallest step. */
  points: string;
  maximumPoints: string | null;
  /** Off, on the card, as credit; of a slider for each step. */
  amount: string | null;
  percent: string | null;
  minimum: string | null;
  /** Who may have it; empty: everybody. */
  tiers: string[];
  from: string | null;
  until: string | null;
  validDays: string | null;
}

/** What a shopper may know of a programme. Numbers as text. */
export interface ProgrammeView extends Named {
  version: string;
  /** What the shop calls points; an empty name where it calls them that. */
  pointsName: Named;
  rate: Ratio & { text: string };
  rounding: 'floor' | 'half-up' | 'ceil';
  counts: { tax: boolean; shipping: boolean; discountedPart: boolean; giftCards: boolean };
  /** Most points of an order. */
  cap: string | null;
  /** There are limits by day or by member. */
  limited: boolean;
  awardOn: 'paid' | 'fulfilled';
  pendingDays: string;
  expiry: { model: 'none' | 'lot' | 'inactivity'; months: string | null };
  /** Hundredths, which is what Liquid has, are all there is of the shop's money. */
  exact: boolean;
  /** Liquid's hundredths in one minor unit of the shop's currency. */
  hundredths: Ratio;
  /** Tiers give some members more than the rate says, or less. */
  tiersGive: { more: boolean; less: boolean };
  basis: 'spend' | 'points' | 'orders';
  levels: LevelView[];
  multipliers: MultiplierView[];
  ways: WayView[];
  rewards: RewardView[];
}
