/** What happened to points of one age, in months: how many there were at its beginning, and how many left in it, and how. */
export interface Exits {
  atRisk: number;
  redeemed: number;
  expired: number;
  withdrawn: number;
}

/** Of what there was at the beginning: the share that has left in each way by the end of an age, and the share that is left. */
export interface Outcome {
  redeemed: number;
  expired: number;
  withdrawn: number;
  left: number;
}

/** The share of what has reached an age that leaves in it, by way. Nothing at risk: nothing leaves. */
export function hazardOf({ atRisk, redeemed, expired, withdrawn }: Exits): Outcome {
  // Corrections that come late can make a way negative for an age.
  const [r, e, w] = [redeemed, expired, withdrawn].map((points) => (atRisk > 0 ? Math.max(0, points) / atRisk : 0)) as [number, number, number];
  const all = Math.max(1, r + e + w);
  return { redeemed: r / all, expired: e / all, withdrawn: w / all, left: 1 - (r + e + w) / all };
}

/**
 * Cumulative incidence of each way out with the others competing, after each age: the Aalen–Johansen estimator, I_k(t) = Σ_{s ≤ t} S(s−1) · d_k(s) / n(s) with
 * S the Kaplan–Meier estimate of having left in no way at all. O. O. Aalen and S. Johansen, Scandinavian Journal of Statistics 5 (1978), 141–150. What enters
 * late (n grows) is allowed for, what nobody sees any more (n shrinks) as well.
 */
export function cumulativeIncidence(ages: readonly Exits[]): Outcome[] {
  let at: Outcome = { redeemed: 0, expired: 0, withdrawn: 0, left: 1 };
  return ages.map((age) => {
    const { redeemed, expired, withdrawn, left } = hazardOf(age);
    at = {
      redeemed: at.redeemed + at.left * redeemed,
      expired: at.expired + at.left * expired,
      withdrawn: at.withdrawn + at.left * withdrawn,
      left: at.left * left,
    };
    return at;
  });
}

/**
 * For what has reached each age: the share that is never redeemed, that is, expires later or is still there after the last age; one more than there are
 * ages, 1 at the end. The same estimator given that an age was reached, reckoned from the end.
 */
export function neverRedeemedFrom(ages: readonly Exits[]): number[] {
  const shares = [1];
  for (const age of [...ages].reverse()) {
    const { expired, left } = hazardOf(age);
    shares.unshift(expired + left * (shares[0] ?? 1));
  }
  return shares;
}
