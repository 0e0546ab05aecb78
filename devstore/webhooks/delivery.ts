import type { Context } from '../context.ts';
import { readAppToml, type AppSettings } from './app-toml.ts';
import { attemptDelivery, claimDue } from './attempt.ts';
import { planDeliveries } from './plan.ts';
import { requestShopRedaction } from './shop-redact.ts';

const PARALLEL = 16;
const POLL_MS = 120;
const REDACT_POLL_MS = 2_000;
/** Deliveries kept per store, so that a long demo does not grow for ever. */
const KEEP_PER_STORE = 5_000;

/**
 * Follows `devstore.event`, makes webhooks of it and sends them until stopped. What was under way when a process ended
 * is taken up by the next one.
 * `stop` lets the requests in flight finish. `idle` resolves when no event waits for planning and no delivery is pending:
 * not one in flight, delayed, or waiting for a retry.
 */
export function startDelivery(ctx: Context): { stop: () => Promise<void>; idle: () => Promise<void> } {
  const inFlight = new Set<Promise<void>>();
  let stopping = false;
  let wake: () => void = () => undefined;
  let redactDueAt = 0;

  const takeDue = async (): Promise<number> => {
    const due = await claimDue(ctx, PARALLEL - inFlight.size);
    for (const delivery of due) {
      const sending = attemptDelivery(ctx, delivery)
        .catch((error: unknown) => complain('A webhook could not be sent', error))
        .finally(() => {
          inFlight.delete(sending);
          wake();
        });
      inFlight.add(sending);
    }
    return due.length;
  };
  const turn = async (settings: AppSettings): Promise<boolean> => {
    if (Date.now() >= redactDueAt) {
      redactDueAt = Date.now() + REDACT_POLL_MS;
      await requestShopRedaction(ctx);
      await prune(ctx);
    }
    const planned = await planDeliveries(ctx, settings);
    const taken = inFlight.size < PARALLEL ? await takeDue() : 0;
    return planned + taken > 0;
  };
  const follow = async (): Promise<void> => {
    while (!stopping) {
      const busy = await readAppToml(ctx.config.appTomlPath)
        .then(turn)
        .catch((error: unknown) => {
          complain('Webhooks cannot be delivered', error);
          return false;
        });
      if (busy && inFlight.size < PARALLEL) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const following = follow();

  return {
    async stop() {
      stopping = true;
      wake();
      await following;
      await Promise.all(inFlight);
    },
    async idle() {
      for (;;) {
        await requestShopRedaction(ctx);
        if (inFlight.size === 0 && !(await hasWork(ctx))) return;
        wake();
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
  };
}

async function hasWork(ctx: Context): Promise<boolean> {
  const { rows } = await ctx.pool.query<{ work: boolean }>(
    "select exists (select from devstore.event where planned_at is null) or exists (select from devstore.delivery where status = 'pending') as work",
  );
  return rows[0]?.work ?? false;
}

async function prune(ctx: Context): Promise<void> {
  await ctx.pool.query(
    `delete from devstore.delivery d using devstore.store s where d.domain = s.domain and d.status <> 'pending'
     and d.id < (select id from devstore.delivery k where k.domain = s.domain order by id desc offset $1 limit 1)`,
    [KEEP_PER_STORE],
  );
}

let lastComplaint = '';
/** Says what stands in the way once, not at every turn. */
function complain(what: string, error: unknown): void {
  const text = `${what}: ${error instanceof Error ? error.message : String(error)}`;
  if (text !== lastComplaint) console.error(text);
  lastComplaint = text;
}
