import { z } from 'zod';
import type { OrderLineSnapshot, OrderSnapshot } from '~/domain/orders/model';
import { adminMoney, adminMoneyOrNull, count, nodes, ref } from './admin-fields';
import { financialStatus, fulfillmentStatus, linesTotal, sortById, sourceOf } from './order-words';
import { agreement, refundNode, refundsFromAgreements } from './refunds-from-agreements';
import { currencyCode, gidText, instant, instantOrNull, sum, text, textOrNull } from './rest-fields';

const lineNode = z.object({
  id: gidText,
  title: text,
  variantTitle: textOrNull,
  sku: textOrNull,
  quantity: count,
  currentQuantity: count,
  isGiftCard: z.boolean(),
  product: ref,
  variant: ref,
  originalUnitPriceSet: adminMoney,
  discountAllocations: z.array(z.object({ allocatedAmountSet: adminMoney })),
  taxLines: z.array(z.object({ priceSet: adminMoney })),
});
const transactionNode = z.object({
  id: gidText,
  kind: z.string(),
  status: z.string(),
  gateway: text.nullish(),
  amountSet: adminMoney,
  createdAt: instant,
  processedAt: instantOrNull,
});
const fulfillmentNode = z.object({ id: gidText, status: z.string(), createdAt: instant });

const orderNode = z.object({
  id: gidText,
  name: text,
  number: z.number().int(),
  sourceName: text.nullish(),
  email: textOrNull,
  phone: textOrNull,
  test: z.boolean(),
  tags: z.array(text),
  discountCodes: z.array(text),
  currencyCode,
  presentmentCurrencyCode: currencyCode,
  taxesIncluded: z.boolean(),
  displayFinancialStatus: z.string().nullish(),
  displayFulfillmentStatus: z.string().nullish(),
  cancelledAt: instantOrNull,
  cancelReason: textOrNull,
  closedAt: instantOrNull,
  processedAt: instant,
  updatedAt: instant,
  customer: ref,
  totalPriceSet: adminMoney,
  totalTaxSet: adminMoneyOrNull,
  totalDiscountsSet: adminMoneyOrNull,
  totalShippingPriceSet: adminMoney,
  refunds: z.array(refundNode),
  transactions: z.array(transactionNode),
  fulfillments: z.array(fulfillmentNode),
  lineItems: nodes(lineNode),
  agreements: nodes(agreement),
});

function lineFromNode(line: z.output<typeof lineNode>): OrderLineSnapshot {
  return {
    id: line.id,
    productId: line.product,
    variantId: line.variant,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    unitPrice: line.originalUnitPriceSet,
    discountTotal: sum(line.discountAllocations.map((one) => one.allocatedAmountSet)),
    taxTotal: sum(line.taxLines.map((one) => one.priceSet)),
    isGiftCard: line.isGiftCard,
  };
}

/** `OrderFields` with `lineItems { nodes { OrderLineFields } }` and `agreements { nodes { OrderAgreementFields, sales { nodes { SaleFields } } } }`. @throws ZodError */
export function orderFromAdmin(json: unknown): OrderSnapshot {
  const order = orderNode.parse(json);
  const lines = sortById(order.lineItems.nodes.map(lineFromNode));
  const refunds = sortById(refundsFromAgreements(order.refunds, order.agreements.nodes, order.taxesIncluded, order.updatedAt));
  return {
    id: order.id,
    customerId: order.customer,
    name: order.name,
    number: BigInt(order.number),
    source: sourceOf(order.sourceName),
    currency: order.currencyCode,
    presentmentCurrency: order.presentmentCurrencyCode,
    linesTotal: linesTotal(lines, refunds),
    discountTotal: order.totalDiscountsSet,
    shippingTotal: order.totalShippingPriceSet,
    taxTotal: order.totalTaxSet,
    total: order.totalPriceSet,
    taxesIncluded: order.taxesIncluded,
    financialStatus: financialStatus(order.displayFinancialStatus),
    fulfillmentStatus: fulfillmentStatus(order.displayFulfillmentStatus),
    test: order.test,
    tags: [...order.tags].sort(),
    discountCodes: order.discountCodes,
    email: order.email,
    phone: order.phone,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelReason?.toLowerCase() ?? null,
    closedAt: order.closedAt,
    occurredAt: order.processedAt,
    versionAt: order.updatedAt,
    lines,
    refunds,
    fulfillments: sortById(order.fulfillments.map((one) => ({ id: one.id, status: one.status.toLowerCase(), occurredAt: one.createdAt }))),
    transactions: sortById(
      order.transactions.map((one) => ({
        id: one.id,
        kind: one.kind.toLowerCase(),
        status: one.status.toLowerCase(),
        gateway: one.gateway ?? '',
        amount: one.amountSet,
        occurredAt: one.processedAt ?? one.createdAt,
      })),
    ),
    editedAt: order.agreements.nodes.filter((one) => one.__typename === 'OrderEditAgreement').map((one) => one.happenedAt),
  };
}
