import { expect, it } from 'vitest';
import { averageOrder, changeOf, repeatRate } from './ratios';

const sales = { orders: 3, netSales: 1000n, newCustomers: 1, returningCustomers: 3, guestOrders: 0 };

it('averages to the nearest minor unit', () => {
  expect(averageOrder(sales)).toBe(333n);
  expect(averageOrder({ ...sales, netSales: 1001n })).toBe(334n);
  expect(averageOrder({ ...sales, orders: 0 })).toBeNull();
});

it('knows a rate only where there are customers', () => {
  expect(repeatRate(sales)).toBe(0.75);
  expect(repeatRate({ ...sales, newCustomers: 0, returningCustomers: 0 })).toBeNull();
});

it('compares only with something', () => {
  expect(changeOf(150n, 100n)).toBe(0.5);
  expect(changeOf(0, 4)).toBe(-1);
  expect(changeOf(3, 0)).toBeNull();
});
