import type { Product, Variant as Doc } from '../../state/model.ts';
import { formatMinor } from '../../state/money.ts';
import type { Api } from '../api.ts';
import { encodeCursor } from '../connection.ts';
import { gid } from '../gid.ts';

export class ProductVariant {
  readonly __typename = 'ProductVariant';
  constructor(
    readonly doc: Doc,
    private readonly of: Product,
    private readonly api: Api,
  ) {}
  get id() {
    return gid('ProductVariant', this.doc.id);
  }
  get legacyResourceId() {
    return this.doc.id;
  }
  get title() {
    return this.doc.title;
  }
  get displayName() {
    return `${this.of.title} - ${this.doc.title}`;
  }
  get sku() {
    return this.doc.sku;
  }
  get barcode() {
    return null;
  }
  get price() {
    return formatMinor(this.doc.price, this.api.store.currency);
  }
  get compareAtPrice() {
    return this.doc.compareAtPrice === null ? null : formatMinor(this.doc.compareAtPrice, this.api.store.currency);
  }
  get position() {
    return this.doc.position;
  }
  get inventoryQuantity() {
    return this.doc.inventoryQuantity;
  }
  get sellableOnlineQuantity() {
    return Math.max(0, this.doc.inventoryQuantity);
  }
  get inventoryPolicy() {
    return 'DENY';
  }
  get availableForSale() {
    return this.doc.inventoryQuantity > 0;
  }
  get taxable() {
    return this.doc.taxable;
  }
  get createdAt() {
    return this.of.createdAt;
  }
  get updatedAt() {
    return this.of.updatedAt;
  }
  get defaultCursor() {
    return encodeCursor([this.doc.id, this.doc.id, 1]);
  }
  get requiresComponents() {
    return false;
  }
  get showUnitPrice() {
    return false;
  }
  get image() {
    return null;
  }
  get product() {
    return this.api.objects.product(this.of, this.api);
  }
  get inventoryItem() {
    return {
      __typename: 'InventoryItem',
      id: gid('InventoryItem', this.doc.id),
      legacyResourceId: this.doc.id,
      requiresShipping: this.doc.requiresShipping,
      sku: this.doc.sku,
      tracked: true,
      createdAt: this.of.createdAt,
      updatedAt: this.of.updatedAt,
      unitCost: null,
    };
  }
  get selectedOptions() {
    return this.of.optionNames.map((name, index) => ({ __typename: 'SelectedOption', name, value: this.doc.options[index] ?? '' }));
  }
}
