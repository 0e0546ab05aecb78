import { formatMinor, sum } from '../../state/money.ts';
import type { Order } from '../../state/model.ts';
import type { DiscountApplication } from '../../state/model/order-parts.ts';
import type { WireObject } from '../wire.ts';

const valueOf = (application: DiscountApplication, order: Order): string =>
  application.kind === 'percentage' ? (application.value / 100).toFixed(1) : formatMinor(application.value, order.currency);

export function discountApplications(order: Order): WireObject[] {
  return [...order.discountApplications]
    .sort((a, b) => a.index - b.index)
    .map((application) => ({
      target_type: application.target,
      type: application.type,
      value: valueOf(application, order),
      value_type: application.kind,
      allocation_method: 'across',
      target_selection: 'all',
      ...(application.type === 'discount_code'
        ? { code: application.code ?? application.title }
        : { title: application.title, description: application.title }),
    }));
}

/** The codes of an order with what each took off in all. */
export function discountCodes(order: Order): WireObject[] {
  const parts = [...order.lines, ...order.shippingLines].flatMap((line) => line.discounts);
  return order.discountApplications
    .filter((application) => application.type === 'discount_code')
    .map((application) => ({
      code: application.code ?? application.title,
      amount: formatMinor(sum(parts.filter((part) => part.application === application.index).map((part) => part.amount)), order.currency),
      type: application.target === 'shipping_line' ? 'shipping' : application.kind,
    }));
}
