import { z } from 'zod';
import type { OrderLineSnapshot, OrderSnapshot } from '~/domain/orders/model';
import { idFromGid } from '~/domain/shared/ids';
import { count, maybeText, minorOf, money, nodes, reader, ref, refIdOf, textOf, timeOf } from './admin-fields';
import { financialStatus, fulfillmentStatus, linesTotal, sortById, sourceOf } from './order-words';
import { agreement, refundNode, refundsFromAgreements } from './refunds-from-agreements';
import { cleanText, currencyCode, instantOf, sum } from './rest-fields';

const lineNode = z.object({
  id: z.string(),
  title: z.string(),
  variantTitle: maybeText,
  sku: maybeText,
  quantity: count,
  currentQuantity: count,
  isGiftCard: z.boolean(),
  product: ref,
  variant: ref,
  originalUnitPriceSet: money,
  discountAllocations: z.array(z.object({ allocatedAmountSet: money })),
  taxLines: z.array(z.object({ priceSet: money })),
});
const transactionNode = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  gateway: maybeText,
  amountSet: money,
  createdAt: z.string(),
  processedAt: maybeText,
});
const fulfillmentNode = z.object({ id: z.string(), status: z.string(), createdAt: z.string() });

const orderNode = z.object({
  id: z.string(),
  name: z.string(),
  number: z.number().int(),
  sourceName: maybeText,
  email: maybeText,
  phone: maybeText,
  test: z.boolean(),
  tags: z.array(z.string()),
  discountCodes: z.array(z.string()),
  currencyCode,
  presentmentCurrencyCode: currencyCode,
  taxesIncluded: z.boolean(),
  displayFinancialStatus: maybeText,
  displayFulfillmentStatus: maybeText,
  cancelledAt: maybeText,
  cancelReason: maybeText,
  closedAt: maybeText,
  processedAt: z.string(),
  updatedAt: z.string(),
  customer: ref,
  totalPriceSet: money,
  totalTaxSet: money.nullish(),
  totalDiscountsSet: money.nullish(),
  totalShippingPriceSet: money,
  refunds: z.array(refundNode),
  transactions: z.array(transactionNode),
  fulfillments: z.array(fulfillmentNode),
  lineItems: nodes(lineNode),
  agreements: nodes(agreement),
});

function lineFromNode(line: z.output<typeof lineNode>): OrderLineSnapshot {
  return {
    id: idFromGid(line.id),
    productId: refIdOf(line.product),
    variantId: refIdOf(line.variant),
    title: cleanText(line.title),
    variantTitle: textOf(line.variantTitle),
    sku: textOf(line.sku),
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    unitPrice: minorOf(line.originalUnitPriceSet),
    discountTotal: sum(line.discountAllocations.map((one) => minorOf(one.allocatedAmountSet))),
    taxTotal: sum(line.taxLines.map((one) => minorOf(one.priceSet))),
    isGiftCard: line.isGiftCard,
  };
}

/** Two edits within one second are one thing on a timeline. */
const secondsOf = (agreements: { happenedAt: string }[]): Date[] =>
  [...new Set(agreements.map((one) => instantOf(one.happenedAt).getTime()))].map((ms) => new Date(ms));

/** `OrderFields` with `lineItems { nodes { OrderLineFields } }` and `agreements { nodes { OrderAgreementFields, sales { nodes { SaleFields } } } }`. @throws ZodError */
export const orderFromAdmin = reader(orderNode, (order): OrderSnapshot => {
  const versionAt = instantOf(order.updatedAt);
  const lines = sortById(order.lineItems.nodes.map(lineFromNode));
  const refunds = sortById(refundsFromAgreements(order.refunds, order.agreements.nodes, order.taxesIncluded, versionAt));
  return {
    id: idFromGid(order.id),
    customerId: refIdOf(order.customer),
    name: cleanText(order.name),
    number: BigInt(order.number),
    source: sourceOf(textOf(order.sourceName)),
    currency: order.currencyCode,
    presentmentCurrency: order.presentmentCurrencyCode,
    linesTotal: linesTotal(lines, refunds),
    discountTotal: minorOf(order.totalDiscountsSet),
    shippingTotal: minorOf(order.totalShippingPriceSet),
    taxTotal: minorOf(order.totalTaxSet),
    total: minorOf(order.totalPriceSet),
    taxesIncluded: order.taxesIncluded,
    financialStatus: financialStatus(order.displayFinancialStatus),
    fulfillmentStatus: fulfillmentStatus(order.displayFulfillmentStatus),
    test: order.test,
    tags: order.tags.map(cleanText).sort(),
    discountCodes: order.discountCodes.map(cleanText),
    email: textOf(order.email),
    phone: textOf(order.phone),
    cancelledAt: timeOf(order.cancelledAt),
    cancelReason: textOf(order.cancelReason)?.toLowerCase() ?? null,
    closedAt: timeOf(order.closedAt),
    occurredAt: instantOf(order.processedAt),
    versionAt,
    lines,
    refunds,
    fulfillments: sortById(
      order.fulfillments.map((one) => ({ id: idFromGid(one.id), status: one.status.toLowerCase(), occurredAt: instantOf(one.createdAt) })),
    ),
    transactions: sortById(
      order.transactions.map((one) => ({
        id: idFromGid(one.id),
        kind: one.kind.toLowerCase(),
        status: one.status.toLowerCase(),
        gateway: cleanText(one.gateway ?? ''),
        amount: minorOf(one.amountSet),
        occurredAt: instantOf(one.processedAt ?? one.createdAt),
      })),
    ),
    editedAt: secondsOf(order.agreements.nodes.filter((one) => one.__typename === 'OrderEditAgreement')),
  };
});
