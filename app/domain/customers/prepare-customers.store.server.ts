import { mapInTurns } from '~/config/turns';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import { newestById } from '../shared/newest';
import { shopTokens } from './contact-vault.store.server';
import { customerFingerprint } from './fingerprint.server';
import type { CustomerSnapshot } from './model';

export interface PreparedCustomer {
  snapshot: CustomerSnapshot;
  /** `null`: the snapshot does not say who it is. */
  fingerprint: bigint | null;
  /** What they will be found by; `null`: nobody has worked it out yet. */
  tokens: bigint[] | null;
}
export interface PreparedCustomers {
  /** How many were told, the same customer more than once included. */
  told: number;
  customers: PreparedCustomer[];
}

/** Puts snapshots of the same customer together, and knows each of them again by its fingerprint. */
export async function newestCustomers(shopId: bigint, snapshots: readonly CustomerSnapshot[]): Promise<PreparedCustomers> {
  const newest = newestById(snapshots, (older, newer) => ({ ...older, ...definedOf(newer) }));
  const { index } = await shopKeys(shopId);
  const customers = await mapInTurns(newest, (snapshot) => ({ snapshot, fingerprint: customerFingerprint(snapshot, index), tokens: null }));
  return { told: snapshots.length, customers };
}

/**
 * Makes what does {@link newestCustomers} with all else that can be told without looking at what is stored: whoever stores many does this for
 * the next while the last are being written.
 */
export function customerPreparer(shopId: bigint): (snapshots: readonly CustomerSnapshot[]) => Promise<PreparedCustomers> {
  let maker: ReturnType<typeof shopTokens> | null = null;
  return async (snapshots) => {
    const { told, customers } = await newestCustomers(shopId, snapshots);
    const tokensOf = await (maker ??= shopTokens(shopId));
    const withTokens = await mapInTurns(customers, (one) => (one.snapshot.contact ? { ...one, tokens: tokensOf(one.snapshot.contact) } : one));
    return { told, customers: withTokens };
  };
}

function definedOf(snapshot: CustomerSnapshot): CustomerSnapshot {
  const { id, occurredAt, versionAt } = snapshot;
  return { ...Object.fromEntries(Object.entries(snapshot).filter(([, value]) => value !== undefined)), id, occurredAt, versionAt };
}
