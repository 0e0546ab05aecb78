/** A customer as the store has it at `versionAt`. A field that is `undefined` is not carried by the source (webhooks carry no tags or consent since 2025-01): what is stored then stays. */
export interface CustomerSnapshot {
  id: bigint;
  state?: string | null;
  locale?: string | null;
  verifiedEmail?: boolean;
  taxExempt?: boolean;
  contact?: CustomerContact;
  tags?: string[];
  emailConsent?: MarketingConsent | null;
  smsConsent?: MarketingConsent | null;
  /** The store's own figures. */
  storeOrdersCount?: bigint | null;
  storeSpent?: bigint | null;
  occurredAt: Date;
  versionAt: Date;
}
/** Who somebody is: lives sealed in the vault, and nowhere else. */
export interface CustomerContact {
  firstName: string | null;
  lastName: string | null;
  emails: string[];
  phones: string[];
  addresses: ContactAddress[];
  note: string | null;
}
export interface ContactAddress { name: string | null; company: string | null; address1: string | null; address2: string | null; city: string | null; province: string | null; zip: string | null; countryCode: string | null; phone: string | null; isDefault: boolean; }
export interface MarketingConsent { state: string; optInLevel: string | null; updatedAt: Date | null; }
