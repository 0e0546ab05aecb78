import { database } from '~/db/client.server';

export interface Delivery {
  dedupeKey: Buffer;
  topic: string;
  webhookId: string;
  eventId: string | null;
  apiVersion: string;
  triggeredAt: Date | null;
  body: Buffer;
  /** The trace of the request that brought it. */
  trace?: string | null;
}
export interface SealedDelivery {
  shopId: bigint;
  delivery: Delivery;
  sealed: Buffer;
}
interface Waiting extends SealedDelivery {
  resolve: (stored: boolean) => void;
  reject: (reason: unknown) => void;
}

/** Statements under way at once: while one waits for its commit, another can be computed. */
const LANES = 4;
/** Keeps a statement, which carries the bodies, at a size that is sent and parsed in a few milliseconds. */
const TOGETHER_MAX = 32;

const waiting: Waiting[] = [];
let busyLanes = 0;

/**
 * Stores a delivery together with those that arrive while an earlier statement commits: under load one commit serves many, alone
 * it waits for nobody. @returns whether it was new; resolves after the commit.
 */
export function commitTogether(entry: SealedDelivery): Promise<boolean> {
  return new Promise((resolve, reject) => {
    waiting.push({ ...entry, resolve, reject });
    // After the requests that the same turn of the event loop has brought.
    if (waiting.length === 1) setImmediate(fillLanes);
  });
}

function fillLanes() {
  while (busyLanes < LANES && waiting.length > 0) {
    busyLanes += 1;
    void store(waiting.splice(0, TOGETHER_MAX)).finally(() => {
      busyLanes -= 1;
      fillLanes();
    });
  }
}

/** Never rejects: each entry is told its own outcome. One that PostgreSQL cannot hold does not take the others with it. */
async function store(entries: Waiting[]): Promise<void> {
  try {
    const stored = await insertAll(entries);
    entries.forEach((entry, index) => entry.resolve(stored[index] ?? false));
  } catch (error) {
    if (entries.length > 1 && isBadRecord(error)) for (const entry of entries) await store([entry]);
    else for (const entry of entries) entry.reject(error);
  }
}

/** SQLSTATE classes 22 (data) and 23 (integrity). */
const isBadRecord = (error: unknown): boolean => error instanceof Error && 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code);

const PARAMETERS = 9;

/** One statement, so one round trip and one transaction. In the keys' order: two statements with the same deliveries then wait, and cannot deadlock. */
async function insertAll(entries: Waiting[]): Promise<boolean[]> {
  const ordered = entries.map((entry, index) => ({ entry, index })).sort((a, b) => Buffer.compare(a.entry.delivery.dedupeKey, b.entry.delivery.dedupeKey));
  const calls = ordered.map(
    (_one, row) => `receive_webhook(${Array.from({ length: PARAMETERS }, (_, column) => `$${row * PARAMETERS + column + 1}`).join(', ')})`,
  );
  const { rows } = await database().pool.query<boolean[]>({
    name: `receive_webhook_${entries.length}`,
    text: `select ${calls.join(', ')}`,
    values: ordered.flatMap(({ entry: { shopId, delivery, sealed } }) => [
      shopId,
      delivery.dedupeKey,
      delivery.topic,
      delivery.webhookId,
      delivery.eventId,
      delivery.apiVersion,
      delivery.triggeredAt,
      sealed,
      delivery.trace ?? null,
    ]),
    rowMode: 'array',
  });
  const stored = new Array<boolean>(entries.length).fill(false);
  ordered.forEach(({ index }, column) => (stored[index] = rows[0]?.[column] ?? false));
  return stored;
}
