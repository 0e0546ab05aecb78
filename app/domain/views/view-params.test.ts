import { describe, expect, it } from 'vitest';
import { checkParams, columnsFrom, columnsText, foldedName, viewName } from './model';

describe('what a view was saved with', () => {
  it('is kept as far as the list knows it, and named where it does not', () => {
    expect(checkParams('customers', { lastOrder: '-90d', orders: '2+', spentMin: '5000', query: '王', sort: 'spent desc' })).toEqual({
      params: { lastOrder: '-90d', orders: '2+', spentMin: '5000', query: '王', sort: 'spent desc' },
      outdated: [],
    });
    expect(checkParams('orders', { payment: 'in gold', moon: 'full', state: 'open', customerId: '7', placed: '', sort: 'weight asc' })).toEqual({
      params: { state: 'open', customerId: '7' },
      outdated: ['payment', 'moon', 'sort'],
    });
  });

  it('has columns in the order of the list, and may have none', () => {
    const all = ['a', 'b', 'c'] as const;
    expect(columnsFrom(all, 'c,gone,a')).toEqual(['a', 'c']);
    expect(columnsFrom(all, columnsText([]))).toEqual([]);
    expect(columnsFrom(all, undefined)).toBeNull();
  });

  it('has a name that is the same however it is typed', () => {
    expect(viewName.parse('  Ｖ IP\t 顾客 ')).toBe('V IP 顾客');
    expect(foldedName('VIP  Club ')).toBe(foldedName('vip club'));
    expect(viewName.safeParse(' \n').success).toBe(false);
    expect(viewName.safeParse('x'.repeat(41)).success).toBe(false);
  });
});
