import { sum } from '../../state/money.ts';
import { currentWorth, orderTotals, type OrderTotals } from '../../state/totals.ts';
import { moneyBag, moneyV2 } from '../money.ts';
import { OrderFacts } from './order-facts.ts';
import { taxLinesOf } from './shipping-line.ts';

/** An order's money. The figures come from `state/totals.ts`, so that nothing here can disagree with the webhooks. */
export class OrderFigures extends OrderFacts {
  private figures: OrderTotals | null = null;
  private get totals() {
    return (this.figures ??= orderTotals(this.doc));
  }
  private bag(amount: number) {
    return moneyBag(amount, this.doc);
  }

  get fullyPaid() {
    return this.totals.outstanding <= 0;
  }
  get unpaid() {
    return this.totals.received === 0 && this.totals.outstanding > 0;
  }
  get canMarkAsPaid() {
    return this.totals.outstanding > 0 && this.doc.cancelledAt === null;
  }
  get capturable() {
    return this.totals.capturable > 0;
  }
  get refundable() {
    return this.totals.netPayment > 0;
  }
  get paymentGatewayNames() {
    return [...new Set(this.doc.transactions.map((transaction) => transaction.gateway))];
  }

  get totalPriceSet() {
    return this.bag(this.totals.total);
  }
  get originalTotalPriceSet() {
    return this.bag(this.totals.originalTotal);
  }
  get currentTotalPriceSet() {
    return this.bag(this.totals.currentTotal);
  }
  get subtotalPriceSet() {
    return this.bag(this.totals.subtotal);
  }
  get currentSubtotalPriceSet() {
    return this.bag(this.totals.currentSubtotal);
  }
  get totalDiscountsSet() {
    return this.bag(this.totals.discounts);
  }
  get currentTotalDiscountsSet() {
    return this.bag(this.totals.currentDiscounts);
  }
  get totalShippingPriceSet() {
    return this.bag(this.totals.shipping);
  }
  get currentShippingPriceSet() {
    return this.bag(this.totals.currentShipping);
  }
  get totalTaxSet() {
    return this.bag(this.totals.tax);
  }
  get currentTotalTaxSet() {
    return this.bag(this.totals.currentTax);
  }
  get totalReceivedSet() {
    return this.bag(this.totals.received);
  }
  get totalRefundedSet() {
    return this.bag(this.totals.refunded);
  }
  get totalRefundedShippingSet() {
    return this.bag(sum(this.doc.refunds.map((refund) => refund.shipping?.amount ?? 0)));
  }
  get netPaymentSet() {
    return this.bag(this.totals.netPayment);
  }
  get totalOutstandingSet() {
    return this.bag(this.totals.outstanding);
  }
  get totalCapturableSet() {
    return this.bag(this.totals.capturable);
  }
  get totalTipReceivedSet() {
    return this.bag(0);
  }
  get totalTipReceived() {
    return moneyV2(0, this.doc.currency);
  }
  get refundDiscrepancySet() {
    return this.bag(-sum(this.doc.refunds.map((refund) => refund.adjustment)));
  }
  get currentTotalDutiesSet() {
    return null;
  }
  get originalTotalDutiesSet() {
    return null;
  }
  get currentTotalAdditionalFeesSet() {
    return null;
  }
  get originalTotalAdditionalFeesSet() {
    return null;
  }
  get totalWeight() {
    return '0';
  }
  get currentTotalWeight() {
    return '0';
  }
  get taxLines() {
    return taxLinesOf(this.doc, this.doc.lines.flatMap((line) => line.taxLines).concat(this.doc.shippingLines.flatMap((line) => line.taxLines)));
  }
  get currentTaxLines() {
    return taxLinesOf(
      this.doc,
      this.doc.lines.flatMap((line) => {
        const first = line.taxLines[0];
        return first ? [{ ...first, amount: currentWorth(line).tax }] : [];
      }),
    );
  }
}
