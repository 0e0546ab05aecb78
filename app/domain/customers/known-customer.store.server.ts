import type { PoolClient } from 'pg';
import { prepared } from '~/db/prepared';
import { insertRows, jsonRows, overwrite } from '~/db/rows.server';
import type { HeldConsent } from './consent';
import type { CustomerEventRow } from './tables';
import { CUSTOMER } from './tables';

/** A customer's row, as far as writing it needs. */
export interface KnownCustomer {
  id: bigint;
  status: string;
  state: string | null;
  locale: string | null;
  verified_email: boolean;
  tax_exempt: boolean;
  country_code: string | null;
  email_consent: string | null;
  email_opt_in: string | null;
  email_consent_at: Date | null;
  sms_consent: string | null;
  sms_opt_in: string | null;
  sms_consent_at: Date | null;
  store_orders_count: bigint | null;
  store_spent: bigint | null;
  store_figures_at: Date | null;
  tags_at: Date | null;
  fingerprint: bigint | null;
  occurred_at: Date;
  version_at: Date;
  merged_by: string | null;
  /** Others have been merged into it; then these values are its own, and its row says what holds for all. */
  survivor: boolean;
}

/** What is a customer's own, whoever has been merged into it. */
const OWN = ['occurred_at', 'email_consent', 'email_opt_in', 'email_consent_at', 'sms_consent', 'sms_opt_in', 'sms_consent_at'];
const COLUMNS = Object.keys(CUSTOMER.columns)
  .map((name) => (OWN.includes(name) ? `case when o.customer_id is null then c.${name} else o.${name} end as ${name}` : `c.${name}`))
  .join(', ');

export async function readKnown(client: PoolClient, shopId: bigint, ids: bigint[]): Promise<Map<bigint, KnownCustomer>> {
  const { rows } = await client.query<KnownCustomer>(
    prepared(
      `select ${COLUMNS}, c.merged_by, o.customer_id is not null as survivor from customer c
     left join customer_own o on o.shop_id = c.shop_id and o.customer_id = c.id where c.shop_id = $1 and c.id = any($2::bigint[])`,
      [shopId, ids],
    ),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Writes customers' own values. Who is part of a merge has to be settled afterwards ({@link partsOfMerges}). */
export async function writeKnown(client: PoolClient, shopId: bigint, rows: KnownCustomer[]): Promise<void> {
  await insertRows(client, shopId, CUSTOMER, rows, overwrite(CUSTOMER, ['id']));
  const survivors = rows.filter((row) => row.survivor);
  if (survivors.length > 0)
    await client.query(
      `update customer_own o set ${OWN.map((name) => `${name} = n.${name}`).join(', ')}
       from json_to_recordset($2::json) as n (id bigint, ${OWN.map((name) => `${name} ${CUSTOMER.columns[name as keyof typeof CUSTOMER.columns]}`).join(', ')})
       where o.shop_id = $1 and o.customer_id = n.id`,
      [shopId, jsonRows(survivors)],
    );
}

/** Whether writing the one over the other would change nothing. */
export function isSameRow(one: KnownCustomer, other: KnownCustomer): boolean {
  return (Object.keys(CUSTOMER.columns) as (keyof KnownCustomer)[]).every((column) => {
    const [a, b] = [one[column], other[column]];
    return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
  });
}

/** Of these, those whose survivor's row depends on them. */
export const partsOfMerges = (rows: Iterable<KnownCustomer>): bigint[] =>
  [...rows].filter((row) => row.survivor || row.status === 'merged').map((row) => row.id);

/** Nobody there any more to whom something could happen. Who was merged here is still there in the store. */
export const isGone = (customer: KnownCustomer | undefined): boolean =>
  customer !== undefined && (['deleted', 'redacted'].includes(customer.status) || (customer.status === 'merged' && customer.merged_by !== 'admin'));

export const emailConsentOf = (row: KnownCustomer): HeldConsent => ({ state: row.email_consent, optIn: row.email_opt_in, at: row.email_consent_at });
export const smsConsentOf = (row: KnownCustomer): HeldConsent => ({ state: row.sms_consent, optIn: row.sms_opt_in, at: row.sms_consent_at });
export const withEmailConsent = (row: KnownCustomer, { state, optIn, at }: HeldConsent): KnownCustomer => ({
  ...row,
  email_consent: state,
  email_opt_in: optIn,
  email_consent_at: at,
});
export const withSmsConsent = (row: KnownCustomer, { state, optIn, at }: HeldConsent): KnownCustomer => ({
  ...row,
  sms_consent: state,
  sms_opt_in: optIn,
  sms_consent_at: at,
});

export const eventRow = (customerId: bigint, kind: string, source: string, at: Date, detail: object = {}): CustomerEventRow => ({
  customer_id: customerId,
  kind,
  source,
  occurred_at: at,
  order_id: null,
  amount: null,
  detail,
});

/** Nothing that was never said goes on a timeline: a consent without a time has no entry. */
export function consentEvents(customerId: bigint, channel: 'email' | 'sms', consent: HeldConsent | null): CustomerEventRow[] {
  if (!consent?.at) return [];
  return [
    eventRow(customerId, `consent_${channel}`, `${consent.at.toISOString()} ${consent.state ?? ''}`, consent.at, {
      state: consent.state,
      optInLevel: consent.optIn,
    }),
  ];
}
