import type { Address, Order } from '../../state/model.ts';
import type { OrderLine } from '../../state/model/order-parts.ts';
import { convert, sum } from '../../state/money.ts';
import { orderTotals } from '../../state/totals.ts';
import { orderPath, signAddress } from '../../storefront-links.ts';
import { toHundredths } from '../liquid/money.ts';
import type { Visit } from '../visit.ts';

export const addressObject = (address: Address | null) =>
  address && {
    id: address.id,
    first_name: address.firstName,
    last_name: address.lastName,
    name: [address.firstName, address.lastName].filter(Boolean).join(' '),
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    street: [address.address1, address.address2].filter(Boolean).join(', '),
    city: address.city,
    province: address.province,
    province_code: address.provinceCode,
    zip: address.zip,
    country: { name: address.country, iso_code: address.countryCode },
    country_code: address.countryCode,
    phone: address.phone,
    summary: [address.address1, address.address2, [address.zip, address.city].filter(Boolean).join(' '), address.province, address.country]
      .filter(Boolean)
      .join(', '),
  };

function lineObject(line: OrderLine, money: (minor: number) => number) {
  const discount = sum(line.discounts.map((one) => one.amount));
  const gross = line.unitPrice * line.quantity;
  return {
    id: line.id,
    product_id: line.productId,
    variant_id: line.variantId,
    title: line.title,
    variant_title: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    successfully_fulfilled_quantity: line.fulfilledQuantity,
    price: money(line.unitPrice),
    original_line_price: money(gross),
    final_line_price: money(gross - discount),
    total_discount: money(discount),
    gift_card: line.isGiftCard,
    requires_shipping: line.requiresShipping,
    taxable: line.taxable,
  };
}

/** `order`, in the currency the shopper paid in. */
export function orderObject(order: Order, visit: Visit) {
  const money = (minor: number) => toHundredths(convert(minor, order.presentmentRate, order.currency, order.presentmentCurrency), order.presentmentCurrency);
  const totals = orderTotals(order);
  const path = orderPath(visit.ctx, visit.domain, order.id);
  return {
    id: order.id,
    name: order.name,
    order_number: order.number,
    created_at: order.processedAt,
    email: order.email,
    phone: order.phone,
    note: order.note,
    tags: order.tags,
    currency: order.presentmentCurrency,
    cancelled: order.cancelledAt !== null,
    cancelled_at: order.cancelledAt,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: order.fulfillmentStatus.toLowerCase(),
    line_items: order.lines.map((line) => lineObject(line, money)),
    item_count: sum(order.lines.map((line) => line.quantity)),
    line_items_subtotal_price: money(totals.subtotal),
    subtotal_price: money(totals.subtotal),
    shipping_price: money(totals.shipping),
    tax_price: money(totals.tax),
    taxes_included: order.taxesIncluded,
    total_discounts: money(totals.discounts),
    total_price: money(totals.total),
    total_refunded_amount: money(totals.refunded),
    total_net_amount: money(totals.netPayment),
    discount_applications: order.discountApplications.map((one) => ({ title: one.code ?? one.title, type: one.type, target_type: one.target })),
    transactions: order.transactions.map((one) => ({
      id: one.id,
      kind: one.kind.toLowerCase(),
      status: one.status.toLowerCase(),
      gateway: one.gateway,
      amount: money(one.amount),
      created_at: one.processedAt,
    })),
    shipping_address: addressObject(order.shippingAddress),
    billing_address: addressObject(order.billingAddress),
    fulfillments: order.fulfillments.map((one) => ({ created_at: one.createdAt, tracking_company: one.trackingCompany, tracking_number: one.trackingNumber })),
    shipping_methods: order.shippingLines.map((line) => ({ title: line.title, price: money(line.price) })),
    customer_url: path,
    order_status_url: `${visit.url.origin}${path}`,
    confirmation_number: signAddress(visit.ctx, visit.domain, `confirmation ${order.id}`).slice(0, 9).toUpperCase(),
  };
}
