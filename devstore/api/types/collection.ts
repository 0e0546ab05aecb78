import type { Collection as Doc } from '../../state/model.ts';
import type { Api } from '../api.ts';
import { listConnection } from '../connection.ts';
import { gid, parseGid } from '../gid.ts';
import { whenHere } from '../loaders.ts';
import type { PageArgs } from '../page-args.ts';

export class CollectionObject {
  readonly __typename = 'Collection';
  constructor(
    readonly doc: Doc,
    private readonly api: Api,
  ) {}
  private get members() {
    return this.api.loaders.productsOfCollection.get(this.doc.id);
  }
  get id() {
    return gid('Collection', this.doc.id);
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
  get descriptionHtml() {
    return this.doc.descriptionHtml;
  }
  description() {
    return this.doc.descriptionHtml.replaceAll(/<[^>]*>/g, ' ').trim();
  }
  get updatedAt() {
    return this.doc.updatedAt;
  }
  get sortOrder() {
    return 'MANUAL';
  }
  get templateSuffix() {
    return null;
  }
  get ruleSet() {
    return null;
  }
  image() {
    return null;
  }
  get seo() {
    return { title: null, description: null };
  }
  get productsCount() {
    return whenHere(this.members, (products) => ({ __typename: 'Count', count: products?.length ?? 0, precision: 'EXACT' }));
  }
  products(args: PageArgs) {
    return whenHere(this.members, (products) => listConnection(this.api, products ?? [], args, (doc) => this.api.objects.product(doc, this.api)));
  }
  hasProduct(args: { id: string }) {
    const wanted = parseGid(args.id)?.id;
    return whenHere(this.members, (products) => products?.some((product) => product.id === wanted) ?? false);
  }
}
