import type { PoolClient } from 'pg';
import { asRecordWriter } from '~/db/record-lock.server';
import type { ApplyCount } from '../shared/newest';
import { newerConsent } from './consent';
import { claimOrdersOf } from './guest-orders.store.server';
import {
  consentEvents,
  emailConsentOf,
  isGone,
  partsOfMerges,
  readKnown,
  smsConsentOf,
  withEmailConsent,
  withSmsConsent,
  writeKnown,
  type KnownCustomer,
} from './known-customer.store.server';
import type { MarketingConsent } from './model';
import { recordsOf } from './person-group.store.server';
import { recordEvents, stubCustomers } from './references.store.server';
import { settlePersons } from './settle-persons.store.server';
import type { CustomerEventRow } from './tables';

export interface ConsentChange {
  customerId: bigint;
  channel: 'email' | 'sms';
  consent: MarketingConsent;
}
export interface StoreFigures {
  customerId: bigint;
  ordersCount: bigint;
  /** Minor units of the shop's currency. */
  spent: bigint;
  occurredAt: Date;
}

/** Rows of the customers named, with whom the store has merged away replaced by the survivor, and stubs for those not seen yet. */
async function readNamed<T extends { customerId: bigint }>(client: PoolClient, shopId: bigint, facts: readonly T[], at: (fact: T) => Date) {
  const records = await recordsOf(
    client,
    shopId,
    facts.map((fact) => fact.customerId),
  );
  const named = facts.map((fact) => ({ ...fact, customerId: records.get(fact.customerId) ?? fact.customerId }));
  await stubCustomers(client, shopId, new Map(named.map((fact) => [fact.customerId, at(fact)])));
  return { named, known: await readKnown(client, shopId, [...new Set(named.map((fact) => fact.customerId))]) };
}

/** Consent given and withdrawn; the newest wins by its own time, and each change is kept on the timeline. */
export async function applyConsent(shopId: bigint, changes: readonly ConsentChange[], connection?: PoolClient): Promise<ApplyCount> {
  if (changes.length === 0) return { applied: 0, stale: 0 };
  return asRecordWriter(shopId, connection, async (client) => {
    const { named, known } = await readNamed(client, shopId, changes, (change) => change.consent.updatedAt ?? new Date(0));
    const touched = new Map<bigint, KnownCustomer>();
    const events: CustomerEventRow[] = [];
    let applied = 0;
    for (const { customerId, channel, consent } of named) {
      const row = touched.get(customerId) ?? known.get(customerId);
      if (!row || isGone(row)) continue;
      const next = newerConsent(channel === 'email' ? emailConsentOf(row) : smsConsentOf(row), consent);
      // What was said earlier than what we know belongs on the timeline all the same.
      events.push(...consentEvents(customerId, channel, { state: consent.state, optIn: consent.optInLevel, at: consent.updatedAt }));
      if (!next) continue;
      touched.set(customerId, channel === 'email' ? withEmailConsent(row, next) : withSmsConsent(row, next));
      applied += 1;
    }
    await writeKnown(client, shopId, [...touched.values()]);
    await settlePersons(client, shopId, partsOfMerges(touched.values()));
    const [first] = changes;
    if (first) await claimOrdersOf(client, shopId, [...touched.values()], first.consent.updatedAt ?? new Date(0));
    await recordEvents(client, shopId, [...new Map(events.map((event) => [`${event.customer_id} ${event.kind} ${event.source}`, event])).values()]);
    return { applied, stale: changes.length - applied };
  });
}

/** The store's own figures of a customer, kept to show drift against ours. */
export async function applyStoreFigures(shopId: bigint, figures: readonly StoreFigures[], connection?: PoolClient): Promise<ApplyCount> {
  if (figures.length === 0) return { applied: 0, stale: 0 };
  return asRecordWriter(shopId, connection, async (client) => {
    const { named, known } = await readNamed(client, shopId, figures, (one) => one.occurredAt);
    const touched = new Map<bigint, KnownCustomer>();
    for (const one of named) {
      const row = touched.get(one.customerId) ?? known.get(one.customerId);
      if (!row || isGone(row) || (row.store_figures_at !== null && one.occurredAt < row.store_figures_at)) continue;
      touched.set(one.customerId, { ...row, store_orders_count: one.ordersCount, store_spent: one.spent, store_figures_at: one.occurredAt });
    }
    await writeKnown(client, shopId, [...touched.values()]);
    await settlePersons(client, shopId, partsOfMerges(touched.values()));
    return { applied: touched.size, stale: figures.length - touched.size };
  });
}
