import { findCustomerByEmail, findCustomerByPhone, findDiscountByCode, findProductByHandle, findCollectionByHandle, findVariant } from '../../state/read.ts';
import type { Segment as SegmentDoc } from '../../state/model.ts';
import type { GiftCard as GiftCardDoc } from '../../state/model/promotion.ts';
import type { Id } from '../../state/model/values.ts';
import type { DraftOrder as DraftDoc } from '../../state/model/draft.ts';
import type { Api } from '../api.ts';
import { NoAnswer, UserMistake } from '../errors.ts';
import { parseGid } from '../gid.ts';
import { listPage, type Listing } from '../listing.ts';
import { whenHere } from '../loaders.ts';
import { AppInstallation, AppObject } from '../types/app.ts';
import { CollectionObject } from '../types/collection.ts';
import { Customer } from '../types/customer.ts';
import { DiscountNode, type DiscountNodeType } from '../types/discount.ts';
import { Fulfillment } from '../types/fulfillment.ts';
import { LineItem } from '../types/line-item.ts';
import { Metafield, type StoredMetafield } from '../types/metafield.ts';
import { OrderObject } from '../types/order.ts';
import { ProductObject } from '../types/product.ts';
import { Refund } from '../types/refund.ts';
import { Shop } from '../types/shop.ts';
import { StoreCreditAccount } from '../types/store-credit.ts';
import { ProductVariant } from '../types/variant.ts';
import { bulkOperationListing, checkoutListing, draftOrderListing, giftCardListing, segmentListing, subscriptionListing } from './others.ts';
import { isVisible } from '../visibility.ts';
import type { Order } from '../../state/model.ts';

type Found = object | null | Promise<object | null>;
/** One document of a listing, by its number. */
const listed =
  <Doc>(listing: Listing<Doc>) =>
  async (api: Api, id: Id): Promise<object | null> => {
    const sortKey = Object.keys(listing.sorts)[0] ?? 'ID';
    const page = await listPage({ ...api, bulk: null }, listing, { first: 1, query: `id:${id}`, sortKey });
    return page.nodes[0] ?? null;
  };

/** Something that is part of an order's document. */
const inOrder = (path: 'lines' | 'refunds' | 'fulfillments', wrap: (order: Order, id: Id, api: Api) => object | null) => async (api: Api, id: Id) => {
  const { rows } = await api.db.query<{ doc: Order }>(
    `select doc from devstore."order" where domain = $1 and deleted_at is null and doc->'${path}' @> $2::jsonb limit 1`,
    [api.domain, JSON.stringify([{ id }])],
  );
  const order = rows[0]?.doc;
  return order && isVisible(order, api) ? wrap(order, id, api) : null;
};
const discount =
  (type: DiscountNodeType) =>
  (api: Api, id: Id): Found =>
    whenHere(api.loaders.discount.get(id), (doc) => {
      if (!doc || (type === 'DiscountCodeNode' && doc.automatic) || (type === 'DiscountAutomaticNode' && !doc.automatic)) return null;
      return new DiscountNode(doc, api, type);
    });
async function metafield(api: Api, id: Id): Promise<object | null> {
  const { rows } = await api.db.query<{ doc: StoredMetafield }>(
    `select doc || jsonb_build_object('id', id::text) as doc from devstore.metafield where domain = $1 and id = $2`,
    [api.domain, id],
  );
  return rows[0] ? new Metafield(rows[0].doc, null) : null;
}

const byType: Record<string, (api: Api, id: Id) => Found> = {
  Order: (api, id) => whenHere(api.loaders.order.get(id), (doc) => (doc && isVisible(doc, api) ? new OrderObject(doc, api) : null)),
  Customer: (api, id) => whenHere(api.loaders.customer.get(id), (doc) => doc && new Customer(doc, api)),
  Product: (api, id) => whenHere(api.loaders.product.get(id), (doc) => doc && new ProductObject(doc, api)),
  ProductVariant: async (api, id) => {
    const found = await findVariant(api.db, api.domain, id);
    return found ? new ProductVariant(found.variant, found.product, api) : null;
  },
  Collection: (api, id) => whenHere(api.loaders.collection.get(id), (doc) => doc && new CollectionObject(doc, api)),
  DiscountNode: discount('DiscountNode'),
  DiscountCodeNode: discount('DiscountCodeNode'),
  DiscountAutomaticNode: discount('DiscountAutomaticNode'),
  Segment: listed<SegmentDoc>(segmentListing),
  DraftOrder: listed<DraftDoc>(draftOrderListing),
  GiftCard: listed<GiftCardDoc>(giftCardListing),
  AbandonedCheckout: listed(checkoutListing),
  WebhookSubscription: listed(subscriptionListing),
  BulkOperation: listed(bulkOperationListing),
  Metafield: metafield,
  LineItem: inOrder('lines', (order, id, api) => {
    const line = order.lines.find((one) => one.id === id);
    return line ? new LineItem(line, order, api) : null;
  }),
  Refund: inOrder('refunds', (order, id, api) => {
    const refund = order.refunds.find((one) => one.id === id);
    return refund ? new Refund(refund, order, api) : null;
  }),
  Fulfillment: inOrder('fulfillments', (order, id, api) => {
    const one = order.fulfillments.find((each) => each.id === id);
    return one ? new Fulfillment(one, order, api) : null;
  }),
  StoreCreditAccount: (api, id) => whenHere(api.loaders.customer.get(id), (doc) => doc && new StoreCreditAccount(doc, api)),
  Shop: (api, id) => (id === api.store.id ? new Shop(api) : null),
  App: (api) => new AppObject(api),
  AppInstallation: (api) => new AppInstallation(api),
};

/** Any object by its GID; null when there is none. @throws NoAnswer for a type the devstore does not keep. */
export function objectByGid(api: Api, text: string, expected?: string): Found {
  const parsed = parseGid(text);
  if (!parsed || (expected && parsed.type !== expected)) throw new UserMistake(`Invalid global id '${text}'`, 'argumentLiteralsIncompatible');
  const find = byType[parsed.type];
  if (!find) throw new NoAnswer(`node of type ${parsed.type}`);
  return parsed.id.length > 18 ? null : find(api, parsed.id);
}

export async function customerByIdentifier(
  api: Api,
  identifier: { id?: string | null; emailAddress?: string | null; phoneNumber?: string | null },
): Promise<object | null> {
  if (identifier.id) return objectByGid(api, identifier.id, 'Customer');
  const doc = identifier.emailAddress
    ? await findCustomerByEmail(api.db, api.domain, identifier.emailAddress)
    : identifier.phoneNumber
      ? await findCustomerByPhone(api.db, api.domain, identifier.phoneNumber)
      : undefined;
  if (doc === undefined) throw new NoAnswer('customerByIdentifier with customId');
  return doc ? new Customer(doc, api) : null;
}
export async function productByHandle(api: Api, handle: string): Promise<object | null> {
  const doc = await findProductByHandle(api.db, api.domain, handle);
  return doc ? new ProductObject(doc, api) : null;
}
export async function collectionByHandle(api: Api, handle: string): Promise<object | null> {
  const doc = await findCollectionByHandle(api.db, api.domain, handle);
  return doc ? new CollectionObject(doc, api) : null;
}
export async function discountByCode(api: Api, code: string): Promise<object | null> {
  const doc = await findDiscountByCode(api.db, api.domain, code);
  return doc ? new DiscountNode(doc, api, 'DiscountCodeNode') : null;
}
