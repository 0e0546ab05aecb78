import { createHmac } from 'node:crypto';
import type { Context } from '../context.ts';

/** What became of telling the app: null when it follows, otherwise why it does not. */
export interface TimeMove {
  offsetMs: number;
  appProblem: string | null;
}

/** Moves the stores' time forward and the app's with it. @throws RangeError when `ms` is negative. */
export async function moveTime(ctx: Context, ms: number): Promise<TimeMove> {
  await ctx.clock.advance(ms);
  return tellApp(ctx);
}

/** Tells the app how far the stores' time is ahead of the machine's, through its endpoint for the demo and tests. */
export async function tellApp(ctx: Context): Promise<TimeMove> {
  const offsetMs = await ctx.clock.offsetMs();
  const body = JSON.stringify({ offsetMs });
  const signature = createHmac('sha256', ctx.config.clientSecret).update(body).digest('hex');
  try {
    const response = await fetch(`${ctx.config.appUrl}/_dev/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-dev-hmac': signature },
      body,
      signal: AbortSignal.timeout(5_000),
      redirect: 'manual',
    });
    return { offsetMs, appProblem: response.ok ? null : `The app answered ${response.status} and keeps its own time.` };
  } catch (error) {
    return { offsetMs, appProblem: `The app cannot be reached and keeps its own time (${error instanceof Error ? error.message : String(error)}).` };
  }
}
