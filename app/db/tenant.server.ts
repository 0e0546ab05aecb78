import type { Prisma } from '@prisma/client';
import type { PoolClient } from 'pg';
import { database } from './client.server';
import { together } from './together';

export type Tx = Prisma.TransactionClient;

/**
 * Runs `work` in one transaction that sees `shopId` and no other shop.
 * Rows go through Prisma; sets (COPY, thousands of rows at once) go through {@link withShopConnection}.
 */
export function withShop<T>(shopId: bigint, work: (tx: Tx) => Promise<T>, options: { timeoutMs?: number } = {}): Promise<T> {
  return database().prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`select set_config('app.shop_id', ${shopId.toString()}, true)`;
      return work(tx);
    },
    { timeout: options.timeoutMs ?? 15_000, maxWait: 10_000 },
  );
}

/** The same promise as {@link withShop}, on a bare connection, for set-based SQL. */
export async function withShopConnection<T>(shopId: bigint, work: (connection: PoolClient) => Promise<T>): Promise<T> {
  const connection = await database().pool.connect();
  let broken: Error | undefined;
  try {
    // Both in one round trip, which nobody waits for: what follows would see no shop's rows, did it fail. A bigint's digits need no quoting.
    const begun = connection.query(`begin; select set_config('app.shop_id', '${shopId.toString()}', true)`);
    const [, result] = await together([begun, work(connection)]);
    await connection.query('commit');
    return result;
  } catch (error) {
    await connection.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    connection.release(broken);
  }
}

/** In the caller's transaction, or, without one, in a transaction of its own. */
export const inTransaction = <T>(shopId: bigint, connection: PoolClient | undefined, work: (connection: PoolClient) => Promise<T>): Promise<T> =>
  connection ? work(connection) : withShopConnection(shopId, work);

/** A part of the connection's transaction that is done as a whole or leaves nothing; what came before it in the transaction stays. */
export async function orNothing<T>(connection: PoolClient, work: () => Promise<T>): Promise<T> {
  try {
    const [, result] = await together([connection.query('savepoint part'), work()]);
    await connection.query('release savepoint part');
    return result;
  } catch (error) {
    // When that fails, too, the connection is no good any more, and whoever asks next on it is told.
    await connection.query('rollback to savepoint part; release savepoint part').catch(() => undefined);
    throw error;
  }
}

/**
 * What `work` reads of a shop, all as it stood at one moment, however long whoever asks takes over it. The connection is held until then.
 */
export async function* snapshotOf<T>(shopId: bigint, work: (connection: PoolClient) => AsyncGenerator<T>): AsyncGenerator<T> {
  const connection = await database().pool.connect();
  let broken: Error | undefined;
  try {
    await connection.query(`begin isolation level repeatable read, read only; select set_config('app.shop_id', '${shopId.toString()}', true)`);
    yield* work(connection);
  } finally {
    await connection.query('rollback').catch((error: Error) => {
      broken = error;
    });
    connection.release(broken);
  }
}

/** Ids of shops that have work of that kind; the only questions that may be asked across shops. */
export async function shopsWith(work: 'pending_inbox' | 'unrelayed_events' | 'pending_duplicates'): Promise<bigint[]> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>(`select shops_with_${work}() as shop_id`);
  return rows.map((row) => row.shop_id);
}

/** Ids of shops that would lose their offline token by `before` if nobody refreshed it. */
export async function shopsWithEndingTokens(before: Date): Promise<bigint[]> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>('select shops_with_ending_tokens($1) as shop_id', [before]);
  return rows.map((row) => row.shop_id);
}

/** Ids of all shops that have the app installed. */
export async function installedShops(): Promise<bigint[]> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>('select installed_shops() as shop_id');
  return rows.map((row) => row.shop_id);
}

/** Ids of all shops that have loyalty's books, installed or not. */
export async function shopsWithLedger(): Promise<bigint[]> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>('select shops_with_ledger() as shop_id');
  return rows.map((row) => row.shop_id);
}
