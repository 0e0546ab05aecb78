import type { Order } from '../../state/model.ts';
import type { OrderLine } from '../../state/model/order-parts.ts';
import { scale, sum } from '../../state/money.ts';
import { currentWorth, lineWorth, unfulfilledQuantity } from '../../state/totals.ts';
import type { Api } from '../api.ts';
import { firstOf } from '../connection.ts';
import { gid } from '../gid.ts';
import { whenHere } from '../loaders.ts';
import { moneyBag } from '../money.ts';
import { allocationsOf } from './discount-application.ts';
import { ProductVariant } from './variant.ts';
import { taxLine } from './shipping-line.ts';

export class LineItem {
  readonly __typename = 'LineItem';
  constructor(
    private readonly doc: OrderLine,
    private readonly order: Order,
    private readonly api: Api,
  ) {}
  private bag(amount: number) {
    return moneyBag(amount, this.order);
  }
  private unit(amount: number) {
    return this.doc.quantity === 0 ? this.doc.unitPrice : scale(amount, 1, this.doc.quantity);
  }
  /** Automatic and manual discounts: `discountedTotalSet` leaves codes out unless they are asked for. */
  private get lineDiscount() {
    const codes = new Set(this.order.discountApplications.filter((one) => one.type === 'discount_code').map((one) => one.index));
    return sum(this.doc.discounts.filter((discount) => !codes.has(discount.application)).map((discount) => discount.amount));
  }

  get id() {
    return gid('LineItem', this.doc.id);
  }
  get title() {
    return this.doc.title;
  }
  get variantTitle() {
    return this.doc.variantTitle;
  }
  get name() {
    return this.doc.variantTitle ? `${this.doc.title} - ${this.doc.variantTitle}` : this.doc.title;
  }
  get sku() {
    return this.doc.sku;
  }
  get vendor() {
    return this.doc.vendor;
  }
  get quantity() {
    return this.doc.quantity;
  }
  get currentQuantity() {
    return this.doc.currentQuantity;
  }
  get refundableQuantity() {
    return this.doc.currentQuantity;
  }
  get unfulfilledQuantity() {
    return unfulfilledQuantity(this.doc);
  }
  get nonFulfillableQuantity() {
    return this.doc.quantity - unfulfilledQuantity(this.doc);
  }
  get isGiftCard() {
    return this.doc.isGiftCard;
  }
  get requiresShipping() {
    return this.doc.requiresShipping;
  }
  get taxable() {
    return this.doc.taxable;
  }
  get restockable() {
    return this.doc.currentQuantity > 0;
  }
  get merchantEditable() {
    return this.order.cancelledAt === null;
  }
  get customAttributes() {
    return this.doc.properties.map((property) => ({ key: property.name, value: property.value }));
  }
  get duties() {
    return [];
  }
  get image() {
    return null;
  }
  get sellingPlan() {
    return null;
  }
  get contract() {
    return null;
  }
  get lineItemGroup() {
    return null;
  }
  get staffMember() {
    return null;
  }
  get weight() {
    return null;
  }

  get product() {
    const { productId } = this.doc;
    return productId === null ? null : whenHere(this.api.loaders.product.get(productId), (doc) => doc && this.api.objects.product(doc, this.api));
  }
  get variant() {
    const { productId, variantId } = this.doc;
    if (productId === null || variantId === null) return null;
    return whenHere(this.api.loaders.product.get(productId), (product) => {
      const variant = product?.variants.find((one) => one.id === variantId);
      return product && variant ? new ProductVariant(variant, product, this.api) : null;
    });
  }

  get originalUnitPriceSet() {
    return this.bag(this.doc.unitPrice);
  }
  get originalTotalSet() {
    return this.bag(this.doc.unitPrice * this.doc.quantity);
  }
  discountedTotalSet(args: { withCodeDiscounts?: boolean | null }) {
    return this.bag(args.withCodeDiscounts ? lineWorth(this.doc).net : lineWorth(this.doc).gross - this.lineDiscount);
  }
  get discountedUnitPriceSet() {
    return this.bag(this.unit(lineWorth(this.doc).gross - this.lineDiscount));
  }
  get discountedUnitPriceAfterAllDiscountsSet() {
    return this.bag(this.unit(lineWorth(this.doc).net));
  }
  get priceAfterAllDiscountsBeforeTaxesSet() {
    const worth = currentWorth(this.doc);
    return this.bag(worth.net - (this.order.taxesIncluded ? worth.tax : 0));
  }
  get totalDiscountSet() {
    return this.bag(this.lineDiscount);
  }
  get unfulfilledOriginalTotalSet() {
    return this.bag(this.doc.unitPrice * unfulfilledQuantity(this.doc));
  }
  get unfulfilledDiscountedTotalSet() {
    return this.bag(scale(lineWorth(this.doc).gross - this.lineDiscount, unfulfilledQuantity(this.doc), Math.max(1, this.doc.quantity)));
  }
  get discountAllocations() {
    return allocationsOf(this.doc.discounts, this.order);
  }
  taxLines(args: { first?: number | null }) {
    return firstOf(this.doc.taxLines, args).map((line) => taxLine(this.order, line));
  }
}

/** The line of that id in the order. @throws when the document is broken. */
export function lineItem(order: Order, lineId: string, api: Api): LineItem {
  const line = order.lines.find((one) => one.id === lineId);
  if (!line) throw new Error(`Order ${order.id} has no line ${lineId}.`);
  return new LineItem(line, order, api);
}
