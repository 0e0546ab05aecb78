import { installedShops } from '~/db/tenant.server';
import { runningImport } from '~/domain/imports/index.server';
import type { JobQueue } from './queue.server';

/** An import that is running must have its job, whatever has become of the queue. It stays one: the catalogue says so. @returns 0: the loop waits after each round. */
export async function resumeImports(queue: JobQueue): Promise<number> {
  for (const shopId of await installedShops()) {
    const runId = await runningImport(shopId);
    if (runId !== null) await queue.add('advance-import', { shopId: shopId.toString(), payload: { runId: runId.toString() } });
  }
  return 0;
}
