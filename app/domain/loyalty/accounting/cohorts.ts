import type { CohortSum } from './model';
import { SAMPLES } from './rollup-sql';

type Kind = CohortSum['kind'];

/** The points of one month of issue. */
export interface Cohort {
  /** Its first day. */
  month: string;
  /** Months from it to the present one. */
  age: number;
  issued: bigint;
  redeemed: bigint;
  expired: bigint;
  withdrawn: bigint;
  outstanding: bigint;
  /** What is outstanding, by group of members. */
  held: number[];
  /** What happened at each age, by group of members. */
  sums: Map<number, Record<Kind, number[]>>;
}

/** {@link CohortSum} by group of members: of all months of issue that have been seen at one age, what had `entered`, was still there, and left in it. */
export type GroupExits = Record<'entered' | 'atRisk' | Exclude<Kind, 'granted'>, number[]>;

const zeros = (): number[] => Array.from({ length: SAMPLES }, () => 0);
const add = (groups: number[], group: number, points: number): void => void (groups[group] = (groups[group] ?? 0) + points);
const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/** The months of issue with what became of their points, the latest first. */
export function cohortsOf(sums: readonly CohortSum[], today: string): Cohort[] {
  const cohorts = new Map<string, Cohort>();
  for (const { month, age, sample, kind, points } of sums) {
    let cohort = cohorts.get(month);
    if (!cohort) {
      cohort = {
        month,
        age: monthNumber(today) - monthNumber(month),
        issued: 0n,
        redeemed: 0n,
        expired: 0n,
        withdrawn: 0n,
        outstanding: 0n,
        held: zeros(),
        sums: new Map(),
      };
      cohorts.set(month, cohort);
    }
    const signed = kind === 'granted' ? points : -points;
    cohort[kind === 'granted' ? 'issued' : kind] += points;
    cohort.outstanding += signed;
    add(cohort.held, sample, Number(signed));
    let at = cohort.sums.get(age);
    if (!at) cohort.sums.set(age, (at = { granted: zeros(), redeemed: zeros(), expired: zeros(), withdrawn: zeros() }));
    add(at[kind], sample, Number(points));
  }
  return [...cohorts.values()].filter(({ issued }) => issued > 0n).sort((a, b) => (a.month < b.month ? 1 : -1));
}

/** What points did at each age, all months of issue together, each in the months that have ended since: what enters late is at risk from then on. */
export function exposureOf(cohorts: readonly Cohort[]): GroupExits[] {
  const oldest = Math.max(0, ...cohorts.map(({ age }) => age));
  const ages = Array.from({ length: oldest }, (): GroupExits => ({
    entered: zeros(),
    atRisk: zeros(),
    redeemed: zeros(),
    expired: zeros(),
    withdrawn: zeros(),
  }));
  for (const { age: present, sums } of cohorts) {
    const [entered, held] = [zeros(), zeros()];
    ages.slice(0, Math.max(0, present)).forEach((seen, age) => {
      const at = sums.get(age);
      for (let group = 0; group < SAMPLES; group += 1) {
        add(entered, group, at?.granted[group] ?? 0);
        add(held, group, at?.granted[group] ?? 0);
        add(seen.entered, group, entered[group] ?? 0);
        add(seen.atRisk, group, held[group] ?? 0);
        for (const kind of ['redeemed', 'expired', 'withdrawn'] as const) {
          add(seen[kind], group, at?.[kind][group] ?? 0);
          add(held, group, -(at?.[kind][group] ?? 0));
        }
      }
    });
  }
  return ages;
}
