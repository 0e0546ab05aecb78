import type { PoolClient } from 'pg';
import { mapInTurns } from '~/config/turns';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import { newestById } from '../shared/newest';
import { countryOfShop } from './contact-vault.store.server';
import { customerFingerprint } from './fingerprint.server';
import type { CustomerSnapshot } from './model';
import { tokenMaker } from './search-tokens.server';

export interface PreparedCustomer {
  snapshot: CustomerSnapshot;
  /** `null`: the snapshot does not say who it is. */
  fingerprint: bigint | null;
  /** What they will be found by; none when the snapshot does not say who it is. */
  tokens: bigint[];
}
export interface PreparedCustomers {
  /** How many were told, the same customer more than once included. */
  told: number;
  customers: PreparedCustomer[];
}

/** Works out of customers what can be told without looking at what is stored: whoever stores many does this for the next while the last are being written. */
export async function prepareCustomers(shopId: bigint, snapshots: readonly CustomerSnapshot[], connection?: PoolClient): Promise<PreparedCustomers> {
  const newest = newestById(snapshots, (older, newer) => ({ ...older, ...definedOf(newer) }));
  const { index } = await shopKeys(shopId);
  const tokensOf = tokenMaker(index, newest.some(({ contact }) => contact) ? await countryOfShop(shopId, connection) : null);
  const customers = await mapInTurns(newest, (snapshot) => ({
    snapshot,
    fingerprint: customerFingerprint(snapshot, index),
    tokens: snapshot.contact ? tokensOf(snapshot.contact) : [],
  }));
  return { told: snapshots.length, customers };
}

function definedOf(snapshot: CustomerSnapshot): CustomerSnapshot {
  const { id, occurredAt, versionAt } = snapshot;
  return { ...Object.fromEntries(Object.entries(snapshot).filter(([, value]) => value !== undefined)), id, occurredAt, versionAt };
}
