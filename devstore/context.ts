import type { Pool } from 'pg';
import type { Config } from './config.ts';
import type { ViewsBuild } from './extensions/views-build.ts';
import type { Clock } from './state/clock.ts';
import type { StoreOperations } from './state/operations.ts';
import type { Store } from './state/model.ts';

/** What every part of the devstore is given when it starts. */
export interface Context {
  config: Config;
  pool: Pool;
  clock: Clock;
  /** All stores there are, oldest first. */
  stores(): Promise<Store[]>;
  /** Its calls reject with UnknownStore when there is no store of that domain. */
  operations(domain: string): StoreOperations;
  /** What was told last, if anything was, of the building of the app's views (`POST /_devstore/views`). */
  viewsBuild?: ViewsBuild;
  /** Where this process answers, without trailing slashes; absent where nothing is served, as in a bulk load. */
  origins?: { admin: string; storefronts: Map<string, string> };
}
