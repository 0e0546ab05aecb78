import { loadavg } from 'node:os';

export interface Figure {
  figure: string;
  /** One value a run; the median is what is stated. */
  values: number[];
  unit: string;
  /** The reference: measured in the same run, interleaved with ours (one value a run), or a limit. */
  against: number[] | number;
  /** What the reference is. */
  reference: string;
  /** The bar, over the ratio of value and reference. None: the figure is stated and not judged. */
  bar?: { atLeast: number } | { below: number };
}

let failedChecks = 0;

const name = process.argv[1]?.split('/').at(-1)?.replace('.ts', '') ?? '';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

/** Prints a figure as one JSON line. With a reference of many runs, the ratio is the median of the runs' ratios. */
export function report({ figure, values, unit, against, reference, bar }: Figure): void {
  const value = median(values);
  const ratio = typeof against === 'number' ? value / against : median(values.map((one, run) => one / (against[run] ?? NaN)));
  const ok = bar === undefined || ('atLeast' in bar ? ratio >= bar.atLeast : ratio < bar.below);
  const line = {
    bench: name,
    figure,
    value: rounded(value),
    unit,
    against: rounded(typeof against === 'number' ? against : median(against)),
    ratio: rounded(ratio),
    runs: values.length,
    min: rounded(Math.min(...values)),
    max: rounded(Math.max(...values)),
    ok,
    reference,
    ...(bar && { bar: 'atLeast' in bar ? `>= ${bar.atLeast}` : `< ${bar.below}` }),
    load: rounded(loadavg()[0] ?? 0),
  };
  console.log(JSON.stringify(line));
}

/** Something that has to be so however fast it was. A check that fails makes the bench end with 1. */
export function check(what: string, holds: boolean, detail = ''): void {
  if (holds) return;
  failedChecks += 1;
  console.error(`      WRONG: ${what}${detail && `: ${detail}`}`);
}

/** What is being done, for whoever waits. */
export const say = (text: string): void => console.error(`      ${name}: ${text}`);

/** Runs a bench to its end; the process's exit code says whether its checks held. */
export async function bench(run: () => Promise<void>, close: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(error);
    failedChecks += 1;
  } finally {
    await close();
  }
  process.exit(failedChecks > 0 ? 1 : 0);
}
