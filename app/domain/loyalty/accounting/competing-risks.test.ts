import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { cumulativeIncidence, neverRedeemedFrom, type Exits } from './competing-risks';

const exits = (atRisk: number, expired = 0, withdrawn = 0, redeemed = 0): Exits => ({ atRisk, expired, withdrawn, redeemed });
const percent = (share: number) => Math.round(share * 1000) / 10;

describe('cumulative incidence with competing ways out', () => {
  it('is the published one: 305 patients, deaths of breast cancer and of others (Satagopan et al., British Journal of Cancer 91 (2004), table 2)', () => {
    // Months 7, 10, 14, 16, 18, 23, 24, 26, 27; in months 7, 14 and 24 somebody leaves the study.
    const table = cumulativeIncidence([
      exits(305),
      exits(304, 1),
      exits(303),
      exits(302, 1),
      exits(301, 0, 1),
      exits(300, 1),
      exits(299),
      exits(298, 0, 1),
      exits(297, 1),
    ]);
    expect([1, 3, 4, 5, 7, 8].map((row) => percent(table[row]?.left ?? 0))).toEqual([99.7, 99.3, 99, 98.7, 98.3, 98]);
    const steps = table.map(({ expired }, row) => percent(expired - (table[row - 1]?.expired ?? 0)));
    expect(steps).toEqual([0, 0.3, 0, 0.3, 0, 0.3, 0, 0, 0.3]);
    // The paper adds the rounded steps up, to 1.2.
    expect(table[8]?.expired).toBeCloseTo(0.0132016, 7);
    expect(table[8]?.withdrawn).toBeCloseTo(0.0066118, 7);
  });

  it('allows for what enters late, as reckoned by hand', () => {
    // 8 points; 2 of them go each way. 6 more come at age 1: half of 12 expire. Of the other 6, 2 are seen no more; of 4, 1 is redeemed.
    const table = cumulativeIncidence([exits(8, 0, 1, 1), exits(12, 6), exits(4, 0, 0, 1)]);
    expect(table[0]).toEqual({ redeemed: 1 / 8, expired: 0, withdrawn: 1 / 8, left: 3 / 4 });
    expect(table[2]).toEqual({ redeemed: 1 / 8 + 3 / 32, expired: 3 / 8, withdrawn: 1 / 8, left: 9 / 32 });
    expect(neverRedeemedFrom([exits(8, 0, 1, 1), exits(12, 6), exits(4, 0, 0, 1)])).toEqual([3 / 8 + 9 / 32, 1 / 2 + 3 / 8, 3 / 4, 1]);
  });

  const age = fc.record({ atRisk: fc.nat(100), redeemed: fc.integer({ min: -3, max: 60 }), expired: fc.nat(60), withdrawn: fc.nat(60) });
  test.prop([fc.array(age, { minLength: 1, maxLength: 40 })])('always makes a whole, and agrees with itself reckoned from the end', (ages) => {
    const table = cumulativeIncidence(ages);
    for (const { redeemed, expired, withdrawn, left } of table) {
      expect(redeemed + expired + withdrawn + left).toBeCloseTo(1, 9);
      expect(Math.min(redeemed, expired, withdrawn, left)).toBeGreaterThan(-1e-9);
    }
    const last = table.at(-1);
    expect(neverRedeemedFrom(ages)[0]).toBeCloseTo((last?.expired ?? 0) + (last?.left ?? 0), 9);
  });
});
