import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Product } from '../../devstore/state/model.ts';
import { errors, gid, openApiBench, type ApiBench } from './api-bench.ts';
import { makeProduct } from './state-bench.ts';

let bench: ApiBench;
let product: Product;
beforeAll(async () => {
  bench = await openApiBench();
  product = await makeProduct(bench.ops, [1_000, 250]);
});
afterAll(() => bench.close());

const change: ApiBench['change'] = (...asked) => bench.change(...asked);

test('customers: create, update, tag, consent, merge, delete', async () => {
  const made = await change(
    'customerCreate',
    {
      input: [
        'CustomerInput!',
        { firstName: '明', email: 'ming@example.com', phone: '+8613800138000', tags: ['a'], addresses: [{ address1: '1 Elm', countryCode: 'CN' }] },
      ],
    },
    `customer { id tags defaultAddress { country } defaultEmailAddress { emailAddress marketingState } } ${errors}`,
  );
  expect(made).toMatchObject({
    userErrors: [],
    customer: { tags: ['a'], defaultAddress: { country: 'China' }, defaultEmailAddress: { marketingState: 'NOT_SUBSCRIBED' } },
  });
  const { id } = made['customer'] as { id: string };
  expect(
    await change('customerUpdate', { input: ['CustomerInput!', { id, lastName: '李', tags: ['b', 'c'] }] }, `customer { displayName tags } ${errors}`),
  ).toEqual({ customer: { displayName: '明 李', tags: ['b', 'c'] }, userErrors: [] });
  expect(await change('tagsAdd', { id: ['ID!', id], tags: ['[String!]!', ['d', 'B']] }, `node { ... on Customer { tags } } ${errors}`)).toEqual({
    node: { tags: ['b', 'c', 'd'] },
    userErrors: [],
  });
  expect(
    await change(
      'customerEmailMarketingConsentUpdate',
      {
        input: [
          'CustomerEmailMarketingConsentUpdateInput!',
          { customerId: id, emailMarketingConsent: { marketingState: 'SUBSCRIBED', marketingOptInLevel: 'SINGLE_OPT_IN' } },
        ],
      },
      `customer { defaultEmailAddress { marketingState } } ${errors}`,
    ),
  ).toMatchObject({ customer: { defaultEmailAddress: { marketingState: 'SUBSCRIBED' } } });
  expect(
    await change(
      'customerSmsMarketingConsentUpdate',
      { input: ['CustomerSmsMarketingConsentUpdateInput!', { customerId: id, smsMarketingConsent: { marketingState: 'SUBSCRIBED' } }] },
      `customer { defaultPhoneNumber { smsMarketingConsent { state } } } ${errors}`,
    ),
  ).toMatchObject({ customer: { defaultPhoneNumber: { smsMarketingConsent: { state: 'SUBSCRIBED' } } } });
  const nameless = await change('customerCreate', { input: ['CustomerInput!', { firstName: 'No mail' }] }, `customer { id } ${errors}`);
  const merged = await change(
    'customerMerge',
    { customerOneId: ['ID!', id], customerTwoId: ['ID!', (nameless['customer'] as { id: string }).id] },
    `resultingCustomerId job { done } ${errors}`,
  );
  expect(merged).toMatchObject({ resultingCustomerId: id, userErrors: [] });
  expect(await change('customerCreate', { input: ['CustomerInput!', { email: 'MING@example.com' }] }, `customer { id } ${errors}`)).toEqual({
    customer: null,
    userErrors: [{ field: ['email'], message: 'Email has already been taken.' }],
  });
  expect(await change('customerDelete', { input: ['CustomerDeleteInput!', { id }] }, `deletedCustomerId ${errors}`)).toEqual({
    deletedCustomerId: id,
    userErrors: [],
  });
});

test('metafields: set, compare and set, read under $app, delete', async () => {
  const { id } = await bench.ops.createCustomer({ firstName: 'Meta' });
  const set = (compareDigest?: string | null) =>
    change(
      'metafieldsSet',
      {
        metafields: [
          '[MetafieldsSetInput!]!',
          [
            {
              ownerId: gid('Customer', id),
              namespace: '$app',
              key: 'tier',
              type: 'json',
              value: '{"level":2}',
              ...(compareDigest === undefined ? {} : { compareDigest }),
            },
          ],
        ],
      },
      'metafields { namespace key jsonValue compareDigest } userErrors { field message code elementIndex }',
    );
  const made = await set(null);
  expect(made).toMatchObject({ metafields: [{ key: 'tier', jsonValue: { level: 2 } }], userErrors: [] });
  expect(await set('wrong')).toMatchObject({ metafields: null, userErrors: [{ code: 'STALE_OBJECT', elementIndex: 0 }] });
  expect(
    await bench.data(
      `{ customer(id: "${gid('Customer', id)}") { metafield(namespace: "$app", key: "tier") { value owner { ... on Customer { firstName } } } metafields(first: 5) { nodes { key } } } }`,
    ),
  ).toEqual({ customer: { metafield: { value: '{"level":2}', owner: { firstName: 'Meta' } }, metafields: { nodes: [{ key: 'tier' }] } } });
  expect(
    await change(
      'metafieldsDelete',
      { metafields: ['[MetafieldIdentifierInput!]!', [{ ownerId: gid('Customer', id), namespace: '$app', key: 'tier' }]] },
      `deletedMetafields { key } ${errors}`,
    ),
  ).toEqual({ deletedMetafields: [{ key: 'tier' }], userErrors: [] });
});

test('discounts, gift cards, store credit, drafts, segments, subscriptions', async () => {
  const basic = {
    title: 'Ten',
    code: 'TEN',
    startsAt: '2026-01-01T00:00:00Z',
    context: { all: 'ALL' },
    customerGets: { items: { all: true }, value: { percentage: 0.1 } },
  };
  const discount =
    'codeDiscountNode { id codeDiscount { ... on DiscountCodeBasic { title status codes(first: 1) { nodes { code } } customerGets { value { ... on DiscountPercentage { percentage } } } } } } userErrors { field message code }';
  const made = await change('discountCodeBasicCreate', { basicCodeDiscount: ['DiscountCodeBasicInput!', basic] }, discount);
  expect(made).toMatchObject({
    userErrors: [],
    codeDiscountNode: { codeDiscount: { title: 'Ten', status: 'ACTIVE', codes: { nodes: [{ code: 'TEN' }] }, customerGets: { value: { percentage: 0.1 } } } },
  });
  expect(await change('discountCodeBasicCreate', { basicCodeDiscount: ['DiscountCodeBasicInput!', basic] }, discount)).toMatchObject({
    codeDiscountNode: null,
    userErrors: [{ field: ['basicCodeDiscount', 'code'] }],
  });
  const { id } = made['codeDiscountNode'] as { id: string };
  expect(
    await change('discountCodeBasicUpdate', { id: ['ID!', id], basicCodeDiscount: ['DiscountCodeBasicInput!', { title: 'Tenth' }] }, discount),
  ).toMatchObject({ codeDiscountNode: { codeDiscount: { title: 'Tenth' } } });
  expect(await change('discountCodeDelete', { id: ['ID!', id] }, `deletedCodeDiscountId ${errors}`)).toEqual({ deletedCodeDiscountId: id, userErrors: [] });
  expect(
    await change(
      'giftCardCreate',
      { input: ['GiftCardCreateInput!', { initialAmount: { amount: '25', currencyCode: 'USD' } }] },
      `giftCard { balance { amount } enabled } giftCardCode ${errors}`,
    ),
  ).toMatchObject({ giftCard: { balance: { amount: '25.0' }, enabled: true }, userErrors: [] });

  const customer = await bench.ops.createCustomer({ firstName: 'Rich' });
  const credit = (field: string, input: string, amount: string) =>
    change(
      field,
      {
        id: ['ID!', gid('Customer', customer.id)],
        [`${input}Input`]: [`StoreCreditAccount${field.slice(18)}Input!`, { [`${input}Amount`]: { amount, currencyCode: 'USD' } }],
      },
      'storeCreditAccountTransaction { amount { amount } balanceAfterTransaction { amount } } userErrors { message code }',
    );
  expect(await credit('storeCreditAccountCredit', 'credit', '5.50')).toMatchObject({
    storeCreditAccountTransaction: { amount: { amount: '5.5' }, balanceAfterTransaction: { amount: '5.5' } },
  });
  expect(await credit('storeCreditAccountDebit', 'debit', '9')).toMatchObject({
    storeCreditAccountTransaction: null,
    userErrors: [{ code: 'INSUFFICIENT_FUNDS' }],
  });

  const draft = await change(
    'draftOrderCreate',
    { input: ['DraftOrderInput!', { lineItems: [{ variantId: gid('ProductVariant', product.variants[0]?.id), quantity: 2 }], email: 'draft@example.com' }] },
    `draftOrder { id status subtotalPriceSet { shopMoney { amount } } } ${errors}`,
  );
  expect(draft).toMatchObject({ draftOrder: { status: 'OPEN', subtotalPriceSet: { shopMoney: { amount: '20.0' } } } });
  expect(
    await change(
      'draftOrderComplete',
      { id: ['ID!', (draft['draftOrder'] as { id: string }).id] },
      `draftOrder { status order { displayFinancialStatus } } ${errors}`,
    ),
  ).toMatchObject({ draftOrder: { status: 'COMPLETED', order: { displayFinancialStatus: 'PAID' } } });

  const segment = await change('segmentCreate', { name: ['String!', 'Big'], query: ['String!', 'amount_spent > 100'] }, `segment { id name } ${errors}`);
  expect(
    await change('segmentUpdate', { id: ['ID!', (segment['segment'] as { id: string }).id], name: ['String', 'Bigger'] }, `segment { name query } ${errors}`),
  ).toMatchObject({ segment: { name: 'Bigger', query: 'amount_spent > 100' } });
  const subscribed = await change(
    'webhookSubscriptionCreate',
    {
      topic: ['WebhookSubscriptionTopic!', 'ORDERS_CREATE'],
      webhookSubscription: ['WebhookSubscriptionInput!', { uri: 'https://app.example.com/hooks', includeFields: ['id'] }],
    },
    `webhookSubscription { id topic uri includeFields apiVersion { handle } } ${errors}`,
  );
  expect(subscribed).toMatchObject({
    webhookSubscription: { topic: 'ORDERS_CREATE', uri: 'https://app.example.com/hooks', includeFields: ['id'], apiVersion: { handle: '2026-10' } },
  });
  expect(await bench.data('{ webhookSubscriptions(first: 5) { nodes { topic } } }')).toEqual({ webhookSubscriptions: { nodes: [{ topic: 'ORDERS_CREATE' }] } });
});

test('an automatic discount for a segment is given to whoever is in it, at the checkout', async () => {
  const segment = (await change(
    'segmentCreate',
    { name: ['String!', 'Gold'], query: ['String!', "customer_tags CONTAINS 'gold'"] },
    `segment { id query } ${errors}`,
  )) as { segment: { id: string } };
  const context = { customerSegments: { add: [segment.segment.id] } };
  const basic = { title: 'Gold 10', startsAt: '2020-01-01T00:00:00Z', context, customerGets: { items: { all: true }, value: { percentage: 0.1 } } };
  const picked =
    'automaticDiscountNode { id automaticDiscount { ... on DiscountAutomaticBasic { title context { ... on DiscountCustomerSegments { segments { id } } } } ... on DiscountAutomaticFreeShipping { title context { ... on DiscountCustomerSegments { segments { id } } } } } }';
  expect(
    await change('discountAutomaticBasicCreate', { automaticBasicDiscount: ['DiscountAutomaticBasicInput!', basic] }, `${picked} ${errors}`),
  ).toMatchObject({ automaticDiscountNode: { automaticDiscount: { context: { segments: [{ id: segment.segment.id }] } } }, userErrors: [] });
  const shipping = { title: 'Gold ships free', startsAt: '2020-01-01T00:00:00Z', context, destination: { all: true } };
  expect(
    await change(
      'discountAutomaticFreeShippingCreate',
      { freeShippingAutomaticDiscount: ['DiscountAutomaticFreeShippingInput!', shipping] },
      `${picked} ${errors}`,
    ),
  ).toMatchObject({ automaticDiscountNode: { automaticDiscount: { title: 'Gold ships free' } }, userErrors: [] });
});
