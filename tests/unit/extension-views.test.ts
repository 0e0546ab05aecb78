import { expect, test, vi } from 'vitest';
import { adjustmentOf, faultsOf, faultText, refusedAdjustment } from '../../extensions/shared/adjustment';
import { openDoor } from '../../extensions/shared/door';
import { memberLines } from '../../extensions/shared/member-lines';
import { movementLine } from '../../extensions/shared/movement-lines';
import { orderLine } from '../../extensions/shared/order-lines';
import { codeOf, redeemedLine, rewardLine, wishText } from '../../extensions/shared/reward-lines';
import { spendingTexts } from '../../extensions/shared/spending-texts';
import { staffTexts } from '../../extensions/shared/staff-texts';
import { tillTexts } from '../../extensions/shared/till-texts';
import { orderPoints, type Member, type Offer, type Redeemed } from '../../extensions/shared/told';
import { wordsIn } from '../../extensions/shared/words';
import { intoCart } from '../../extensions/regulars-pos/src/into-cart';

const [en, zh] = [wordsIn('en', spendingTexts, staffTexts, tillTexts), wordsIn('zh-CN', spendingTexts, staffTexts, tillTexts)];
const nobody: Member = { pointsName: '', points: '0', pending: '0', owed: '0', tier: null, next: null, rewards: [], redeemed: [], expiring: [] };
const offer: Offer = {
  ...{ id: 'ten', kind: 'amount_off', name: '', worth: '$10.00', product: null, points: '100', minimumSpend: null, maximumPoints: null },
  ...{ lastDay: null, validDays: null, tiers: [], why: null, missing: '0' },
};
const redeemed: Redeemed = {
  ...{ id: '1', kind: 'amount_off', name: '', worth: '$10.00', points: '100', returned: '0', state: 'ready', code: 'A-1', isCard: false },
  ...{ lastDay: null, date: 'May 1, 2026' },
};

test('a member in lines: what they have, what waits, and the way on', () => {
  expect(memberLines(nobody, en)).toEqual({ points: '0 points', tier: null, done: null, notes: [] });
  const member: Member = {
    ...nobody,
    ...{ points: '12345', pending: '1', owed: '20', tier: { name: 'Silver', until: 'Dec 31, 2026' } },
    next: { name: 'Gold', basis: 'spend', missing: '$40.00', done: 60 },
    expiring: [{ points: '5', lastDay: 'Jun 1, 2026' }],
  };
  expect(memberLines(member, en)).toEqual({
    ...{ points: '12,345 points', tier: 'Silver', done: 60 },
    notes: [
      '1 point on the way',
      '20 points owed after a return',
      'Spend $40.00 more to reach Gold',
      'Silver until Dec 31, 2026',
      '5 points expire after Jun 1, 2026',
    ],
  });
  // What the shop calls points stands in place of our word; more digits than a number holds stay exact.
  expect(memberLines({ ...member, pointsName: '茶叶', points: '9007199254740993' }, zh).points).toBe('9,007,199,254,740,993 茶叶');
  // "points" is no name of one's own: one of them is a point.
  expect(['points', 'Points'].map((pointsName) => memberLines({ ...nobody, pointsName, points: '1' }, en).points)).toEqual(['1 point', '1 Points']);
  expect(memberLines({ ...nobody, pointsName: '积分', points: '1' }, zh).points).toBe('1 积分');
  expect(memberLines({ ...nobody, next: { name: 'Gold', basis: 'orders', missing: '1', done: 0 } }, en).notes).toEqual(['1 order more to reach Gold']);
});

test('a reward in lines: what it is, what it costs, why not, and which numbers of points can be chosen', () => {
  expect(rewardLine(offer, '', en)).toMatchObject({ title: '$10.00 off', cost: '100 points', terms: [], whyNot: null, choices: [] });
  const bound = { ...offer, minimumSpend: '$20.00', tiers: ['Gold', 'Jade'], lastDay: 'May 9', validDays: 1, why: 'too_few_points', missing: '30' };
  expect(rewardLine(bound, '', en)).toMatchObject({ terms: ['From $20.00', 'For Gold, Jade', 'Until May 9', 'Good for 1 day'], whyNot: '30 points missing' });
  expect(rewardLine({ ...offer, why: 'a reason of tomorrow' }, '', en).whyNot).toBe('Not possible now');
  const slider = { ...offer, kind: 'slider', maximumPoints: '350' };
  expect(rewardLine(slider, '', en)).toMatchObject({ cost: 'From 100 points', choices: ['100', '200', '300'] });
  const long = rewardLine({ ...slider, maximumPoints: '100000' }, '', en).choices;
  expect(long.length).toBeLessThanOrEqual(20);
  expect(long.at(-1)).toBe('100000');
  expect(long.every((points) => Number(points) % 100 === 0)).toBe(true);
});

test('what was redeemed shows its code only while it can be used', () => {
  expect(redeemedLine({ ...redeemed, lastDay: 'Jun 1' }, en)).toMatchObject({
    title: '$10.00 off',
    state: 'Ready',
    code: 'A-1',
    detail: 'May 1, 2026 · until Jun 1',
  });
  for (const state of ['pending', 'used', 'refused', 'cancelled', 'ended']) expect(codeOf({ ...redeemed, state })).toBeNull();
  const said = (one: Partial<Redeemed>) => wishText({ outcome: 'redeemed', points: '0', redeemed: { ...redeemed, ...one } }, en);
  expect(said({})).toBe('Code: A-1 Enter it at the checkout.');
  expect(said({ isCard: true })).toBe('Gift card: A-1');
  expect(said({ state: 'pending', code: null })).toContain('still preparing');
  expect(said({ state: 'refused', code: null })).toContain('points are back');
  expect(wishText({ outcome: 'refused', why: 'sold_out', points: '5' }, zh)).toBe('已兑完');
});

test('at the till a code goes into the cart, a card is shown, and what the cart does not take is told', async () => {
  const cart = { addCartCodeDiscount: vi.fn(() => Promise.resolve()) };
  expect(await intoCart(cart, redeemed, '$10.00 off', en)).toBe('$10.00 off is in the cart.');
  expect(cart.addCartCodeDiscount).toHaveBeenCalledWith('A-1');
  expect(await intoCart(cart, { ...redeemed, isCard: true }, '', en)).toBe('Gift card: A-1 Take it as payment by gift card.');
  expect(await intoCart(cart, { ...redeemed, state: 'used' }, '', en)).toBeNull();
  expect(cart.addCartCodeDiscount).toHaveBeenCalledTimes(1);
  const refusing = { addCartCodeDiscount: () => Promise.reject(new Error('no')) };
  expect(await intoCart(refusing, redeemed, '', en)).toContain('for this sale by hand or for another: A-1');
});

test('an adjustment is looked at before it is sent, and what the app refuses stands beside its field', () => {
  const limits = { atOnce: '500', aDay: null };
  const form = { direction: 'give' as const, points: '10', note: 'a mistake' };
  expect(faultsOf(form, limits, en)).toEqual({});
  for (const points of ['', '0', '-5', '1.5', 'ten', '99999999999']) expect(Object.keys(faultsOf({ ...form, points }, limits, en)), points).toEqual(['points']);
  expect(faultsOf({ ...form, points: '501' }, limits, en).points).toContain('at most 500 points');
  expect(faultsOf({ ...form, points: '501' }, { ...limits, atOnce: null }, en)).toEqual({});
  expect(Object.keys(faultsOf({ ...form, note: ' ' }, limits, en))).toEqual(['note']);
  expect(Object.keys(faultsOf({ ...form, note: 'x'.repeat(301) }, limits, en))).toEqual(['note']);
  expect(adjustmentOf({ ...form, direction: 'take', points: ' 007 ' })).toEqual({ points: '-7', note: 'a mistake' });
  expect(refusedAdjustment({ code: 'aDay', max: '2000', left: '5' }, en).points).toBe('Your role may change 2,000 points a day; 5 are left today.');
  expect(Object.keys(refusedAdjustment({ code: 'conflict' }, en))).toEqual(['form']);
  expect(refusedAdjustment({ code: 'no_answer' }, zh).form).toContain('没有响应');
  expect(faultText('a fault of tomorrow', en)).toBe('Something went wrong. Try again.');
});

test('a movement and an order in a line', () => {
  const movement = { id: '1', reason: 'order', isPending: true, orderName: '#1001', date: 'May 1', points: '1500', name: '' };
  expect(movementLine(movement, en)).toMatchObject({ what: 'Order: #1001 (on the way)', points: '+1,500', came: true });
  expect(movementLine({ ...movement, reason: 'redeemed', isPending: false, orderName: null, points: '-10', name: 'A tour' }, en)).toMatchObject({
    what: 'Reward: A tour',
    points: '−10',
  });
  const order = { pointsName: '', points: '15', availableOn: null };
  expect(orderLine({ ...order, state: 'none' }, en)).toBeNull();
  expect(orderLine({ ...order, state: 'pending', availableOn: 'May 9' }, en)).toBe('You earn 15 points with this order, to spend from May 9.');
  expect(orderLine({ ...order, state: 'pending' }, en)).toBe('You earn 15 points with this order.');
  expect(orderLine({ ...order, state: 'taken_back' }, en)).toContain('taken back');
});

test('the door answers in words also when the app does not answer, or something else than it should', async () => {
  const shape = orderPoints;
  const asked = (response: Response | Error) => {
    const fetch = () => (response instanceof Error ? Promise.reject(response) : Promise.resolve(response));
    return openDoor('https://app.example', () => Promise.resolve('t'), fetch).ask('shopper/order', {}, shape);
  };
  expect(await asked(new TypeError('fetch failed'))).toEqual({ ok: false, error: { code: 'no_answer' } });
  expect(await asked(new Response('<html>', { status: 502 }))).toEqual({ ok: false, error: { code: 'no_answer' } });
  expect(await asked(Response.json({ state: 'odd' }))).toEqual({ ok: false, error: { code: 'not_understood' } });
  expect(await asked(Response.json({ error: { code: 'atOnce', max: '5', left: null } }, { status: 422 }))).toMatchObject({
    error: { code: 'atOnce', max: '5' },
  });
  vi.useFakeTimers();
  const never = openDoor(
    '',
    () => Promise.resolve('t'),
    () => new Promise(() => undefined),
  ).ask('shopper/order', {}, shape);
  await vi.advanceTimersByTimeAsync(20_000);
  vi.useRealTimers();
  expect(await never).toEqual({ ok: false, error: { code: 'no_answer' } });
});
