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
