import { expect, it, test } from 'vitest';
import { programmeDocument, type Programme, type ProgrammeInput } from './model';
import { rewardCost } from './reward-cost';

const shop = { currency: 'USD', margin: 60n, productPrice: null };
const programme = (pointsPerUnit: string, reward: NonNullable<ProgrammeInput['rewards']>[number]): Programme =>
  programmeDocument.parse({ earn: { pointsPerUnit }, rewards: [reward], costPerPoint: '0.008' });
const costOfOnly = (one: Programme, more: { currency?: string; margin?: bigint; productPrice?: bigint } = {}) => {
  const [reward] = one.rewards;
  if (!reward) throw new Error('There is no reward.');
  return rewardCost(reward, one, { ...shop, ...more });
};

it('tells what is spent to earn a reward, and how much of that it gives back', () => {
  expect(costOfOnly(programme('1', { id: 'r', kind: 'amount_off', points: 500, value: '5', minimumSpend: '20' }))).toEqual({
    pointsWorth: 400n,
    face: 500n,
    goods: 200n,
    spend: 50_000n,
    rate: 10_000n,
    warnings: [],
  });
  // 100 points at 3 a unit take 33.34, not 33.33; in a currency without a minor unit 34.
  const third = programme('3', { id: 'r', kind: 'store_credit', points: 100, value: '1' });
  expect(costOfOnly(third)?.spend).toBe(3334n);
  expect(costOfOnly(third, { currency: 'JPY' })).toMatchObject({ spend: 34n, face: 1n });
  expect(costOfOnly(programme('1', { id: 'r', kind: 'free_product', points: 300, product: '1' }), { productPrice: 2499n })).toMatchObject({
    face: 2499n,
    goods: 1000n,
    rate: 83_300n,
  });
});

it('does not guess what a percentage, free shipping, an unknown product or an unfinished value are worth', () => {
  for (const reward of [
    { id: 'r', kind: 'percent_off', points: 100, value: '10' },
    { id: 'r', kind: 'free_shipping', points: 100 },
    { id: 'r', kind: 'free_product', points: 100, product: '1' },
    { id: 'r', kind: 'custom', points: 100 },
  ] as const)
    expect(costOfOnly(programme('1', reward))).toMatchObject({ face: null, goods: null, rate: null, warnings: [], spend: 10_000n });
  const [unfinished] = programme('1', { id: 'r', kind: 'amount_off', points: 100, value: '10' }).rewards;
  if (!unfinished) throw new Error('There is no reward.');
  const one = programme('0', { id: 'r', kind: 'custom', points: 100 });
  expect(rewardCost({ ...unfinished, value: '1.' }, one, shop)).toMatchObject({ face: null, spend: null });
  expect(rewardCost({ ...unfinished, points: NaN }, one, shop)).toBeNull();
});

test.each([
  ['gives more than was spent', { points: 100, value: '100' }, ['worth_more_than_spent']],
  ['gives a cent less', { points: 100, value: '99.99' }, []],
  ['can make an order free', { points: 5000, value: '20', minimumSpend: '19.99' }, ['minimum_below_value']],
  ['is as high as the minimum', { points: 5000, value: '20', minimumSpend: '20' }, []],
] as const)('warns of one that %s', (_name, reward, warnings) => {
  expect(costOfOnly(programme('1', { id: 'r', kind: 'amount_off', ...reward }))?.warnings).toEqual(warnings);
});

it('warns of one whose goods cost more than the purchases leave', () => {
  const half = programme('1', { id: 'r', kind: 'amount_off', points: 100, value: '50' });
  expect(costOfOnly(half, { margin: 30n })?.warnings).toEqual(['above_margin']);
  expect(costOfOnly(half, { margin: 40n })?.warnings).toEqual([]);
});
