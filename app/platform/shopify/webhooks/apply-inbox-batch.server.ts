import { findShop, updateShopFacts } from '~/domain/shops/index.server';
import type { Shop } from '~/domain/shops/model';
import { ZodError } from 'zod';
import { parseExactJson } from '../mapping/exact-json';
import { shopFromWebhook } from '../mapping/small-bodies';
import { applyEffects } from './apply-effects.store.server';
import { noEffects, type Effects } from './effects';
import type { PendingDelivery, Settled } from './inbox.store.server';
import { TOPICS } from './topics';

type Delivery = Omit<PendingDelivery, 'attempts'>;
interface Understood {
  delivery: Delivery;
  apply: (effects: Effects) => void;
}

/**
 * Applies a batch of a shop's deliveries in one transaction. One that cannot be understood or stored fails alone. Older
 * versions than what is stored, and what was applied before, change nothing.
 */
export async function applyInboxBatch(shopId: bigint, deliveries: readonly Delivery[], now: Date): Promise<Settled[]> {
  const shop = await findShop(shopId);
  const settled: Settled[] = [];
  const understood: Understood[] = [];
  // Of equal versions the one sent last wins.
  const inOrder = [...deliveries].sort((a, b) => (a.triggeredAt?.getTime() ?? 0) - (b.triggeredAt?.getTime() ?? 0));
  for (const delivery of inOrder) {
    const read = understand(delivery, shop?.currency ?? 'USD', now);
    if ('outcome' in read) settled.push(read);
    else understood.push(read);
  }
  settled.push(...(await applyAll(shopId, understood, shop, now)));
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
    return { id, outcome: 'failed', error: reasonOf(error) };
  }
}

/** All in one transaction; if a record does not fit the tables, each on its own, so that only the bad one fails. */
async function applyAll(shopId: bigint, understood: Understood[], shop: Shop | null, now: Date): Promise<Settled[]> {
  if (understood.length === 0) return [];
  const effects = noEffects();
  for (const one of understood) one.apply(effects);
  try {
    await applyEffects(shopId, effects, now);
    await applyShopFacts(shopId, effects, shop);
    return understood.map(({ delivery }) => ({ id: delivery.id, outcome: 'done' }));
  } catch (error) {
    if (!isBadRecord(error)) throw error;
    if (understood.length === 1 && understood[0]) return [{ id: understood[0].delivery.id, outcome: 'failed', error: reasonOf(error) }];
    const settled: Settled[] = [];
    for (const one of understood) settled.push(...(await applyAll(shopId, [one], shop, now)));
    return settled;
  }
}

/** What the body leaves out stays as it is. */
async function applyShopFacts(shopId: bigint, { shopBodies }: Effects, shop: Shop | null) {
  const body = shopBodies.at(-1);
  if (body === undefined || !shop) return;
  const { name, currency, timezone, locale, country, plan } = shop;
  await updateShopFacts(shopId, { name, currency, timezone, locale, country, plan, ...shopFromWebhook(body) });
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');
/** SQLSTATE classes 22 (data) and 23 (integrity), or our own refusal: the record's fault. Anything else is the machine's, and is tried again as it is. */
const isBadRecord = (error: unknown): boolean => /^2[23]/.test(codeOf(error)) || error instanceof ZodError || error instanceof RangeError;

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
