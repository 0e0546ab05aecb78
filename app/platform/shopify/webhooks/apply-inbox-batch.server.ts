import type { PoolClient } from 'pg';
import { findShop, updateShopFacts } from '~/domain/shops/index.server';
import type { Shop } from '~/domain/shops/model';
import { ZodError } from 'zod';
import { parseExactJson } from '../mapping/exact-json';
import { shopFromWebhook } from '../mapping/small-bodies';
import { aboutOf } from './about';
import { applyEffects, withPlace, type Place } from './apply-effects.store.server';
import { noEffects, type Effects } from './effects';
import type { PendingDelivery, Settled } from './inbox.store.server';
import { TOPICS } from './topics';

const COMPLIANCE_TOPICS = ['customers/data_request', 'customers/redact', 'shop/redact'];

type Delivery = Omit<PendingDelivery, 'attempts'>;
interface Understood {
  delivery: Delivery;
  apply: (effects: Effects) => void;
}

/**
 * Applies a batch of a shop's deliveries in one transaction: the caller's, or one of its own. One that cannot be understood or
 * stored fails alone. Older versions than what is stored, and what was applied before, change nothing.
 */
export function applyInboxBatch(shopId: bigint, deliveries: readonly Delivery[], now: Date, connection?: PoolClient): Promise<Settled[]> {
  return withPlace(shopId, connection, now, (place) => applyBatch(place, deliveries));
}

async function applyBatch(place: Place, deliveries: readonly Delivery[]): Promise<Settled[]> {
  const { connection, shopId, now } = place;
  const shop = await findShop(shopId, connection);
  const settled: Settled[] = [];
  const understood: Understood[] = [];
  // Of equal versions the one sent last wins.
  const inOrder = [...deliveries].sort((a, b) => (a.triggeredAt?.getTime() ?? 0) - (b.triggeredAt?.getTime() ?? 0));
  for (const delivery of inOrder) {
    // Of a shop that has been erased nothing comes back with what arrives late.
    if (shop?.status === 'redacted' && !COMPLIANCE_TOPICS.includes(delivery.topic)) {
      settled.push({ id: delivery.id, outcome: 'ignored' });
      continue;
    }
    const read = understand(delivery, shop?.currency ?? 'USD', now);
    if ('outcome' in read) settled.push(read);
    else understood.push(read);
  }
  settled.push(...(await applyAll({ ...place, shop }, understood)));
  return settled;
}

function understand(delivery: Delivery, currency: string, now: Date): Settled | Understood {
  const { id, topic, body } = delivery;
  const read = TOPICS[topic];
  if (!read) return { id, outcome: 'ignored' };
  try {
    const told = { body: parseExactJson(body.toString('utf8')), at: delivery.triggeredAt ?? now, currency };
    read(told, noEffects());
    return { delivery, apply: (effects) => read(told, effects) };
  } catch (error) {
    return failed(delivery, error);
  }
}

function failed({ id, topic, body }: Delivery, error: unknown): Settled {
  return { id, outcome: 'failed', error: reasonOf(error), about: aboutOf(topic, body) };
}

interface ShopPlace extends Place {
  shop: Shop | null;
}

/** All at once; if one of them cannot be applied, each on its own, so that only the bad one fails. */
async function applyAll(place: ShopPlace, understood: Understood[]): Promise<Settled[]> {
  if (understood.length === 0) return [];
  const effects = noEffects();
  for (const one of understood) one.apply(effects);
  try {
    await applyEffects(place, effects, () => applyShopFacts(place, effects));
    return understood.map(({ delivery }) => ({ id: delivery.id, outcome: 'done' }));
  } catch (error) {
    if (isOutage(error)) throw error;
    if (understood.length === 1 && understood[0]) return [failed(understood[0].delivery, error)];
    const settled: Settled[] = [];
    for (const one of understood) settled.push(...(await applyAll(place, [one])));
    return settled;
  }
}

/** What the body leaves out stays as it is. */
async function applyShopFacts({ connection, shopId, shop }: ShopPlace, { shopBodies }: Effects) {
  const body = shopBodies.at(-1);
  if (body === undefined || !shop) return;
  const { name, currency, timezone, locale, country, plan } = shop;
  await updateShopFacts(shopId, { name, currency, timezone, locale, country, plan, ...shopFromWebhook(body) }, connection);
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');
/**
 * The database's trouble and no delivery's fault: SQLSTATE classes for lost connections, conflicts of transactions, want of
 * resources and shutdowns, and what the driver says of broken connections. The batch is tried again as it is. Anything else,
 * a fault of our own too, must not keep back what stands beside it.
 */
const isOutage = (error: unknown): boolean =>
  /^(08|25P0|40|53|55|57|58|XX)|^E[A-Z]{3,}$/.test(codeOf(error)) ||
  (error instanceof Error && /connection (terminated|error)|timeout exceeded|not queryable/i.test(error.message));

/** Names what is wrong, never what was there: a body is full of people. */
function reasonOf(error: unknown): string {
  if (error instanceof ZodError)
    return error.issues
      .slice(0, 5)
      .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.code}`)
      .join('; ');
  if (error instanceof SyntaxError) return 'the body is not JSON';
  const code = codeOf(error);
  return code ? `the database refuses it (${code})` : `the body cannot be read (${error instanceof Error ? error.name : 'unknown'})`;
}
