import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What this process tells about itself. Labels are fixed words of ours: never a shop, a person or an address. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'regulars_' });

const registers = [registry];
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const histogram = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
  new Histogram({ name: `regulars_${name}`, help, labelNames, buckets: SECONDS, registers });
const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
  new Counter({ name: `regulars_${name}`, help, labelNames, registers });

export const metrics = {
  httpRequest: histogram('http_request_seconds', 'Requests of the web process.', ['route', 'method', 'status']),
  webhookReceived: histogram('webhook_receive_seconds', 'From the request of a webhook to its answer.', ['status']),
  webhookBatch: histogram('webhook_apply_batch_seconds', 'Applying a batch of webhooks of one shop.', []),
  webhookLag: histogram('webhook_lag_seconds', 'From receiving a webhook to having settled it.', ['outcome']),
  job: histogram('job_seconds', 'Jobs by how they ended: done, again, held, failed (will be tried again), given_up.', ['job', 'outcome']),
  adminCall: histogram('admin_api_call_seconds', 'Calls of the Admin API by outcome.', ['operation', 'outcome']),
  adminCost: counter('admin_api_points_total', 'Points that calls of the Admin API have cost.', ['operation']),
  adminThrottled: counter('admin_api_throttled_total', 'Calls that the store refused for lack of points.', ['operation']),
  adminWait: histogram('admin_api_budget_wait_seconds', "Waiting for points of the shop's budget.", ['priority']),
  importRows: counter('import_rows_total', 'Lines that imports have committed.', ['phase']),
};

/** A gauge that is read when somebody looks: `read` gives values by label, or nothing when it cannot tell now. */
export function gaugeOf<L extends string>(name: string, help: string, label: L, read: () => Promise<Record<string, number>> | Record<string, number>): void {
  new Gauge<L>({
    name: `regulars_${name}`,
    help,
    labelNames: [label],
    registers,
    async collect() {
      this.reset();
      const values = await Promise.resolve()
        .then(read)
        .catch(() => ({}));
      for (const [key, value] of Object.entries(values)) this.set({ [label]: key } as Record<L, string>, value);
    },
  });
}

/** Runs `work` and tells `observe` how many seconds it took, however it ends. */
export async function timed<T>(work: () => Promise<T>, observe: (seconds: number, error: unknown) => void): Promise<T> {
  const started = performance.now();
  let failure: unknown;
  try {
    return await work();
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    observe((performance.now() - started) / 1000, failure);
  }
}
