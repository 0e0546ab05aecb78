import { logger } from '~/config/logger.server';
import { insertAccess, type Access } from './access-log.store.server';

const FLUSH_AFTER_MS = 1000;
const FLUSH_AT = 200;
/** While the database is away. Beyond it the oldest are let go of, and their number is logged. */
const WAITING_MAX = 20_000;

let waiting: (Access & { shopId: bigint })[] = [];
let timer: NodeJS.Timeout | undefined;
let writing: Promise<void> = Promise.resolve();

/** Notes that a member of staff was shown people's data. Written a moment later, together with others: no page waits for it. */
export function noteAccess(shopId: bigint, access: Access): void {
  if (access.customerIds.length === 0) return;
  waiting.push({ ...access, shopId });
  if (waiting.length >= FLUSH_AT) void flushAccessLog();
  else timer ??= setTimeout(() => void flushAccessLog(), FLUSH_AFTER_MS).unref();
}

/** Writes what waits; resolves when it is committed, or waits again because the database is away. */
export function flushAccessLog(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  writing = writing.then(write);
  return writing;
}

async function write(): Promise<void> {
  const batch = waiting;
  waiting = [];
  for (const shopId of new Set(batch.map((access) => access.shopId))) {
    const views = batch.filter((access) => access.shopId === shopId);
    try {
      await insertAccess(shopId, views);
    } catch (error) {
      waiting.unshift(...views);
      const lost = Math.max(0, waiting.length - WAITING_MAX);
      waiting.splice(0, lost);
      logger.error({ err: error, shopId, lost }, 'the access log could not be written');
      timer ??= setTimeout(() => void flushAccessLog(), FLUSH_AFTER_MS * 5).unref();
    }
  }
}
