import type { ExpiryRule } from '../programme/model';
import { cumulativeIncidence, neverRedeemedFrom, type Exits } from './competing-risks';
import { cohortsOf, exposureOf, type Cohort, type GroupExits } from './cohorts';
import type { BreakageCohort, BreakageState, CohortSum, NeverSpent } from './model';
import { boundsOf, effectiveMembers, jackknifeVariance, sumOfSquares } from './random-groups';
import { SAMPLES } from './rollup-sql';

/** Three members in each group: with fewer the groups tell chance from habit no more. */
const MEMBERS_MIN = SAMPLES * 3;
/** One in each group: for what few people will do the interval would be a guess. */
const HOLDERS_MIN = SAMPLES;
/** Every season once. */
const YEAR = 12;
const DAYS_OF_SHORTEST_MONTH = 28;

export interface BreakageEstimate {
  state: BreakageState;
  /** Months of age that are known, and how many it takes. */
  months: number;
  needed: number;
  cohorts: BreakageCohort[];
  /** Of all that is outstanding. */
  outstanding: NeverSpent | null;
  curve: ReturnType<typeof cumulativeIncidence>;
}

/** How many months of points' lives must have been seen: all of them where points end by age, else a year, and the first ends. */
export function monthsNeeded(expiry: ExpiryRule, pendingDays: number): number {
  if (expiry.model === 'none') return YEAR;
  const life = expiry.months + 1 + Math.ceil(pendingDays / DAYS_OF_SHORTEST_MONTH);
  return expiry.model === 'lot' ? life : Math.max(YEAR, life);
}

/**
 * Breakage by month of issue: how many of its points will never be spent, those that have expired and a share of those that are outstanding. `today` is a local
 * day and `elapsed` the part of its month that is over.
 *
 * The share, for points of age k months: what has reached that age and is then never redeemed, by the Aalen–Johansen estimator ({@link neverRedeemedFrom}), with
 * redemption, expiry and taking back as competing ways out, all months of issue pooled, each as far as it has been seen and weighted by its points. Within a
 * month it goes in a straight line from one age to the next. So a month's own past counts as it was, and of others only what it has not reached.
 *
 * The interval (95 %) is for the points that in fact will not be spent. Its variance: of the share, by leaving out one of 20 groups of members after the other
 * ({@link jackknifeVariance}), for a member's points go together; and of what the holders will do, share · (1 − share) · Σ held² / (Σ held)², as though each
 * member spent all or nothing. Bounds by {@link boundsOf}. It allows for who the members are, not for habits or rules that change.
 */
export function estimateBreakage(sums: readonly CohortSum[], today: string, elapsed: number, needed: number): BreakageEstimate {
  const cohorts = cohortsOf(sums, today);
  const seen = exposureOf(cohorts);
  const enough = seen.findIndex(({ entered }) => effectiveMembers(entered) < MEMBERS_MIN);
  const ages = enough < 0 ? seen : seen.slice(0, enough);
  const state: BreakageState = cohorts.length === 0 ? 'empty' : ages.length >= needed ? 'ready' : seen.length >= needed ? 'few' : 'young';
  const known = { state, months: state === 'few' ? ages.length : seen.length, needed };
  if (state !== 'ready') return { ...known, cohorts: cohorts.map((cohort) => lineOf(cohort, null)), outstanding: null, curve: [] };
  const without = Array.from({ length: SAMPLES }, (_, left) => neverRedeemedFrom(ages.map((age) => pooled(age, left))));
  const shares = neverRedeemedFrom(ages.map((age) => pooled(age)));
  const at = (byAge: readonly number[], { age }: Cohort) => between(byAge, Math.min(age, ages.length), elapsed);
  const shareOf = (cohort: Cohort): Share => ({ share: at(shares, cohort), without: without.map((byAge) => at(byAge, cohort)) });
  const fit = (cohort: Cohort) => effectiveMembers(ages[Math.min(cohort.age, ages.length - 1)]?.atRisk ?? []);
  return {
    ...known,
    cohorts: cohorts.map((cohort) => lineOf(cohort, cohort.age >= ages.length ? certain(cohort) : estimateOf([cohort], shareOf, fit(cohort)))),
    outstanding: estimateOf(cohorts, shareOf, Math.min(...cohorts.map(fit))),
    curve: cumulativeIncidence(ages.map((age) => pooled(age))),
  };
}

interface Share {
  share: number;
  without: number[];
}

/** All groups' points of an age, or all but one group's. */
function pooled(age: GroupExits, leftOut = -1): Exits {
  const sum = (groups: readonly number[]) => groups.reduce((total, points, group) => (group === leftOut ? total : total + points), 0);
  return { atRisk: sum(age.atRisk), redeemed: sum(age.redeemed), expired: sum(age.expired), withdrawn: sum(age.withdrawn) };
}

const between = (byAge: readonly number[], age: number, part: number): number => {
  const [from = 1, to = from] = byAge.slice(age, age + 2);
  return from + (to - from) * part;
};

/** Older than anything that was looked at: not spent within that time, and so counted as never spent. */
const certain = ({ outstanding }: Cohort): NeverSpent => ({ points: outstanding, low: outstanding, high: outstanding });

/** Of what these months' points come to now: how many will never be spent. `fit`: members whose points the share rests on. */
function estimateOf(cohorts: readonly Cohort[], shareOf: (cohort: Cohort) => Share, fit: number): NeverSpent {
  const outstanding = cohorts.reduce((sum, cohort) => sum + cohort.outstanding, 0n);
  const parts = cohorts.map((cohort) => ({ held: cohort.held, points: Number(cohort.outstanding), ...shareOf(cohort) }));
  const all = Number(outstanding);
  const byGroup = (of: (part: (typeof parts)[number], group: number) => number) =>
    Array.from({ length: SAMPLES }, (_, group) => parts.reduce((sum, part) => sum + of(part, group), 0));
  const holders = effectiveMembers(byGroup(({ held }, group) => held[group] ?? 0));
  if (outstanding <= 0n || holders < HOLDERS_MIN) return { points: outstanding <= 0n ? 0n : null, low: 0n, high: outstanding > 0n ? outstanding : 0n };
  const share = parts.reduce((sum, part) => sum + part.points * part.share, 0) / all;
  const estimated = jackknifeVariance(byGroup(({ points, without }, group) => (points * (without[group] ?? 0)) / all));
  // Every month's points of a member taken to go the same way.
  const chance = sumOfSquares(byGroup(({ held, share: own }, group) => (held[group] ?? 0) * Math.sqrt(own * (1 - own)))) / all ** 2;
  const [low, high] = boundsOf(share, estimated + chance, 1 / (1 / holders + 1 / fit));
  const points = (of: number) => BigInt(Math.round(of * all));
  return { points: points(share), low: points(low), high: points(high) };
}

function lineOf({ month, issued, redeemed, expired, withdrawn, outstanding }: Cohort, rest: NeverSpent | null): BreakageCohort {
  const never = rest && { points: rest.points === null ? null : expired + rest.points, low: expired + rest.low, high: expired + rest.high };
  return { month, issued, redeemed, expired, takenBack: withdrawn, outstanding, never };
}
