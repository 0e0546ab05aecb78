import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { flushAccessLog, noteAccess } from '../../privacy/index.server';
import { shopIdOf } from '../../shops/index.server';
import { exportBooks } from './export-books.server';
import { LINE_KINDS } from './tables';
import { restoreBooks } from './restore-books.store.server';

/** Who has asked, where nobody of the store's staff has: whoever may start commands. */
const CONSOLE = 'console';

/** `loyalty export`: all that loyalty knows of a shop, line by line. @param people with who they are, which the access log notes */
export async function exportLoyalty(domain: string, people: boolean, now: Date, write: (text: string) => Promise<void>): Promise<void> {
  const shopId = shopIdOf(domain);
  const noted = (customerIds: bigint[]) => noteAccess(shopId, { userId: CONSOLE, kind: 'loyalty_export', customerIds, at: now });
  for await (const text of exportBooks(shopId, people ? noted : null, now)) await write(text);
  await flushAccessLog();
}

/** `loyalty import`: takes books over into a shop that has none. @throws AppError as `restoreBooks` does */
export async function importLoyalty(file: string, domain: string, print: (line: string) => void): Promise<void> {
  const restored = await restoreBooks(shopIdOf(domain), linesOf(file));
  for (const kind of LINE_KINDS) print(`${kind.padEnd(12)} ${restored.lines[kind]}`);
  print(`available ${restored.available}, pending ${restored.pending}, owed ${restored.owed}; the books are right`);
  if (restored.withoutCustomer > 0) print(`${restored.withoutCustomer} members are no customers of this shop; their books are kept all the same`);
}

/** Opened when the first line is asked for: what is read before anybody listens would be lost. */
async function* linesOf(file: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(file), crlfDelay: Infinity });
}
