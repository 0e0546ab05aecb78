import type { Morning, Period } from './model';
import { periodBounds } from './periods';
import { averageOrder, compare, repeatRate } from './ratios';
import { readDays, readSales } from './sales.store.server';

export { readHoldings } from './sales.store.server';

/** What a merchant looks at each morning: a period's sales, the period before, and each day. `zone` is the shop's. */
export async function morningNumbers(shopId: bigint, period: Period, zone: string, now: Date): Promise<Morning> {
  const bounds = periodBounds(period, now, zone);
  const [current, before, days] = await Promise.all([
    readSales(shopId, bounds.from, bounds.to),
    readSales(shopId, bounds.previousFrom, bounds.previousTo),
    readDays(shopId, bounds.from, bounds.to, zone),
  ]);
  const byDay = new Map(days.map((day) => [day.day, day]));
  const empty = { orders: 0, netSales: 0n, newCustomers: 0, returningCustomers: 0 };
  return {
    period,
    netSales: compare(current, before, (sales) => sales.netSales),
    orders: compare(current, before, (sales) => sales.orders),
    averageOrder: compare(current, before, averageOrder),
    newCustomers: compare(current, before, (sales) => sales.newCustomers),
    returningCustomers: compare(current, before, (sales) => sales.returningCustomers),
    repeatRate: compare(current, before, repeatRate),
    days: bounds.days.map((day) => byDay.get(day) ?? { day, ...empty }),
  };
}
