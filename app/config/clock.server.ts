import { env } from './env.server';

let offsetMs = 0;

/** The time that the product counts by: the machine's, and in the demo moved forward with the devstore's. */
export function now(): Date {
  return new Date(Date.now() + offsetMs);
}

/** Reads how far the devstore's clock is ahead; does nothing where there is no devstore. */
export async function followDevstoreClock(): Promise<void> {
  const origin = env().SHOPIFY_EMULATOR_ORIGIN;
  if (!origin) return;
  const answer = await fetch(`${origin}/_devstore/clock`, { signal: AbortSignal.timeout(2000) });
  const body = (await answer.json()) as { offsetMs?: unknown };
  if (typeof body.offsetMs === 'number') offsetMs = body.offsetMs;
}

/** Follows the devstore's clock until stopped. In production there is none, and the timer is never made. */
export function startClockFollower(): () => void {
  if (!env().SHOPIFY_EMULATOR_ORIGIN) return () => undefined;
  const tick = () => void followDevstoreClock().catch(() => undefined);
  tick();
  const timer = setInterval(tick, 500);
  return () => clearInterval(timer);
}
