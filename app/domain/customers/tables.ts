const time = 'timestamptz';

export const CUSTOMER_EVENT = {
  name: 'customer_event',
  columns: { customer_id: 'bigint', kind: 'text', source: 'text', occurred_at: time, order_id: 'bigint', amount: 'bigint', detail: 'jsonb' },
} as const;
export interface CustomerEventRow {
  customer_id: bigint;
  kind: string;
  source: string;
  occurred_at: Date;
  order_id: bigint | null;
  amount: bigint | null;
  detail: object;
}
export const CUSTOMER = {
  name: 'customer',
  columns: {
    id: 'bigint',
    status: 'text',
    state: 'text',
    locale: 'text',
    verified_email: 'boolean',
    tax_exempt: 'boolean',
    country_code: 'text',
    email_consent: 'text',
    email_opt_in: 'text',
    email_consent_at: time,
    sms_consent: 'text',
    sms_opt_in: 'text',
    sms_consent_at: time,
    store_orders_count: 'bigint',
    store_spent: 'bigint',
    store_figures_at: time,
    tags_at: time,
    fingerprint: 'bigint',
    occurred_at: time,
    version_at: time,
  },
} as const;
