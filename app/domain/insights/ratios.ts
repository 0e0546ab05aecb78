import type { Minor } from '../shared/money';
import type { Compared, Sales } from './model';

/** Net sales per order, rounded half up; `null` without an order. */
export function averageOrder(sales: Sales): Minor | null {
  if (sales.orders === 0) return null;
  const count = BigInt(sales.orders);
  return (sales.netSales * 2n + count) / (count * 2n);
}

/** Share of the period's known customers who had ordered before, 0 to 1; `null` without a customer. */
export function repeatRate(sales: Sales): number | null {
  const customers = sales.newCustomers + sales.returningCustomers;
  return customers === 0 ? null : sales.returningCustomers / customers;
}

/** Relative change against the period before, e.g. 0.12; `null` when there is nothing to compare with. */
export function changeOf(now: number | bigint | null, before: number | bigint | null): number | null {
  if (now === null || before === null || Number(before) <= 0) return null;
  return (Number(now) - Number(before)) / Number(before);
}

export function compare<Value extends number | bigint | null>(current: Sales, before: Sales, figure: (sales: Sales) => Value): Compared<Value> {
  const [now, then] = [figure(current), figure(before)];
  return { now, before: then, change: changeOf(now, then) };
}
