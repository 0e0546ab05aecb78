import { jsonText } from '~/config/json-text';
import type { PoolClient } from 'pg';
import { database } from '~/db/client.server';
import { AppError } from '../../shared/errors';
import { KeyReusedError } from './errors';
import { inputHash } from './input-hash.server';
import { keyText, type Posted, type Posting } from './model';

type Answer = Omit<Posted, 'entryId' | 'outcome'> & { outcome: Posted['outcome'] | 'conflict' | 'missing'; entry_id: bigint | null };

const TYPES =
  'bigint, bigint, text, text, bigint, text, bigint, timestamptz, int, bigint, bigint, jsonb, bigint, timestamptz, timestamptz, timestamptz, boolean'.split(
    ', ',
  );
const ARGUMENTS = TYPES.map((type, n) => `$${n + 1}::${type}`).join(', ');
const POST = { name: 'ledger_post', text: `select * from ledger_post(${ARGUMENTS})` };
const POST_MANY = `select posted.* from unnest(${TYPES.map((type, n) => `$${n + 1}::${type}[]`).join(', ')})
  with ordinality as one (${TYPES.map((_type, n) => `a${n}`).join(', ')}, n) cross join lateral ledger_post(${TYPES.map((_type, n) => `a${n}`).join(', ')}) as posted order by n`;
const POST_ALONE = { name: 'ledger_post_alone', text: `select * from ledger_post_alone(${ARGUMENTS})` };

/**
 * Moves a member's points, in the caller's transaction and in one round trip: takes the lock on the member, looks whether
 * the key is known, writes entries, lots and balances.
 * @throws KeyReusedError when the key is known with other inputs; AppError not_found when the entry to give back is none of this shop's.
 */
export const post = (connection: PoolClient, shopId: bigint, posting: Posting): Promise<Posted> => run(connection, POST, shopId, posting);

/** {@link post} as a transaction of its own: nothing else belongs to it, so that it costs a single statement. */
export const postAlone = (shopId: bigint, posting: Posting): Promise<Posted> => run(database().pool, POST_ALONE, shopId, posting);

/** As {@link post}, many in one round trip and one after the other. @returns what became of each, in their order */
export async function postMany(connection: PoolClient, shopId: bigint, postings: readonly Posting[]): Promise<Posted[]> {
  if (postings.length === 0) return [];
  const rows = postings.map((posting) => values(shopId, posting));
  const columns = TYPES.map((_type, n) => rows.map((row) => row[n]));
  const answers = await connection.query<Answer>(POST_MANY, columns);
  return postings.map((posting, n) => told(answers.rows[n], posting));
}

async function run(on: Pick<PoolClient, 'query'>, statement: typeof POST, shopId: bigint, posting: Posting): Promise<Posted> {
  try {
    return told((await on.query<Answer>({ ...statement, values: values(shopId, posting) })).rows[0], posting);
  } catch (error) {
    throw isKeyTaken(error) ? new KeyReusedError(posting.key) : error;
  }
}

function values(shopId: bigint, posting: Posting): unknown[] {
  const opens = posting.kind === 'accrue' ? posting : null;
  return [
    shopId,
    posting.customerId,
    posting.kind,
    keyText(posting.key),
    inputHash(posting),
    posting.reason,
    'points' in posting ? posting.points : null,
    posting.occurredAt,
    posting.programmeVersion,
    posting.orderId ?? null,
    posting.redemptionId ?? null,
    posting.explanation ? explanationText(posting.explanation) : null,
    'lotId' in posting ? posting.lotId : 'entryId' in posting ? posting.entryId : null,
    opens?.maturesAt ?? null,
    opens?.availableAt ?? null,
    'expiresAt' in posting ? posting.expiresAt : 'graceUntil' in posting ? posting.graceUntil : null,
    opens?.fixedExpiry ?? false,
  ];
}

const explanationText = (explanation: object): string => jsonText(explanation);

function told(answer: Answer | undefined, posting: Posting): Posted {
  if (!answer) throw new Error('ledger_post answered nothing.');
  const { outcome, entry_id: entryId, available, pending, owed } = answer;
  if (outcome === 'conflict') throw new KeyReusedError(posting.key);
  if (outcome === 'missing') throw new AppError('not_found', 'There is no such entry to give back.');
  return { outcome, entryId, available, pending, owed };
}

/** Somebody else's posting of another member took the key at the same moment. */
const isKeyTaken = (error: unknown): boolean => error instanceof Error && 'constraint' in error && error.constraint === 'ledger_entry_key';
