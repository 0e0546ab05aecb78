import { setTimeout as sleep } from 'node:timers/promises';
import { logger } from '~/config/logger.server';

export interface Loop {
  /** Resolves when the round that is under way has ended. */
  stop(): Promise<void>;
}

const FAILURE_WAIT_MS_MAX = 10_000;

/** Repeats `round` at once while it finds work, else after `idleMs`; after a failure (the database is away) it waits longer each time. */
export function startLoop(name: string, idleMs: number, round: () => Promise<number>): Loop {
  const stopping = new AbortController();
  let failures = 0;
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        const worked = await round();
        failures = 0;
        if (worked > 0) continue;
      } catch (error) {
        failures += 1;
        logger.error({ err: error, loop: name, failures }, 'a round failed');
      }
      const waitMs = failures ? Math.min(FAILURE_WAIT_MS_MAX, 200 * 2 ** failures) : idleMs;
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
