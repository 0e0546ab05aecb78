import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { createClock } from './state/clock.ts';
import { createOperations } from './state/create-operations.ts';
import { openDatabase } from './state/database.ts';
import { listStores } from './state/read.ts';

/** Opens the database and puts together what every part is given. The caller ends `pool`. */
export async function openContext(config: Config): Promise<Context> {
  const pool = await openDatabase(config.databaseUrl, config.idStart);
  const clock = createClock(pool);
  return { config, pool, clock, stores: () => listStores(pool), operations: (domain) => createOperations({ pool, clock }, domain) };
}
