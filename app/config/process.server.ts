import { logger } from './logger.server';

const STOP_MS_MAX = 25_000;

/** Runs `stop` once when the process is asked to end, or when the process that started it has gone; then ends it. */
export function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (cause: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ cause }, 'stopping');
    setTimeout(() => process.exit(1), STOP_MS_MAX).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('SIGINT', () => end('SIGINT'));
  if (process.channel) process.once('disconnect', () => end('the parent has gone'));
}
