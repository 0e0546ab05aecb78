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
  /** On the process's own clock, in ms. */
  since: number;
  resolve: (stored: boolean) => void;
  reject: (reason: unknown) => void;
}

/** Statements under way at once: while one waits for its commit, another can be computed. */
const LANES = 4;
/** Keeps a statement, which carries the bodies, at a size that is sent and parsed in a few milliseconds; with more a row costs no less. */
const TOGETHER_MAX = 48;
/**
 * While a statement is under way, one beside it is worth its cost only for so many (a row among 32 costs us and PostgreSQL a fifth less
 * than one among 16): fewer wait for its end, which is near …
 */
const TOGETHER_MIN = 24;
/** … or is not. */
const GATHER_MS = 5;

/** When somebody has waited so long for a lane, others are better off elsewhere or later: Shopify gives up after 5 s. */
const BEHIND_MS = 500;
/** Who has waited so long is asked to come again, too, while there is time to say so. */
const WAIT_MAX_MS = 3000;
/** Nobody is left without an answer, though PostgreSQL hangs. What is stored all the same after that comes again, and is known then. */
const ANSWER_MAX_MS = 4000;

const waiting: Waiting[] = [];
let busyLanes = 0;

/** More arrives than can be stored in time: whoever sent it has to come again. */
export class InboxBusy extends Error {
  constructor() {
    super('The delivery waited too long to be stored.');
    this.name = 'InboxBusy';
  }
}

/** Whether a delivery that comes now would have to wait for long. */
export function isInboxBehind(): boolean {
  const first = waiting[0];
  return first !== undefined && performance.now() - first.since > BEHIND_MS;
}

/**
 * Stores a delivery together with those that arrive while an earlier statement commits: under load one commit serves many, alone
 * it waits for nobody. @returns whether it was new; resolves after the commit. @throws InboxBusy
 */
export function commitTogether(entry: SealedDelivery): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new InboxBusy()), ANSWER_MAX_MS);
    const settled =
      <T>(tell: (outcome: T) => void) =>
      (outcome: T) => {
        clearTimeout(timer);
        tell(outcome);
      };
    waiting.push({ ...entry, since: performance.now(), resolve: settled(resolve), reject: settled(reject) });
    // After the requests that the same turn of the event loop has brought.
    if (waiting.length === 1 || waiting.length === TOGETHER_MIN) setImmediate(fillLanes);
    if (waiting.length === 1) setTimeout(fillLanes, GATHER_MS, true);
  });
}

const isFirstLate = (): boolean => waiting[0] !== undefined && performance.now() - waiting[0].since >= GATHER_MS;

/** @param isLate whether they have waited for others long enough */
function fillLanes(isLate = isFirstLate()) {
  while (busyLanes < LANES && waiting.length >= (isLate || busyLanes === 0 ? 1 : TOGETHER_MIN)) {
    const entries = waiting.splice(0, TOGETHER_MAX);
    const timely = entries.filter(({ since }) => performance.now() - since <= WAIT_MAX_MS);
    for (const entry of entries) if (!timely.includes(entry)) entry.reject(new InboxBusy());
    if (timely.length === 0) continue;
    busyLanes += 1;
    void store(timely).finally(() => {
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

const byKey = (a: SealedDelivery, b: SealedDelivery): number => Buffer.compare(a.delivery.dedupeKey, b.delivery.dedupeKey);

/** One statement, so one round trip and one transaction. In the keys' order: two statements with the same deliveries then wait, and cannot deadlock. */
async function insertAll(entries: Waiting[]): Promise<boolean[]> {
  const ordered = [...entries].sort(byKey);
  const isOneShop = ordered.every(({ shopId }) => shopId === ordered[0]?.shopId);
  const stored = await (isOneShop ? insertOfOne(ordered) : insertOfMany(ordered));
  return entries.map((entry) => stored.has(entry));
}

const columnsOf = ({ delivery, sealed }: Waiting): unknown[] => [
  delivery.dedupeKey,
  delivery.topic,
  delivery.webhookId,
  delivery.eventId,
  delivery.apiVersion,
  delivery.triggeredAt,
  sealed,
  delivery.trace ?? null,
];
const TYPES = ['bytea', 'text', 'text', 'text', 'text', 'timestamptz', 'bytea', 'text'];

/** Deliveries of one shop: a row each of one insert. @returns those that were new. */
async function insertOfOne(entries: Waiting[]): Promise<Set<Waiting>> {
  const rows = entries.map((_entry, row) => `(${TYPES.map((type, column) => `$${row * TYPES.length + column + 2}::${type}`).join(', ')})`);
  const result = await database().pool.query<{ dedupe_key: Buffer }>({
    name: `insert_deliveries_${entries.length}`,
    text: `insert into webhook_inbox (shop_id, dedupe_key, topic, webhook_id, event_id, api_version, triggered_at, sealed_body, trace)
      select s.shop_id::bigint, d.* from (select set_config('app.shop_id', $1, true) as shop_id) s, (values ${rows.join(', ')}) d
      on conflict (shop_id, dedupe_key) do nothing returning dedupe_key`,
    values: [entries[0]?.shopId.toString(), ...entries.flatMap(columnsOf)],
  });
  // Of two with the same key, the one that stands first was stored.
  const first = new Map([...entries].reverse().map((entry) => [entry.delivery.dedupeKey.toString('hex'), entry]));
  return new Set(result.rows.flatMap((row) => first.get(row.dedupe_key.toString('hex')) ?? []));
}

/** Deliveries of several shops: a call each, which sets the tenant first. @returns those that were new. */
async function insertOfMany(entries: Waiting[]): Promise<Set<Waiting>> {
  const width = TYPES.length + 1;
  const calls = entries.map((_entry, row) => `receive_webhook(${Array.from({ length: width }, (_, column) => `$${row * width + column + 1}`).join(', ')})`);
  const { rows } = await database().pool.query<boolean[]>({
    name: `receive_webhook_${entries.length}`,
    text: `select ${calls.join(', ')}`,
    values: entries.flatMap((entry) => [entry.shopId, ...columnsOf(entry)]),
    rowMode: 'array',
  });
  return new Set(entries.filter((_entry, column) => rows[0]?.[column]));
}
