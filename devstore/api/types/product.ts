import type { Product as Doc } from '../../state/model.ts';
import { sum } from '../../state/money.ts';
import type { Api } from '../api.ts';
import { encodeCursor, firstOf, listConnection } from '../connection.ts';
import { gid, parseGid } from '../gid.ts';
import { moneyV2 } from '../money.ts';
import { CollectionObject } from './collection.ts';
import { metafieldOf, metafieldsOf, type MetafieldArgs, type MetafieldsArgs } from './metafield.ts';
import { ProductVariant } from './variant.ts';
import { present } from '../present.ts';
import type { PageArgs } from '../page-args.ts';

const plain = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

export class ProductObject {
  readonly __typename = 'Product';
  constructor(
    readonly doc: Doc,
    private readonly api: Api,
  ) {}
  private get listed() {
    return this.doc.status === 'ACTIVE' && this.doc.publishedAt !== null;
  }
  private get prices() {
    return this.doc.variants.map((variant) => variant.price);
  }
  get id() {
    return gid('Product', this.doc.id);
  }
  get legacyResourceId() {
    return this.doc.id;
  }
  get title() {
    return this.doc.title;
  }
  get handle() {
    return this.doc.handle;
  }
  get status() {
    return this.doc.status;
  }
  get vendor() {
    return this.doc.vendor;
  }
  get productType() {
    return this.doc.productType;
  }
  get tags() {
    return this.doc.tags;
  }
  get descriptionHtml() {
    return this.doc.descriptionHtml;
  }
  get bodyHtml() {
    return this.doc.descriptionHtml;
  }
  description(args: { truncateAt?: number | null }) {
    const text = plain(this.doc.descriptionHtml);
    return !present(args.truncateAt) ? text : text.slice(0, args.truncateAt);
  }
  get createdAt() {
    return this.doc.createdAt;
  }
  get updatedAt() {
    return this.doc.updatedAt;
  }
  get publishedAt() {
    return this.doc.publishedAt;
  }
  get isGiftCard() {
    return this.doc.isGiftCard;
  }
  get category() {
    return null;
  }
  get templateSuffix() {
    return null;
  }
  get giftCardTemplateSuffix() {
    return null;
  }
  get combinedListing() {
    return null;
  }
  get combinedListingRole() {
    return null;
  }
  get defaultCursor() {
    return encodeCursor([this.doc.id, this.doc.id, 1]);
  }
  get featuredImage() {
    return null;
  }
  get featuredMedia() {
    return null;
  }
  images(args: PageArgs) {
    return listConnection(this.api, [], args, () => ({}));
  }
  media(args: PageArgs) {
    return listConnection(this.api, [], args, () => ({}));
  }
  get mediaCount() {
    return { count: 0, precision: 'EXACT' };
  }
  get seo() {
    return { title: null, description: null };
  }
  get requiresSellingPlan() {
    return false;
  }
  get hasVariantsThatRequiresComponents() {
    return false;
  }
  get hasOnlyDefaultVariant() {
    return this.doc.variants.length === 1 && this.doc.variants[0]?.title === 'Default Title';
  }
  get hasOutOfStockVariants() {
    return this.doc.variants.some((variant) => variant.inventoryQuantity <= 0);
  }
  get totalInventory() {
    return sum(this.doc.variants.map((variant) => variant.inventoryQuantity));
  }
  get tracksInventory() {
    return true;
  }
  get totalVariants() {
    return this.doc.variants.length;
  }
  get variantsCount() {
    return { count: this.doc.variants.length, precision: 'EXACT' };
  }
  variants(args: PageArgs) {
    return listConnection(this.api, this.doc.variants, args, (variant) => new ProductVariant(variant, this.doc, this.api));
  }
  options(args: { first?: number | null }) {
    return firstOf(this.doc.optionNames, args).map((name, index) => ({
      __typename: 'ProductOption',
      id: gid('ProductOption', `${this.doc.id}${index}`),
      name,
      position: index + 1,
      linkedMetafield: null,
      values: [...new Set(this.doc.variants.map((variant) => variant.options[index] ?? ''))],
    }));
  }
  get priceRangeV2() {
    const { currency } = this.api.store;
    return {
      __typename: 'ProductPriceRangeV2',
      minVariantPrice: moneyV2(Math.min(...this.prices), currency),
      maxVariantPrice: moneyV2(Math.max(...this.prices), currency),
    };
  }
  get onlineStoreUrl() {
    return this.listed ? `https://${this.api.domain}/products/${this.doc.handle}` : null;
  }
  get onlineStorePreviewUrl() {
    return `https://${this.api.domain}/products/${this.doc.handle}`;
  }
  inCollection(args: { id: string }) {
    return this.doc.collectionIds.includes(parseGid(args.id)?.id ?? '');
  }
  async collections(args: PageArgs) {
    const docs = await Promise.all(this.doc.collectionIds.map(async (id) => this.api.loaders.collection.get(id)));
    return listConnection(
      this.api,
      docs.filter((doc) => doc !== null),
      args,
      (doc) => new CollectionObject(doc, this.api),
    );
  }
  metafield(args: MetafieldArgs) {
    return metafieldOf(this.api, 'PRODUCT', this.doc.id, args, this);
  }
  metafields(args: MetafieldsArgs) {
    return metafieldsOf(this.api, 'PRODUCT', this.doc.id, args, this);
  }
}
