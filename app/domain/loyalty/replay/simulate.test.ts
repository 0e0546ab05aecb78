import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { LineFacts, OrderFacts } from '../earning/model';
import { programmeDocument, type ProgrammeInput } from '../programme/model';
import { factsAt, type MemberHistory, type OrderHistory } from './history';
import { replayResult } from './model';
import { simulateMember, type MemberOutcome } from './simulate';
import { ruleBook } from './standing';
import { addMember, newTally, resultOf, tallyState } from './tally';

const at = (text: string) => new Date(text);
const UNTIL = at('2026-12-31T12:00:00Z');
const rules = (input: ProgrammeInput, version = 1) => ruleBook(programmeDocument.parse(input), version, 'EUR', 'UTC');

interface Bought {
  id: number;
  on: string;
  cents: number;
  quantity?: number;
  refunds?: { on: string; quantity?: number; amount?: number }[];
  facts?: Partial<OrderFacts>;
}
function bought({ id, on, cents, quantity = 1, refunds = [], facts = {} }: Bought): OrderHistory {
  const line: LineFacts = {
    id: 'a',
    product: 'p',
    collections: [],
    tags: [],
    quantity,
    refundedQuantity: refunds.reduce((sum, refund) => sum + (refund.quantity ?? 0), 0),
    unitPrice: BigInt(cents),
    discount: 0n,
    tax: 0n,
    giftCard: false,
  };
  return {
    facts: {
      orderId: BigInt(id),
      customerId: 1n,
      versionAt: UNTIL,
      placedAt: at(on),
      paidAt: at(on),
      fulfilledAt: null,
      cancelledAt: null,
      test: false,
      currency: 'EUR',
      taxesIncluded: false,
      lines: [line],
      shipping: 0n,
      shippingRefunded: 0n,
      orderTax: 0n,
      refundedAmount: BigInt(refunds.reduce((sum, refund) => sum + (refund.amount ?? 0), 0)),
      rewardDiscount: 0n,
      paidWithGiftCards: 0n,
      segments: [],
      ...facts,
    },
    refunds: refunds.map((refund) => ({
      at: at(refund.on),
      quantities: new Map([['a', refund.quantity ?? 0]]),
      amount: BigInt(refund.amount ?? 0),
      shipping: 0n,
    })),
  };
}
const history = (orders: OrderHistory[], redemptions: MemberHistory['redemptions'] = []): MemberHistory => ({ customerId: 1n, orders, redemptions });
const sum = ({ months }: MemberOutcome, key: 'issued' | 'redeemed' | 'expired' | 'takenBack' | 'grew') =>
  [...months.values()].reduce((total, month) => total + month[key], 0n);

describe('a member’s history, again', () => {
  it('takes back what was spent, and lets the next points pay it', () => {
    const orders = [
      bought({ id: 1, on: '2025-01-10T09:00:00Z', cents: 10000, refunds: [{ on: '2026-01-15T09:00:00Z', quantity: 1 }] }),
      bought({ id: 2, on: '2025-06-01T09:00:00Z', cents: 10000 }),
      bought({ id: 3, on: '2026-02-01T09:00:00Z', cents: 8000 }),
    ];
    const spent = [{ at: at('2025-07-01T09:00:00Z'), points: 150n }];
    const programme = rules({ earn: { pendingDays: 0 }, expiry: { model: 'lot', months: 12 } });
    const by = (day: string) => simulateMember(history(orders, spent), programme, at(day));
    expect(by('2026-01-11T09:00:00Z')).toMatchObject({ available: 50n, owed: 0n });
    expect(by('2026-01-16T09:00:00Z')).toMatchObject({ available: 0n, owed: 50n });
    expect(by('2026-02-02T09:00:00Z')).toMatchObject({ available: 30n, owed: 0n });
    const end = by('2027-03-01T00:00:00Z');
    expect([sum(end, 'issued'), sum(end, 'redeemed'), sum(end, 'takenBack'), sum(end, 'expired')]).toEqual([280n, 150n, 100n, 30n]);
    expect(end.months.get('2027-02')).toMatchObject({ expired: 30n, grew: -30n });
  });
  it('lets points mature, and ends those of who stays away', () => {
    const orders = [bought({ id: 1, on: '2026-01-01T00:00:00Z', cents: 5000 }), bought({ id: 2, on: '2026-03-01T00:00:00Z', cents: 1000 })];
    const programme = rules({ expiry: { model: 'inactivity', months: 3 } });
    const by = (day: string) => simulateMember(history(orders), programme, at(day));
    expect(by('2026-01-14T00:00:00Z')).toMatchObject({ available: 0n, pending: 50n });
    expect(by('2026-05-31T00:00:00Z')).toMatchObject({ available: 60n, pending: 0n });
    expect(by('2026-06-02T00:00:00Z')).toMatchObject({ available: 0n });
  });
  it('multiplies by the tier of the day, and gives and undoes its reward', () => {
    const orders = [
      bought({ id: 1, on: '2026-01-01T00:00:00Z', cents: 5000, quantity: 2, refunds: [{ on: '2026-02-01T00:00:00Z', quantity: 1 }] }),
      bought({ id: 2, on: '2026-01-05T00:00:00Z', cents: 1000 }),
      bought({ id: 3, on: '2026-03-01T00:00:00Z', cents: 1000 }),
    ];
    const programme = rules({ earn: { pendingDays: 0 }, tiers: { levels: [{ id: 'silver', entry: '100', multiplier: '2', entryReward: { points: 500 } }] } });
    const by = (day: string) => simulateMember(history(orders), programme, at(day));
    expect(by('2026-01-06T00:00:00Z')).toMatchObject({ available: 620n, tier: 'silver' });
    expect(by('2026-02-02T00:00:00Z')).toMatchObject({ available: 70n, tier: null });
    expect(by('2026-03-02T00:00:00Z')).toMatchObject({ available: 80n });
  });
  it('gives for the account, the first and the nth order, and takes back with the order', () => {
    const activities = [
      { id: 'join', kind: 'account' as const, points: 50 },
      { id: 'first', kind: 'first_order' as const, points: 100 },
      { id: 'second', kind: 'nth_order' as const, n: 2, points: 30 },
      { id: 'rev', kind: 'review' as const, points: 7 },
    ];
    const programme = rules({ earn: { pendingDays: 5, pointsPerUnit: '0' }, activities, tiers: { basis: 'points', levels: [{ id: 'silver', entry: '180' }] } });
    const orders = [
      bought({ id: 1, on: '2026-01-02T00:00:00Z', cents: 1000, refunds: [{ on: '2026-03-01T00:00:00Z', quantity: 1 }] }),
      bought({ id: 2, on: '2026-02-01T00:00:00Z', cents: 1000 }),
    ];
    const by = (day: string) => simulateMember({ ...history(orders), madeAt: at('2026-01-01T00:00:00Z') }, programme, at(day));
    expect(by('2026-01-03T00:00:00Z')).toMatchObject({ available: 50n, pending: 100n, tier: null });
    expect(by('2026-02-10T00:00:00Z')).toMatchObject({ available: 180n, pending: 0n, tier: 'silver' });
    // Of two orders one is left, which is the first now.
    expect(by('2026-03-02T00:00:00Z')).toMatchObject({ available: 150n, owed: 0n, tier: null });
    const tally = newTally();
    addMember(tally, history(orders), by('2026-03-02T00:00:00Z'), null, { draft: programme, today: null });
    expect(resultOf(tally, { draft: programme, today: null }, '2026-03')).toMatchObject({ leftOut: ['rev'], tierBirthdays: false });
  });
  it('stops at the caps of a day and of a member', () => {
    const orders = ['T01', 'T02', 'T03'].map((hour, index) => bought({ id: index + 1, on: `2026-01-01${hour}:00:00Z`, cents: 4000 }));
    const capped = (caps: object) => simulateMember(history(orders), rules({ earn: { pendingDays: 0, caps } }), UNTIL);
    expect(capped({ perDay: 100 })).toMatchObject({ available: 100n });
    expect(capped({ perMember: 30 }).earnings.get(3n)).toMatchObject({ points: 0n, nothing: 'capped' });
  });
  it('spends no points that are not there, and knows why an order earned nothing', () => {
    const orders = [bought({ id: 1, on: '2026-01-01T00:00:00Z', cents: 4000, facts: { paidAt: null } })];
    const outcome = simulateMember(history(orders, [{ at: at('2026-02-01T00:00:00Z'), points: 10n }]), rules({}), UNTIL);
    expect(outcome).toMatchObject({ redemptionsTooDear: 1, available: 0n });
    expect(outcome.earnings.get(1n)?.nothing).toBe('unpaid');
  });
  it('sees an order as it stood then', () => {
    const order = bought({
      id: 1,
      on: '2026-01-01T00:00:00Z',
      cents: 1000,
      quantity: 3,
      refunds: [
        { on: '2026-02-01T00:00:00Z', quantity: 2 },
        { on: '2026-03-01T00:00:00Z', amount: 500 },
      ],
    });
    const stood = (day: string) => factsAt(order, at(day));
    expect(
      [stood('2026-01-02T00:00:00Z'), stood('2026-02-01T00:00:00Z'), stood('2026-04-01T00:00:00Z')].map((facts) => [
        facts.lines[0]?.refundedQuantity,
        facts.refundedAmount,
      ]),
    ).toEqual([
      [0, 0n],
      [2, 0n],
      [2, 500n],
    ]);
    expect(stood('2025-12-31T00:00:00Z').paidAt).toBeNull();
  });

  const day = fc.integer({ min: 0, max: 700 }).map((days) => new Date(Date.UTC(2025, 0, 1) + days * 86_400_000).toISOString());
  const anyOrder = fc.record({
    on: day,
    cents: fc.integer({ min: 0, max: 20_000 }),
    quantity: fc.integer({ min: 1, max: 4 }),
    refunds: fc.array(fc.record({ on: day, quantity: fc.nat(2), amount: fc.nat(3000) }), { maxLength: 2 }),
  });
  const anyProgramme = fc.constantFrom<ProgrammeInput>(
    { earn: { pendingDays: 0 }, expiry: { model: 'lot', months: 6 } },
    {
      expiry: { model: 'inactivity', months: 2 },
      tiers: { basis: 'points', levels: [{ id: 'a', entry: '100', multiplier: '1.5', entryReward: { points: 77 } }] },
    },
    {
      earn: { pendingDays: 3, caps: { perMember: 300 } },
      tiers: {
        window: { kind: 'rolling', months: 3 },
        levels: [
          { id: 'a', entry: '50', multiplier: '3', entryReward: { points: 5 } },
          { id: 'b', entry: '90' },
        ],
      },
    },
  );
  property.prop(
    [fc.array(anyOrder, { maxLength: 8 }), fc.array(fc.record({ on: day, points: fc.integer({ min: 1, max: 200 }) }), { maxLength: 4 }), anyProgramme],
    { numRuns: 60 },
  )('balances', (orders, spent, input) => {
    const all = history(
      // A refund comes after its order.
      orders.map((order, index) =>
        bought({ ...order, id: index + 1, refunds: order.refunds.map((refund) => ({ ...refund, on: refund.on > order.on ? refund.on : order.on })) }),
      ),
      spent.map(({ on, points }) => ({ at: at(on), points: BigInt(points) })),
    );
    const outcome = simulateMember(all, rules(input), UNTIL);
    const left = sum(outcome, 'issued') - sum(outcome, 'redeemed') - sum(outcome, 'expired') - sum(outcome, 'takenBack');
    expect(left).toBe(outcome.available + outcome.pending - outcome.owed);
    expect(sum(outcome, 'grew')).toBe(outcome.available + outcome.pending);
    expect(outcome.available >= 0n && outcome.owed >= 0n && (outcome.owed === 0n || outcome.available === 0n)).toBe(true);
  });
});

describe('the tally of a shop', () => {
  const draft = rules(
    {
      costPerPoint: '0.02',
      earn: { pendingDays: 0, pointsPerUnit: '2' },
      rewards: [{ id: 'five', kind: 'amount_off', value: '5', points: 150 }],
      tiers: { levels: [{ id: 'gold', entry: '80' }] },
    },
    0,
  );
  const today = rules(
    {
      earn: { pendingDays: 0 },
      tiers: {
        levels: [
          { id: 'gold', entry: '1000' },
          { id: 'black', entry: '2000' },
        ],
      },
    },
    4,
  );
  const members = [90, 50].map((euros, index): MemberHistory => ({
    ...history([bought({ id: index + 1, on: `2026-0${index * 2 + 1}-01T00:00:00Z`, cents: euros * 100 })]),
    customerId: BigInt(index + 1),
  }));
  const tallied = (book: typeof today | null) => {
    let tally = newTally();
    for (const member of members) {
      addMember(tally, member, simulateMember(member, draft, UNTIL), book && simulateMember(member, book, UNTIL), { draft, today: book });
      // As it is kept between two batches.
      tally = tallyState.parse(JSON.parse(JSON.stringify(tally, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))));
    }
    return resultOf(tally, { draft, today: book }, '2026-05');
  };
  it('says what a page shows', () => {
    const result = tallied(today);
    expect(replayResult.parse(result)).toEqual(result);
    expect(result).toMatchObject({
      members: 2,
      orders: 2,
      sums: { draft: { issued: '280', outstanding: '280', cost: '560', ordersThatEarn: 2, membersWithPoints: 2 }, today: { issued: '140', cost: '140' } },
      tiers: [
        { tier: 'gold', draft: 1, today: 0 },
        { tier: 'black', draft: null, today: 0 },
        { tier: null, draft: 1, today: 2 },
      ],
      up: { count: 1, members: [{ customerId: '1', from: null, to: 'gold' }] },
      down: { count: 0 },
      rewards: [{ id: 'five', points: { draft: 150, today: null }, affordable: { draft: 1, today: null } }],
    });
    expect(result.months.map(({ month, draft: then }) => [month, then.issued, then.outstanding])).toEqual([
      ['2026-01', '180', '180'],
      ['2026-02', '0', '180'],
      ['2026-03', '100', '280'],
      ['2026-04', '0', '280'],
      ['2026-05', '0', '280'],
    ]);
    expect(result.changed.map(({ orderId, draft: then, today: now }) => [orderId, then.points, now.points, now.explanation.programmeVersion])).toEqual([
      ['1', '180', '90', 4],
      ['2', '100', '50', 4],
    ]);
  });
  it('compares with nothing where there is no programme', () => {
    expect(tallied(null)).toMatchObject({
      sums: { today: { issued: '0', cost: '0' } },
      tiers: [
        { tier: 'gold', today: null },
        { tier: null, today: null },
      ],
      changed: [{ today: { points: '0', explanation: { nothing: 'no_programme' } } }, {}],
    });
  });
});
