import { z } from 'zod';
import type { ContactAddress, CustomerContact, CustomerSnapshot, MarketingConsent } from '~/domain/customers/model';
import { bothIds, gidText, idOf, instant, instantOrNull, restId, textOrNull } from './rest-fields';

const addressBody = z.object({
  id: restId.nullish(),
  first_name: textOrNull,
  last_name: textOrNull,
  name: textOrNull,
  company: textOrNull,
  address1: textOrNull,
  address2: textOrNull,
  city: textOrNull,
  province: textOrNull,
  zip: textOrNull,
  country_code: textOrNull,
  phone: textOrNull,
  default: z.boolean().nullish(),
});
const customerBody = z.object({
  ...bothIds,
  created_at: instantOrNull,
  updated_at: instantOrNull,
  first_name: textOrNull,
  last_name: textOrNull,
  state: textOrNull,
  note: textOrNull,
  verified_email: z.boolean().nullish(),
  tax_exempt: z.boolean().nullish(),
  email: textOrNull,
  phone: textOrNull,
  addresses: z.array(addressBody).nullish(),
  default_address: addressBody.nullish(),
});
type AddressBody = z.output<typeof addressBody>;

function addressFromBody(address: AddressBody, isDefault: boolean): ContactAddress {
  const { company, address1, address2, city, province, zip, phone } = address;
  return {
    name: nameOf(address.first_name, address.last_name) ?? address.name,
    company,
    address1,
    address2,
    city,
    province,
    zip,
    countryCode: address.country_code,
    phone,
    isDefault,
  };
}

export const nameOf = (first: string | null, last: string | null): string | null => [first, last].filter(Boolean).join(' ') || null;

/**
 * A customer as `customers/…` topics carry it: no tags and no consent, they have topics of their own.
 * @param readAt stands in for a version where the body has none. @throws ZodError
 */
export function customerFromWebhook(json: unknown, readAt: Date): CustomerSnapshot {
  const body = customerBody.parse(json);
  const list = body.addresses?.length ? body.addresses : body.default_address ? [{ ...body.default_address, default: true }] : [];
  const contact: CustomerContact = {
    firstName: body.first_name,
    lastName: body.last_name,
    emails: body.email ? [body.email] : [],
    phones: body.phone ? [body.phone] : [],
    addresses: list.map((address) => addressFromBody(address, address.default ?? false)),
    note: body.note,
  };
  const versionAt = body.updated_at ?? body.created_at ?? readAt;
  return {
    id: idOf(body),
    state: body.state?.toLowerCase() ?? null,
    verifiedEmail: body.verified_email ?? false,
    taxExempt: body.tax_exempt ?? false,
    contact,
    occurredAt: body.created_at ?? versionAt,
    versionAt,
  };
}

const consentBody = z.object({ state: textOrNull, opt_in_level: textOrNull, consent_updated_at: instantOrNull }).nullish();
function consentFromBody(body: z.output<typeof consentBody>): MarketingConsent {
  return {
    state: body?.state?.toLowerCase() ?? 'not_subscribed',
    optInLevel: body?.opt_in_level?.toLowerCase() ?? null,
    updatedAt: body?.consent_updated_at ?? null,
  };
}

export function emailConsentFromWebhook(json: unknown): { customerId: bigint; consent: MarketingConsent } {
  const body = z.object({ customer_id: restId, email_marketing_consent: consentBody }).parse(json);
  return { customerId: body.customer_id, consent: consentFromBody(body.email_marketing_consent) };
}

/** `customers_marketing_consent/update`, which is about text messages. */
export function smsConsentFromWebhook(json: unknown): { customerId: bigint; consent: MarketingConsent } {
  const body = z.object({ ...bothIds, sms_marketing_consent: consentBody }).parse(json);
  return { customerId: idOf(body), consent: consentFromBody(body.sms_marketing_consent) };
}

/** To the millisecond: several tags may change within a second. */
const moment = z
  .string()
  .refine((value) => !Number.isNaN(Date.parse(value)), 'is not a time')
  .transform((value) => new Date(value));
export function tagsFromWebhook(json: unknown): { customerId: bigint; tags: string[]; occurredAt: Date } {
  const body = z.object({ customerId: gidText, tags: z.array(z.string()), occurredAt: moment }).parse(json);
  return { customerId: body.customerId, tags: body.tags, occurredAt: body.occurredAt };
}

export function mergeFromWebhook(json: unknown): { intoId: bigint; fromId: bigint; completed: boolean } {
  const body = z
    .object({ admin_graphql_api_customer_kept_id: gidText, admin_graphql_api_customer_deleted_id: gidText, status: z.string().nullish() })
    .parse(json);
  return {
    intoId: body.admin_graphql_api_customer_kept_id,
    fromId: body.admin_graphql_api_customer_deleted_id,
    completed: (body.status ?? 'completed') === 'completed',
  };
}

export function purchasingSummaryFromWebhook(json: unknown) {
  const money = z.object({ amount: z.union([z.string(), z.number()]).transform(String), currencyCode: z.string() });
  const body = z
    .object({ customerId: gidText, numberOfOrders: z.union([z.number(), z.string(), z.bigint()]).transform(BigInt), amountSpent: money, occurredAt: instant })
    .parse(json);
  return body;
}
