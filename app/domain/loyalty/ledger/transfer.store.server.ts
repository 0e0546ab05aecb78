import type { PoolClient } from 'pg';
import { keyText, type PostingKey, type Reason } from './model';

export interface Transfer {
  from: bigint;
  into: bigint;
  lots: readonly bigint[];
  /** How much of what `from` owes goes along. */
  owed: bigint;
  key: PostingKey;
  reason: Reason;
  occurredAt: Date;
  programmeVersion: number | null;
}

/**
 * Moves lots with their dates, and what is owed, from one member to another. The caller holds both locks. The same key twice
 * moves nothing. @returns which lot has become which.
 */
export async function transfer(connection: PoolClient, shopId: bigint, move: Transfer): Promise<{ from: bigint; into: bigint }[]> {
  const { rows } = await connection.query<{ from: bigint; into: bigint }>(
    'select from_lot as "from", into_lot as "into" from ledger_transfer($1, $2, $3, $4::bigint[], $5, $6, $7, $8, $9)',
    [shopId, move.from, move.into, move.lots, move.owed, keyText(move.key), move.reason, move.occurredAt, move.programmeVersion],
  );
  return rows;
}
