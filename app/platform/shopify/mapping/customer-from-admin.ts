import { z } from 'zod';
import type { CustomerContact, CustomerSnapshot } from '~/domain/customers/model';
import { parseMoney } from '~/domain/shared/money';
import { nodes, ref } from './admin-fields';
import { nameOf } from './customer-from-webhook';
import { amount, currencyCode, gidText, instant, instantOrNull, text, textOrNull } from './rest-fields';

const addressNode = z.object({
  id: gidText,
  firstName: textOrNull,
  lastName: textOrNull,
  company: textOrNull,
  address1: textOrNull,
  address2: textOrNull,
  city: textOrNull,
  province: textOrNull,
  zip: textOrNull,
  countryCodeV2: textOrNull,
  phone: textOrNull,
});
const email = z
  .object({ emailAddress: text, marketingState: z.string(), marketingOptInLevel: z.string().nullish(), marketingUpdatedAt: instantOrNull })
  .nullish();
const phone = z
  .object({ phoneNumber: text, smsMarketingConsent: z.object({ state: z.string(), optInLevel: z.string().nullish(), updatedAt: instantOrNull }) })
  .nullish();
const customerNode = z.object({
  id: gidText,
  firstName: textOrNull,
  lastName: textOrNull,
  state: z.string(),
  locale: z.string().nullish(),
  verifiedEmail: z.boolean(),
  taxExempt: z.boolean(),
  note: textOrNull,
  tags: z.array(text),
  createdAt: instant,
  updatedAt: instant,
  numberOfOrders: z.union([z.string(), z.number()]).transform(BigInt),
  amountSpent: z.object({ amount, currencyCode }),
  defaultEmailAddress: email,
  defaultPhoneNumber: phone,
  defaultAddress: ref,
  addressesV2: nodes(addressNode),
});
type Node = z.output<typeof customerNode>;

const lower = (word: string | null | undefined) => word?.toLowerCase() ?? null;

function contactOf(node: Node): CustomerContact {
  return {
    firstName: node.firstName,
    lastName: node.lastName,
    emails: node.defaultEmailAddress ? [node.defaultEmailAddress.emailAddress] : [],
    phones: node.defaultPhoneNumber ? [node.defaultPhoneNumber.phoneNumber] : [],
    addresses: node.addressesV2.nodes.map(({ id, firstName, lastName, countryCodeV2, ...rest }) => ({
      name: nameOf(firstName, lastName),
      ...rest,
      countryCode: countryCodeV2,
      isDefault: id === node.defaultAddress,
    })),
    note: node.note,
  };
}

/** `CustomerFields` with `addressesV2 { nodes { AddressFields } }`. @throws ZodError */
export function customerFromAdmin(json: unknown): CustomerSnapshot {
  const node = customerNode.parse(json);
  const mail = node.defaultEmailAddress;
  const sms = node.defaultPhoneNumber?.smsMarketingConsent;
  return {
    id: node.id,
    state: lower(node.state),
    locale: node.locale ?? null,
    verifiedEmail: node.verifiedEmail,
    taxExempt: node.taxExempt,
    contact: contactOf(node),
    tags: node.tags,
    emailConsent: mail ? { state: mail.marketingState.toLowerCase(), optInLevel: lower(mail.marketingOptInLevel), updatedAt: mail.marketingUpdatedAt } : null,
    smsConsent: sms ? { state: sms.state.toLowerCase(), optInLevel: lower(sms.optInLevel), updatedAt: sms.updatedAt } : null,
    storeOrdersCount: node.numberOfOrders,
    storeSpent: parseMoney(node.amountSpent.amount, node.amountSpent.currencyCode),
    occurredAt: node.createdAt,
    versionAt: node.updatedAt,
  };
}
