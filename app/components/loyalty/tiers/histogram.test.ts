import { describe, expect, it } from 'vitest';
import { barsOf, membersByTier, membersFrom, stopAt, stopsBetween } from './histogram';

const STEPS = [
  { floor: 9n, members: 5 },
  { floor: 100n, members: 3 },
  { floor: 1230n, members: 2 },
];

describe('members by threshold', () => {
  it('counts a threshold itself as reached', () => {
    expect([membersFrom(STEPS, 0n), membersFrom(STEPS, 100n), membersFrom(STEPS, 101n), membersFrom(STEPS, 1231n)]).toEqual([10, 5, 2, 0]);
  });
  it('puts everybody on one tier or below all', () => {
    expect(membersByTier(STEPS, [10n, 1000n])).toEqual([5, 3, 2]);
    expect(membersByTier(STEPS, [])).toEqual([10]);
    expect(membersByTier([], [10n])).toEqual([0, 0]);
  });
  it('has nobody on a tier whose threshold is above the next one while they are being typed', () => {
    expect(membersByTier(STEPS, [2000n, 100n])).toEqual([10, 0, 5]);
  });
});

describe('stops', () => {
  it('have two significant digits and reach above the highest', () => {
    const stops = stopsBetween(9n, 1230n);
    expect(stops.slice(0, 3)).toEqual([1n, 2n, 3n]);
    expect(stops).toContain(110n);
    expect(stops).not.toContain(105n);
    expect(stops.at(-1)).toBe(1300n);
    expect(stopsBetween(50_000n, 60_000n)[0]).toBe(10_000n);
  });
  it('are found by what is not above', () => {
    const stops = stopsBetween(9n, 1230n);
    expect(stops[stopAt(stops, 119n)]).toBe(110n);
    expect(stopAt(stops, 0n)).toBe(0);
    expect(stops[stopAt(stops, 10n ** 9n)]).toBe(1300n);
  });
  it('become bars that lose nobody', () => {
    const bars = barsOf(STEPS, stopsBetween(9n, 1230n), 9);
    expect(bars.reduce((sum, bar) => sum + bar.members, 0)).toBe(10);
    expect(bars[0]).toEqual({ from: 1n, to: 10n, members: 5 });
  });
});
