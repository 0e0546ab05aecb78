import { contactOf } from '../lists/people';

const CUSTOMER_ID = 7_100_000_000_000;
const ORDER_ID = 8_100_000_000_000;
/** Each order may use so many numbers for what hangs on it. */
const CHILDREN = 16;
const START_MS = Date.parse('2023-01-01T00:00:00Z');
const PRODUCTS = 500;

const gid = (kind: string, id: number) => `gid://shopify/${kind}/${id}`;
const at = (ms: number) => new Date(START_MS + Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z');
const money = (cents: number) => ({ shopMoney: { amount: (cents / 100).toFixed(2), currencyCode: 'USD' } });
const text = (...lines: object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

const STREETS = ['Chestnut Street', 'Rue de la Paix', 'Main Street', 'Sunset Boulevard', 'High Street'];
const CITIES = ['Louisville', 'Paris', 'Portland', 'Los Angeles', 'Leeds'];

/** Customer `n` as a bulk file has them: every one with an e-mail and an address, most with a telephone, some with tags. */
export function customerLines(n: number): string {
  const { firstName, lastName, emails, phones } = contactOf(n);
  const id = gid('Customer', CUSTOMER_ID + n);
  const addressId = gid('MailingAddress', CUSTOMER_ID + n);
  const createdAt = at(n * 60_000);
  return text(
    {
      id,
      firstName,
      lastName,
      state: n % 3 ? 'DISABLED' : 'ENABLED',
      locale: 'en',
      verifiedEmail: true,
      taxExempt: false,
      note: n % 20 ? null : 'Asks for a gift receipt.',
      tags: n % 4 ? [] : ['newsletter', `source-${n % 7}`],
      createdAt,
      updatedAt: createdAt,
      numberOfOrders: '4',
      amountSpent: { amount: '211.20', currencyCode: 'USD' },
      defaultEmailAddress: {
        emailAddress: emails[0],
        marketingState: n % 2 ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED',
        marketingOptInLevel: n % 2 ? 'SINGLE_OPT_IN' : null,
        marketingUpdatedAt: n % 2 ? createdAt : null,
      },
      defaultPhoneNumber:
        n % 3 === 0 ? null : { phoneNumber: phones[0], smsMarketingConsent: { state: 'NOT_SUBSCRIBED', optInLevel: 'SINGLE_OPT_IN', updatedAt: null } },
      defaultAddress: { id: addressId },
    },
    {
      __typename: 'MailingAddress',
      id: addressId,
      firstName,
      lastName,
      company: null,
      address1: `${n % 900} ${STREETS[n % STREETS.length]}`,
      address2: null,
      city: CITIES[n % CITIES.length],
      province: 'Kentucky',
      zip: String(10_000 + (n % 80_000)),
      countryCodeV2: n % 5 ? 'US' : 'GB',
      phone: phones[0],
      __parentId: id,
    },
  );
}

interface Item {
  id: string;
  index: number;
  product: number;
}
/** One order's numbers, from which all its lines are made. */
interface Sale {
  n: number;
  base: number;
  id: string;
  placedAt: string;
  items: Item[];
  /** The first item of each twentieth order comes back. */
  refunded: Item | undefined;
}

/** Order `n` of one of `customers`: one to four lines, a payment, mostly a fulfilment, each twentieth a refund; its sales, as the file has them. */
export function orderLines(n: number, customers: number): string {
  const base = ORDER_ID + n * CHILDREN;
  const items = Array.from({ length: 1 + (n % 4) }, (_, index) => ({
    id: gid('LineItem', base + index),
    product: 1 + ((n * 31 + index * 17) % PRODUCTS),
    index,
  }));
  const sale: Sale = { n, base, id: gid('Order', ORDER_ID + n), placedAt: at(n * 20_000), items, refunded: n % 20 === 7 ? items[0] : undefined };
  return text(orderNode(sale, 1 + ((n * 7919) % customers)), ...items.map((item) => lineNode(sale, item)), ...agreementNodes(sale));
}

function orderNode({ n, base, id, placedAt, items, refunded }: Sale, customer: number): object {
  const subtotal = items.reduce((sum, { index }) => sum + 1500 + 250 * index, 0);
  const payment = {
    kind: 'SALE',
    status: 'SUCCESS',
    gateway: 'shopify_payments',
    createdAt: placedAt,
    processedAt: placedAt,
    amountSet: money(subtotal + 920),
  };
  return {
    id,
    name: `#${1000 + n}`,
    number: 1000 + n,
    sourceName: n % 8 ? 'web' : 'pos',
    email: contactOf(customer).emails[0],
    test: false,
    tags: n % 9 ? [] : ['gift'],
    discountCodes: n % 6 ? [] : ['WELCOME10'],
    currencyCode: 'USD',
    presentmentCurrencyCode: 'USD',
    taxesIncluded: false,
    displayFinancialStatus: refunded ? 'PARTIALLY_REFUNDED' : 'PAID',
    displayFulfillmentStatus: n % 12 ? 'FULFILLED' : 'UNFULFILLED',
    cancelledAt: null,
    cancelReason: null,
    closedAt: n % 12 ? placedAt : null,
    createdAt: placedAt,
    processedAt: placedAt,
    updatedAt: placedAt,
    // Each tenth is a guest's.
    customer: n % 10 === 0 ? null : { id: gid('Customer', CUSTOMER_ID + customer) },
    totalPriceSet: money(subtotal + 920),
    totalTaxSet: money(330),
    totalDiscountsSet: money(0),
    totalShippingPriceSet: money(590),
    refunds: refunded ? [{ id: gid('Refund', base), createdAt: placedAt, totalRefundedSet: money(1500) }] : [],
    transactions: [{ id: gid('OrderTransaction', base), ...payment }],
    fulfillments: n % 12 ? [{ id: gid('Fulfillment', base), status: 'SUCCESS', createdAt: placedAt }] : [],
  };
}

const lineNode = ({ id, refunded }: Sale, item: Item): object => ({
  __typename: 'LineItem',
  id: item.id,
  title: `Darjeeling, first flush, No. ${item.product}`,
  variantTitle: item.index % 2 ? '250 g' : '100 g',
  sku: `TEA-${item.product}-${item.index}`,
  quantity: 1,
  currentQuantity: item === refunded ? 0 : 1,
  isGiftCard: false,
  product: { id: gid('Product', item.product) },
  variant: { id: gid('ProductVariant', item.product * 2 + (item.index % 2)) },
  originalUnitPriceSet: money(1500 + 250 * item.index),
  discountAllocations: [],
  taxLines: [{ priceSet: money(100) }],
  __parentId: id,
});

/** What was agreed on when it was bought, and when something of it came back: each with its sales under it. */
function agreementNodes({ base, id, placedAt, items, refunded }: Sale): object[] {
  const bought = gid('SalesAgreement', base);
  const back = gid('SalesAgreement', base + 1);
  const shipping = { lineType: 'SHIPPING', quantity: 1, totalAmount: money(590), totalTaxAmount: money(0), lineItem: null };
  const nodes: object[] = [
    { __typename: 'OrderAgreement', id: bought, happenedAt: placedAt, __parentId: id },
    ...items.map((item) => saleNode(base + item.index, item, 1, bought)),
    { __typename: 'ShippingLineSale', id: gid('Sale', base + 8), actionType: 'ORDER', ...shipping, __parentId: bought },
  ];
  if (!refunded) return nodes;
  const refund = { id: gid('Refund', base) };
  return [...nodes, { __typename: 'RefundAgreement', id: back, happenedAt: placedAt, refund, __parentId: id }, saleNode(base + 9, refunded, -1, back)];
}

const saleNode = (id: number, item: Item, sign: 1 | -1, parent: string): object => ({
  __typename: 'ProductSale',
  id: gid('Sale', id),
  actionType: sign > 0 ? 'ORDER' : 'RETURN',
  lineType: 'PRODUCT',
  quantity: sign,
  totalAmount: money(sign * (1600 + 250 * item.index)),
  totalTaxAmount: money(sign * 100),
  lineItem: { id: item.id },
  __parentId: parent,
});
