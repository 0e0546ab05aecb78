import { z } from 'zod';

/** A shop and its settings as the store has them. */
export interface Shop {
  shopId: bigint;
  domain: string;
  name: string;
  status: 'known' | 'installed' | 'uninstalled' | 'redacted';
  currency: string;
  /** IANA zone by which the merchant's days, months and years are counted. */
  timezone: string;
  locale: string;
  country: string | null;
  plan: string | null;
  installedAt: Date | null;
  /** When the store took our access away; `null` while we have it. */
  accessLostAt: Date | null;
}
/** What the store says about itself. */
export interface ShopFacts {
  shopifyId: bigint;
  name: string;
  currency: string;
  timezone: string;
  locale: string | null;
  country: string | null;
  plan: string | null;
}
/** What a member of staff has chosen for themselves; `null` where nothing. */
export interface StaffPreferences {
  /** The admin's language when this person last opened the app. */
  adminLocale: string | null;
  /** A language that is to be spoken instead. */
  language: string | null;
  customerColumns: string[] | null;
  orderColumns: string[] | null;
  productColumns: string[] | null;
  memberColumns: string[] | null;
}
/** What the set-up guide ticks. */
export interface Guide {
  dismissed: boolean;
  seenCustomer: boolean;
  tagged: boolean;
  /** An import has been completed, once. */
  imported: boolean;
  /** A loyalty programme has been published, once. */
  programme: boolean;
  /** Our panel was switched on in the published theme when somebody last looked. */
  inTheme: boolean;
}

/** What a shop's goods bring, less what they cost, out of what they bring: whole percent, as a form says it. */
export const grossMargin = z
  .string()
  .trim()
  .regex(/^(\d{1,2}|100)$/)
  .transform(BigInt);
