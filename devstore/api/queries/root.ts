import type { Api } from '../api.ts';
import { NoAnswer, UserMistake } from '../errors.ts';
import { countListing, listPage, type Listing } from '../listing.ts';
import { listConnection } from '../connection.ts';
import { metafieldDefinitions, type DefinitionArgs } from '../types/metafield-definition.ts';
import { AppInstallation, AppObject } from '../types/app.ts';
import { Shop } from '../types/shop.ts';
import { customerListing } from './customers.ts';
import { automaticDiscountListing, codeDiscountListing, discountListing } from './discounts.ts';
import { orderListing } from './orders.ts';
import { bulkOperationListing, checkoutListing, draftOrderListing, giftCardListing, segmentListing, subscriptionListing } from './others.ts';
import { collectionListing, productListing, variantListing } from './products.ts';
import { collectionByHandle, customerByIdentifier, discountByCode, objectByGid, productByHandle } from './single.ts';
import { present } from '../present.ts';
import type { ListArgs } from '../page-args.ts';

interface IdArgs {
  id: string;
}
interface CountArgs {
  query?: string | null;
  limit?: number | null;
  savedSearchId?: string | null;
}

const single = (type: string) => (args: IdArgs, api: Api) => objectByGid(api, args.id, type);
const list =
  <Doc>(listing: Listing<Doc>) =>
  (args: ListArgs, api: Api) =>
    listPage(api, listing, args);
const count =
  <Doc>(listing: Listing<Doc>) =>
  (args: CountArgs, api: Api) => {
    if (present(args.savedSearchId)) throw new NoAnswer(`savedSearchId of ${listing.kind}`);
    return countListing(api, listing, args);
  };

async function nodes(args: { ids: string[] }, api: Api) {
  if (args.ids.length > 250)
    throw new UserMistake(`The input array size of ${args.ids.length} is greater than the maximum allowed of 250.`, 'MAX_INPUT_SIZE_EXCEEDED');
  return Promise.all(args.ids.map(async (id) => objectByGid(api, id)));
}
async function currentBulkOperation(args: { type?: string | null }, api: Api) {
  const page = await listPage(api, bulkOperationListing, { first: 1, reverse: true, query: `operation_type:${args.type ?? 'QUERY'}` });
  return page.nodes[0] ?? null;
}

/** Newest first by default, which the schema's `reverse: false` means here. */
const bulkOperations = (args: ListArgs, api: Api) => listPage(api, bulkOperationListing, { ...args, reverse: !args.reverse });

/** Every query the devstore answers. What is not here is a loud error. */
export const queryRoot = {
  __typename: 'QueryRoot',
  node: (args: IdArgs, api: Api) => objectByGid(api, args.id),
  nodes,
  shop: (_args: object, api: Api) => new Shop(api),
  app: (_args: object, api: Api) => new AppObject(api),
  currentAppInstallation: (_args: object, api: Api) => new AppInstallation(api),
  appInstallation: (_args: object, api: Api) => new AppInstallation(api),
  order: single('Order'),
  orders: list(orderListing),
  ordersCount: count(orderListing),
  customer: single('Customer'),
  customers: list(customerListing),
  customersCount: count(customerListing),
  customerByIdentifier: (args: { identifier: Parameters<typeof customerByIdentifier>[1] }, api: Api) => customerByIdentifier(api, args.identifier),
  product: single('Product'),
  products: list(productListing),
  productsCount: count(productListing),
  productByHandle: (args: { handle: string }, api: Api) => productByHandle(api, args.handle),
  productVariant: single('ProductVariant'),
  productVariants: list(variantListing),
  productVariantsCount: count(variantListing),
  collection: single('Collection'),
  collections: list(collectionListing),
  collectionsCount: count(collectionListing),
  collectionByHandle: (args: { handle: string }, api: Api) => collectionByHandle(api, args.handle),
  discountNode: single('DiscountNode'),
  discountNodes: list(discountListing),
  discountNodesCount: count(discountListing),
  codeDiscountNode: single('DiscountCodeNode'),
  codeDiscountNodes: list(codeDiscountListing),
  codeDiscountNodeByCode: (args: { code: string }, api: Api) => discountByCode(api, args.code),
  automaticDiscountNode: single('DiscountAutomaticNode'),
  automaticDiscountNodes: list(automaticDiscountListing),
  segment: single('Segment'),
  segments: list(segmentListing),
  segmentsCount: count(segmentListing),
  draftOrder: single('DraftOrder'),
  draftOrders: list(draftOrderListing),
  draftOrdersCount: count(draftOrderListing),
  abandonedCheckouts: list(checkoutListing),
  abandonedCheckoutsCount: count(checkoutListing),
  giftCard: single('GiftCard'),
  giftCards: list(giftCardListing),
  giftCardsCount: count(giftCardListing),
  storeCreditAccount: single('StoreCreditAccount'),
  refund: single('Refund'),
  fulfillment: single('Fulfillment'),
  webhookSubscription: single('WebhookSubscription'),
  webhookSubscriptions: list(subscriptionListing),
  webhookSubscriptionsCount: count(subscriptionListing),
  bulkOperation: single('BulkOperation'),
  bulkOperations,
  currentBulkOperation,
  metafieldDefinitions: async (args: DefinitionArgs, api: Api) => listConnection(api, await metafieldDefinitions(api, args), args, (definition) => definition),
};
