import type { Consent, Customer as Doc } from '../../state/model.ts';
import type { Api } from '../api.ts';
import { NoAnswer, UserError } from '../errors.ts';
import { gid } from '../gid.ts';
import { Customer } from '../types/customer.ts';
import { Shop } from '../types/shop.ts';
import { addressOf, type AddressInput } from './addresses.ts';
import { setMetafields, type MetafieldInput } from './metafields.ts';
import { idIn, mutation } from './payload.ts';
import { present } from '../present.ts';

interface ConsentInput {
  marketingState: Consent['state'];
  marketingOptInLevel?: Consent['optInLevel'];
  consentUpdatedAt?: string | null;
}
interface CustomerInput {
  id?: string | null;
  email?: string | null;
  phone?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  locale?: string | null;
  note?: string | null;
  tags?: string[] | null;
  taxExempt?: boolean | null;
  addresses?: AddressInput[] | null;
  metafields?: MetafieldInput[] | null;
  emailMarketingConsent?: ConsentInput | null;
  smsMarketingConsent?: ConsentInput | null;
}
const plainFields = ['email', 'phone', 'firstName', 'lastName', 'note'] as const;
const consentOf = (input: ConsentInput): Pick<Consent, 'state' | 'optInLevel'> => ({
  state: input.marketingState,
  optInLevel: input.marketingOptInLevel ?? null,
});

/** What beside the plain fields belongs to a customer: tags, addresses, consent, metafields. */
async function applyRest(api: Api, before: Doc, input: CustomerInput, created: boolean): Promise<Doc> {
  const operations = api.ctx.operations(api.domain);
  let doc = before;
  if (present(input.taxExempt) && input.taxExempt !== doc.taxExempt) doc = await operations.updateCustomer(doc.id, { taxExempt: input.taxExempt });
  if (!created && input.addresses) doc = await operations.setAddresses(doc.id, input.addresses.map(addressOf), 0);
  if (input.emailMarketingConsent) doc = await operations.setEmailConsent(doc.id, consentOf(input.emailMarketingConsent));
  if (input.smsMarketingConsent) doc = await operations.setSmsConsent(doc.id, consentOf(input.smsMarketingConsent));
  if (input.metafields)
    await setMetafields(
      api,
      input.metafields.map((metafield) => ({ ...metafield, ownerId: gid('Customer', doc.id) })),
    );
  return doc;
}

const customerCreate = mutation({ empty: { customer: null } }, async ({ input }: { input: CustomerInput }, api) => {
  const doc = await api.ctx.operations(api.domain).createCustomer({
    firstName: input.firstName,
    lastName: input.lastName,
    email: input.email,
    phone: input.phone,
    note: input.note,
    tags: input.tags ?? [],
    addresses: (input.addresses ?? []).map(addressOf),
    ...(input.locale ? { locale: input.locale } : {}),
  });
  return { customer: new Customer(await applyRest(api, doc, input, true), api) };
});

const customerUpdate = mutation({ empty: { customer: null } }, async ({ input }: { input: CustomerInput }, api) => {
  const id = idIn(input.id ?? '', ['id'], 'Customer');
  if (input.emailMarketingConsent || input.smsMarketingConsent)
    throw new UserError(['emailMarketingConsent'], 'To update marketing consent, use the consent update mutations instead');
  const operations = api.ctx.operations(api.domain);
  const changes: Parameters<typeof operations.updateCustomer>[1] = {};
  for (const field of plainFields) if (input[field] !== undefined) changes[field] = input[field];
  if (input.locale) changes.locale = input.locale;
  let doc = await operations.updateCustomer(id, changes);
  if (input.tags) {
    const wanted = new Set(input.tags.map((tag) => tag.toLowerCase()));
    await operations.removeTags(
      'customer',
      id,
      doc.tags.filter((tag) => !wanted.has(tag.toLowerCase())),
    );
    await operations.addTags('customer', id, input.tags);
    doc = (await api.loaders.customer.get(id)) ?? doc;
  }
  return { customer: new Customer(await applyRest(api, doc, input, false), api) };
});

const customerDelete = mutation(
  { empty: (_args: object, api: Api) => ({ deletedCustomerId: null, shop: new Shop(api) }) },
  async ({ input }: { input: { id: string } }, api) => {
    await api.ctx.operations(api.domain).deleteCustomer(idIn(input.id, ['id'], 'Customer'));
    return { deletedCustomerId: input.id, shop: new Shop(api) };
  },
);

const customerEmailMarketingConsentUpdate = mutation(
  { empty: { customer: null }, code: 'INVALID', prefix: ['input', 'emailMarketingConsent'] },
  async ({ input }: { input: { customerId: string; emailMarketingConsent: ConsentInput } }, api) => ({
    customer: new Customer(
      await api.ctx.operations(api.domain).setEmailConsent(idIn(input.customerId, ['input', 'customerId'], 'Customer'), consentOf(input.emailMarketingConsent)),
      api,
    ),
  }),
);
const customerSmsMarketingConsentUpdate = mutation(
  { empty: { customer: null }, code: 'INVALID', prefix: ['input', 'smsMarketingConsent'] },
  async ({ input }: { input: { customerId: string; smsMarketingConsent: ConsentInput } }, api) => ({
    customer: new Customer(
      await api.ctx.operations(api.domain).setSmsConsent(idIn(input.customerId, ['input', 'customerId'], 'Customer'), consentOf(input.smsMarketingConsent)),
      api,
    ),
  }),
);

async function customerOf(api: Api, text: string, field: string[]): Promise<Doc> {
  const doc = await api.loaders.customer.get(idIn(text, field, 'Customer'));
  if (!doc) throw new UserError(field, 'Customer does not exist');
  return doc;
}

/** Which of two customers Shopify keeps: the one with an e-mail, then the account, then the consent decides, then the second. */
function keptOf(one: Doc, two: Doc): Doc {
  if ((one.email === null) !== (two.email === null)) return one.email === null ? two : one;
  if (one.email === null) return two;
  const rank = (doc: Doc) => [doc.state === 'ENABLED', doc.emailConsent.state === 'SUBSCRIBED', doc.emailConsent.state === 'PENDING', doc.state === 'INVITED'];
  const [first, second] = [rank(one), rank(two)];
  const decisive = first.findIndex((value, index) => value !== second[index]);
  return decisive >= 0 && first[decisive] === true ? one : two;
}

/** Shopify does it in a job; here it is done when the answer comes. */
const customerMerge = mutation(
  { empty: { job: null, resultingCustomerId: null }, code: 'INVALID_CUSTOMER' },
  async (args: { customerOneId: string; customerTwoId: string; overrideFields?: object | null }, api) => {
    if (args.overrideFields && Object.keys(args.overrideFields).length > 0) throw new NoAnswer('customerMerge(overrideFields:)');
    const one = await customerOf(api, args.customerOneId, ['customerOneId']);
    const two = await customerOf(api, args.customerTwoId, ['customerTwoId']);
    if (one.id === two.id) throw new UserError(['customerTwoId'], 'Customers must be different');
    const into = keptOf(one, two);
    const kept = await api.ctx.operations(api.domain).mergeCustomers(into === one ? two.id : one.id, into.id);
    return { resultingCustomerId: gid('Customer', kept.id), job: { __typename: 'Job', id: gid('Job', kept.id), done: true } };
  },
);

export const customerMutations = {
  customerCreate,
  customerUpdate,
  customerDelete,
  customerEmailMarketingConsentUpdate,
  customerSmsMarketingConsentUpdate,
  customerMerge,
};
