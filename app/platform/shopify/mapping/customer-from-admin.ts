import { z } from 'zod';
import type { ContactAddress, CustomerContact, CustomerSnapshot } from '~/domain/customers/model';
import { idFromGid } from '~/domain/shared/ids';
import { parseMoney } from '~/domain/shared/money';
import { maybeText, nodes, reader, ref, refIdOf, textOf, timeOf } from './admin-fields';
import { nameOf } from './customer-from-webhook';
import { cleanText, instantOf } from './rest-fields';

const addressNode = z.object({
  id: z.string(),
  firstName: maybeText,
  lastName: maybeText,
  company: maybeText,
  address1: maybeText,
  address2: maybeText,
  city: maybeText,
  province: maybeText,
  zip: maybeText,
  countryCodeV2: maybeText,
  phone: maybeText,
});
const email = z.object({ emailAddress: z.string(), marketingState: z.string(), marketingOptInLevel: maybeText, marketingUpdatedAt: maybeText }).nullish();
const phone = z
  .object({ phoneNumber: z.string(), smsMarketingConsent: z.object({ state: z.string(), optInLevel: maybeText, updatedAt: maybeText }) })
  .nullish();
const customerNode = z.object({
  id: z.string(),
  firstName: maybeText,
  lastName: maybeText,
  state: z.string(),
  locale: maybeText,
  verifiedEmail: z.boolean(),
  taxExempt: z.boolean(),
  note: maybeText,
  tags: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  numberOfOrders: z.union([z.string(), z.number()]),
  amountSpent: z.object({ amount: z.string(), currencyCode: z.string() }),
  defaultEmailAddress: email,
  defaultPhoneNumber: phone,
  defaultAddress: ref,
  addressesV2: nodes(addressNode),
});
type Node = z.output<typeof customerNode>;

const lower = (word: string | null | undefined) => word?.toLowerCase() ?? null;

function addressFromNode(address: z.output<typeof addressNode>, isDefault: boolean): ContactAddress {
  return {
    name: nameOf(textOf(address.firstName), textOf(address.lastName)),
    company: textOf(address.company),
    address1: textOf(address.address1),
    address2: textOf(address.address2),
    city: textOf(address.city),
    province: textOf(address.province),
    zip: textOf(address.zip),
    countryCode: textOf(address.countryCodeV2),
    phone: textOf(address.phone),
    isDefault,
  };
}

function contactOf(node: Node): CustomerContact {
  const defaultId = refIdOf(node.defaultAddress);
  return {
    firstName: textOf(node.firstName),
    lastName: textOf(node.lastName),
    emails: node.defaultEmailAddress ? [cleanText(node.defaultEmailAddress.emailAddress)] : [],
    phones: node.defaultPhoneNumber ? [cleanText(node.defaultPhoneNumber.phoneNumber)] : [],
    addresses: node.addressesV2.nodes.map((address) => addressFromNode(address, idFromGid(address.id) === defaultId)),
    note: textOf(node.note),
  };
}

/** `CustomerFields` with `addressesV2 { nodes { AddressFields } }`. @throws ZodError */
export const customerFromAdmin = reader(customerNode, (node): CustomerSnapshot => {
  const mail = node.defaultEmailAddress;
  const sms = node.defaultPhoneNumber?.smsMarketingConsent;
  return {
    id: idFromGid(node.id),
    state: lower(node.state),
    locale: node.locale ?? null,
    verifiedEmail: node.verifiedEmail,
    taxExempt: node.taxExempt,
    contact: contactOf(node),
    tags: node.tags.map(cleanText),
    emailConsent: mail
      ? { state: mail.marketingState.toLowerCase(), optInLevel: lower(mail.marketingOptInLevel), updatedAt: timeOf(mail.marketingUpdatedAt) }
      : null,
    smsConsent: sms ? { state: sms.state.toLowerCase(), optInLevel: lower(sms.optInLevel), updatedAt: timeOf(sms.updatedAt) } : null,
    storeOrdersCount: BigInt(node.numberOfOrders),
    storeSpent: parseMoney(node.amountSpent.amount, node.amountSpent.currencyCode),
    occurredAt: instantOf(node.createdAt),
    versionAt: instantOf(node.updatedAt),
  };
});
