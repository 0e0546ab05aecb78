import fc from 'fast-check';
import { scenarioFile, type Rules } from '../naive-loyalty/format';

/** A shop and its programme; the tiers stay, the rest may be published anew on the way. */
export interface Setting {
  shop: { currency: string; timezone: string };
  tiers: Rules['tiers'];
  programmes: Omit<Rules, 'tiers'>[];
}

const DIGITS: Record<string, number> = { USD: 2, JPY: 0, KWD: 3 };
/** An amount in minor units as the decimal that a scenario writes. */
export function money(minor: number, currency: string): string {
  const digits = DIGITS[currency] ?? 2;
  return digits === 0 ? String(minor) : `${Math.floor(minor / 10 ** digits)}.${String(minor % 10 ** digits).padStart(digits, '0')}`;
}
export const majorUnit = (currency: string): number => 10 ** (DIGITS[currency] ?? 2);

const shop = fc.record({
  currency: fc.constantFrom('USD', 'USD', 'JPY', 'KWD'),
  timezone: fc.constantFrom(
    'UTC',
    'America/New_York',
    'Europe/Berlin',
    'Asia/Shanghai',
    'Pacific/Pago_Pago',
    'Pacific/Kiritimati',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  ),
});
const factor = fc.constantFrom('0', '0.5', '1.25', '1.5', '2', '3');
const multiplier = fc.oneof(
  fc.record({ product: fc.constantFrom('tee', 'mug', 'rug'), factor }),
  fc.record({ from: fc.constantFrom('2026-03-01', '2026-11-11'), to: fc.constantFrom('2026-11-11', '2026-12-31', '2027-06-30'), factor }),
);
const expiry = fc.oneof(
  fc.constant({ model: 'none' as const }),
  fc.record({ model: fc.constantFrom('lot' as const, 'inactivity' as const), months: fc.constantFrom(2, 3, 6, 12, 24) }),
);
const programme = fc.record({
  earn: fc.record({
    pointsPerUnit: fc.constantFrom('1', '1', '0.1', '2.5', '3'),
    awardOn: fc.constantFrom('paid' as const, 'paid' as const, 'fulfilled' as const),
    pendingDays: fc.constantFrom(0, 0, 1, 14, 30),
    pendingFrom: fc.constantFrom('paid' as const, 'paid' as const, 'fulfilled' as const),
    counts: fc.subarray(['tax', 'shipping', 'discountedPart', 'giftCards'] as const).map((all) => [...all]),
    multipliers: fc.array(multiplier, { maxLength: 3 }),
    rounding: fc.constantFrom('floor' as const, 'floor' as const, 'half-up' as const, 'ceil' as const),
    claimDays: fc.constantFrom(90, 30),
  }),
  expiry,
  returnGraceDays: fc.constantFrom(30, 10),
});
const level = (id: string, entry: number) =>
  fc.record({
    id: fc.constant(id),
    entry: fc.constant(String(entry)),
    retain: fc.constantFrom(undefined, String(Math.ceil(entry * 0.8))),
    multiplier: fc.constantFrom('1', '1.5', '2'),
    entryReward: fc.constantFrom(undefined, { points: 25 }),
  });
const ladder = (basis: 'spend' | 'points' | 'orders') => {
  const scale = basis === 'orders' ? 1 : 100;
  return fc.record({
    basis: fc.constant(basis),
    window: fc.oneof(
      fc.constant({ kind: 'lifetime' as const }),
      fc.constant({ kind: 'calendarYear' as const }),
      fc.record({ kind: fc.constant('rolling' as const), months: fc.constantFrom(3, 6, 12) }),
    ),
    graceDays: fc.constantFrom(0, 0, 30),
    downgrade: fc.constantFrom('to-earned' as const, 'one-step' as const),
    countPending: fc.boolean(),
    levels: fc.tuple(level('silver', scale), level('gold', scale * 3), level('black', scale * 8)).map((all) => [...all]),
  });
};

export const setting: fc.Arbitrary<Setting> = fc.record({
  shop,
  tiers: fc.option(fc.oneof(ladder('spend'), ladder('spend'), ladder('points'), ladder('orders')), { nil: undefined, freq: 6 }),
  programmes: fc.array(programme, { minLength: 4, maxLength: 4 }),
});

/** A programme as a scenario holds it, with what is left out. */
export function rulesOf({ tiers, programmes }: Setting, index: number): Rules {
  const rules: unknown = JSON.parse(JSON.stringify({ ...programmes[index % programmes.length], tiers }));
  return scenarioFile.shape.programme.parse(rules);
}
