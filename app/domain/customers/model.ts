import { z } from 'zod';
import type { Minor } from '../shared/money';

const optionalMinor = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(BigInt)
  .optional()
  .catch(undefined);

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
export interface ContactAddress {
  name: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  zip: string | null;
  countryCode: string | null;
  phone: string | null;
  isDefault: boolean;
}
export interface MarketingConsent {
  state: string;
  optInLevel: string | null;
  updatedAt: Date | null;
}

/** What the blind index of an e-mail address is made of. */
export function emailToken(email: string): string {
  return `email:${email.normalize('NFKC').trim().toLowerCase()}`;
}

/** What a list of customers can be narrowed down to; as it stands in a page's address. */
export const customerFilter = z.object({
  /** Words of a name, an e-mail address or a phone number. */
  query: z.string().trim().max(200).catch('').default(''),
  tag: z.string().trim().max(255).catch('').default(''),
  consent: z.enum(['', 'email', 'sms', 'none']).catch('').default(''),
  /** `1`: exactly one order; `2+`: two or more. */
  orders: z
    .string()
    .regex(/^\d{1,6}\+?$/)
    .or(z.literal(''))
    .catch('')
    .default(''),
  /** Minor units of the shop's currency. */
  spentMin: optionalMinor,
  spentMax: optionalMinor,
  /** `30d`: ordered within 30 days; `-90d`: ordered before, but not for 90 days. */
  lastOrder: z
    .string()
    .regex(/^-?\d{1,4}d$/)
    .or(z.literal(''))
    .catch('')
    .default(''),
  status: z.enum(['', 'active', 'stub', 'deleted', 'redacted', 'merged']).catch('').default(''),
});
export type CustomerFilter = z.output<typeof customerFilter>;

export const CUSTOMER_SORTS = ['lastOrder', 'spent', 'orders', 'joined'] as const;
export type CustomerSort = (typeof CUSTOMER_SORTS)[number];
export const customerSort = z.tuple([z.enum(CUSTOMER_SORTS), z.enum(['asc', 'desc'])]);

/** What the list of customers can show, and its file contain, beside who they are. */
export const CUSTOMER_COLUMNS = ['orders', 'spent', 'lastOrder', 'tags', 'consent', 'joined', 'country', 'status'] as const;
export type CustomerColumn = (typeof CUSTOMER_COLUMNS)[number];
export const CUSTOMER_COLUMNS_USUAL: readonly CustomerColumn[] = ['orders', 'spent', 'lastOrder', 'tags', 'consent'];

export interface CustomerRow {
  id: bigint;
  contact: CustomerBrief;
  status: string;
  tags: string[];
  ordersCount: number;
  spentNet: Minor;
  lastOrderAt: Date | null;
  joinedAt: Date;
  emailConsent: string | null;
  smsConsent: string | null;
  countryCode: string | null;
}
/** As much of a person as a list shows. All `null` for somebody of whom only the id is known. */
export interface CustomerBrief {
  name: string | null;
  email: string | null;
  phone: string | null;
}

/** Of whom nothing is known, or nothing is left. */
export const NOBODY: CustomerBrief = { name: null, email: null, phone: null };

export interface CustomerDetail extends CustomerRow {
  contactFull: CustomerContact | null;
  mergedInto: bigint | null;
  accountState: string | null;
  locale: string | null;
  verifiedEmail: boolean;
  taxExempt: boolean;
  emailConsentAt: Date | null;
  emailOptIn: string | null;
  smsConsentAt: Date | null;
  refundedTotal: Minor;
  firstOrderAt: Date | null;
  storeOrdersCount: bigint | null;
  storeSpent: Minor | null;
}
export interface BoughtProduct {
  productId: bigint | null;
  title: string;
  /** Units that still stand after edits and refunds. */
  units: number;
  lastAt: Date;
}

/** Kinds of the timeline, by what a merchant filters for. */
export const TIMELINE_GROUPS = {
  orders: ['order_placed', 'order_cancelled', 'edited'],
  refunds: ['refunded'],
  shipping: ['fulfilled'],
  consent: ['consent_email', 'consent_sms'],
  account: ['joined', 'tagged', 'untagged', 'merged'],
  checkouts: ['checkout_abandoned'],
} as const;
export type TimelineGroup = keyof typeof TIMELINE_GROUPS;
export interface TimelineEntry {
  /** Whose it is: another's where that record was merged into the one whose timeline this is. */
  customerId: bigint;
  kind: string;
  source: string;
  occurredAt: Date;
  orderId: bigint | null;
  orderName: string | null;
  amount: Minor | null;
  detail: TimelineDetail;
}
export interface TimelineDetail {
  tags: string[];
  state: string | null;
}

/** How far a bulk action is. `changed` counts those that it really altered, which are the ones that undoing puts back. */
export interface BulkProgress {
  id: bigint;
  kind: 'tag_customers' | 'untag_customers';
  tags: string[];
  status: 'running' | 'done' | 'failed';
  total: number;
  done: number;
  failed: number;
  changed: number;
  undone: boolean;
  errors: { id: string; message: string }[];
}
/** A tag as the store accepts it: no comma, at most 255 characters. */
export const customerTag = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^,]*$/);
export const BULK_TARGETS_MAX = 50_000;
