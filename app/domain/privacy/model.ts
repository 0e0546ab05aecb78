import { z } from 'zod';

export const COMPLIANCE_KINDS = ['data_request', 'customer_redact', 'shop_redact'] as const;
export type ComplianceKind = (typeof COMPLIANCE_KINDS)[number];

/** Privacy law gives a month to answer; Shopify says 30 days. */
export const ANSWER_DAYS = 30;

export interface ComplianceDemand {
  kind: ComplianceKind;
  customerId: bigint | null;
  orderIds: bigint[];
  /** The store's own number of a data request. */
  requestRef: bigint | null;
  at: Date;
}

/** A request as a merchant sees it. */
export interface PrivacyRequest {
  id: bigint;
  kind: ComplianceKind;
  customerId: bigint | null;
  status: 'open' | 'done';
  requestedAt: Date;
  finishedAt: Date | null;
  /** By when it has to be answered. */
  dueAt: Date;
  outcome: string | null;
  /** The data of a data request has been gathered, and neither thrown away nor has the person been erased since. */
  downloadable: boolean;
  /** When somebody of the store first took the file. */
  downloadedAt: Date | null;
  trail: AuditStep[];
}
export interface AuditStep {
  step: string;
  at: Date;
  detail: Record<string, number | boolean>;
}

const text = z.string().nullish();
const bigintText = z.string().nullish();
/** What is gathered for a data request: money in minor units and ids as text, times in UTC. Fields beyond these are kept as they are. */
export const dataFile = z.looseObject({
  gatheredAt: z.string(),
  contact: z
    .looseObject({
      firstName: text,
      lastName: text,
      emails: z.array(z.string()),
      phones: z.array(z.string()),
      note: text,
      addresses: z.array(
        z.looseObject({ name: text, company: text, address1: text, address2: text, city: text, province: text, zip: text, countryCode: text, phone: text }),
      ),
    })
    .nullable(),
  customer: z.array(
    z.looseObject({
      id: z.string(),
      status: z.string(),
      locale: text,
      occurred_at: z.string(),
      email_consent: text,
      email_consent_at: text,
      sms_consent: text,
      sms_consent_at: text,
      orders_count: z.number(),
      spent_net: z.string(),
    }),
  ),
  tags: z.array(z.looseObject({ tag: z.string() })),
  orders: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      currency: z.string(),
      total: z.string(),
      refunded_total: z.string(),
      occurred_at: z.string(),
      cancelled_at: text,
    }),
  ),
  lines: z.array(z.looseObject({ order_id: z.string(), title: z.string(), variant_title: text, quantity: z.number(), unit_price: z.string() })),
  refunds: z.array(z.looseObject({ order_id: z.string(), amount: z.string(), occurred_at: z.string() })),
  checkouts: z.array(z.looseObject({ currency: z.string(), total: z.string(), occurred_at: z.string(), completed_at: text })),
  /** Their accounts in the loyalty programme. */
  loyalty: z.array(z.looseObject({ birthday: text, joined_at: z.string() })).default([]),
  timeline: z.array(z.looseObject({ kind: z.string(), occurred_at: z.string(), order_id: bigintText, amount: bigintText })),
});
export type DataFile = z.output<typeof dataFile>;

/** Why somebody's data was on a member of staff's screen, or in their hands. */
export const ACCESS_KINDS = [
  'customer',
  'customer_list',
  'customer_search',
  'customer_export',
  'order',
  'order_list',
  'order_search',
  'product',
  'member',
  'member_list',
  'member_search',
  'member_export',
  'loyalty_feed',
  'loyalty_feed_export',
  'redemption_list',
  'redemption_export',
  'loyalty_export',
  'data_file',
] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

export interface AccessRow {
  id: bigint;
  /** The member of staff, by the number that the store's admin gives them. */
  userId: string;
  kind: AccessKind;
  /** How many people were shown. */
  people: number;
  at: Date;
}
export interface AccessFilter {
  customerId: bigint | null;
  userId: string | null;
}

/** What the log of who looked can be narrowed down to; as it stands in the page's address. */
export const accessSearch = z.object({
  customer: z
    .string()
    .regex(/^-?\d{1,18}$/)
    .transform(BigInt)
    .nullable()
    .catch(null)
    .default(null),
  user: z.string().max(50).nullable().catch(null).default(null),
  cursor: z.string().nullable().default(null),
});

/** How long what is kept, in days. */
export interface Retention {
  /** Webhooks that could not be applied, with their bodies. */
  parked: number;
  /** What is remembered of webhooks that were applied. Shopify sends again for two days: less would let doubles in. */
  inbox: number;
  /** Events whose work is done. */
  events: number;
  /** Files of data requests; they have to be handed over within 30 days. */
  exports: number;
  accessLog: number;
  /** Files that have been uploaded and were not imported. */
  files: number;
}
