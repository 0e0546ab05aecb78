/** How far a generation or a load is. `total` is null while it is not known. */
export interface Progress {
  phase: string;
  done: number;
  total: number | null;
  rowsPerSecond: number;
  secondsLeft: number | null;
}
export type OnProgress = (progress: Progress) => void;

/** Counts rows of one phase and reports at most four times a second, and once at its end. */
export class Meter {
  private readonly started = performance.now();
  private last = 0;
  private done = 0;

  constructor(
    private readonly phase: string,
    private total: number | null,
    private readonly report: OnProgress,
  ) {
    this.tell(this.started);
  }

  add(rows: number): void {
    this.done += rows;
    const now = performance.now();
    if (now - this.last >= 250) this.tell(now);
  }

  /** Gives or corrects the total, when it can only be guessed. */
  expect(total: number): void {
    this.total = Math.max(total, this.done);
  }

  end(): void {
    if (this.total !== null) this.total = this.done;
    this.tell(performance.now());
  }

  private tell(now: number): void {
    this.last = now;
    const seconds = Math.max((now - this.started) / 1000, 0.001);
    const rowsPerSecond = Math.round(this.done / seconds);
    // The first second says little about the rest.
    const secondsLeft =
      this.total === null || this.done === 0 || seconds < 1 ? null : Math.max(0, Math.round((this.total - this.done) / (this.done / seconds)));
    this.report({ phase: this.phase, done: this.done, total: this.total, rowsPerSecond, secondsLeft });
  }
}
