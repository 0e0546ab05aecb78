import type { PoolClient } from 'pg';
import { appendEvents } from '~/db/outbox.server';
import { withShopConnection } from '~/db/tenant.server';
import { withTryLock } from '~/db/try-lock.server';
import { programmeDocument, type Programme } from '../programme/model';
import { programmeAt } from '../programme/version.store.server';
import { replayResult, type Replay, type ReplayResult } from './model';
import { tallyState, type TallyState } from './tally';

/** Older ones make room for new ones. */
const KEPT_MAX = 20;

interface Request {
  programme: Programme;
  draftRevision: number;
  by: string;
}

/** Stores what is to be replayed and asks for the job; one that is under way for the same draft is that one. @returns its id. */
export function createReplay(shopId: bigint, { programme, draftRevision, by }: Request, now: Date): Promise<bigint> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query("select pg_advisory_xact_lock(hashtextextended('replay', $1))", [shopId]);
    const document = JSON.stringify(programme);
    const underWay = await connection.query<{ id: bigint }>(
      "select id from loyalty_replay where shop_id = $1 and status in ('queued', 'running') and draft_revision = $2 and document = $3::jsonb limit 1",
      [shopId, draftRevision, document],
    );
    if (underWay.rows[0]) return underWay.rows[0].id;
    const today = await programmeAt(connection, shopId, now);
    const { rows } = await connection.query<{ id: bigint }>(
      `insert into loyalty_replay (shop_id, status, document, draft_revision, today_version, requested_at, requested_by) values ($1, 'queued', $2, $3, $4, $5, $6) returning id`,
      [shopId, document, draftRevision, today?.version ?? null, now, by],
    );
    const id = rows[0]?.id;
    if (id === undefined) throw new Error('A replay was not stored.');
    await connection.query(
      'delete from loyalty_replay where shop_id = $1 and id <= (select id from loyalty_replay where shop_id = $1 order by id desc offset $2 limit 1)',
      [shopId, KEPT_MAX],
    );
    await appendEvents(connection, shopId, [{ type: 'replay.requested', payload: { replayId: id.toString() } }], now);
    return id;
  });
}

type Row = Omit<Replay, 'result'> & { result: unknown };

/** A replay, or the newest of the shop. */
export function readReplay(shopId: bigint, id: bigint | null): Promise<Replay | null> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<Row>(
      `select id, status, draft_revision as "draftRevision", today_version as "todayVersion", requested_at as "requestedAt", requested_by as "requestedBy",
         finished_at as "finishedAt", done, total, result
       from loyalty_replay where shop_id = $1 and ($2::bigint is null or id = $2) order by id desc limit 1`,
      [shopId, id],
    );
    const [row] = rows;
    return row ? { ...row, result: row.result === null ? null : replayResult.parse(row.result) } : null;
  });
}

/** What a worker needs to go on with a replay. */
export interface ReplayWork {
  programme: Programme;
  todayVersion: number | null;
  /** Up to then history is replayed: when it was asked for. */
  until: Date;
  /** The last member that is done. */
  cursor: bigint | null;
  tally: TallyState | null;
  done: number;
  total: number;
  currency: string;
  zone: string;
}

/** `null`: there is nothing left to do. */
export async function readWork(connection: PoolClient, shopId: bigint, id: bigint): Promise<ReplayWork | null> {
  const { rows } = await connection.query<Omit<ReplayWork, 'programme' | 'tally'> & { document: unknown; state: unknown }>(
    `select r.document, r.today_version as "todayVersion", r.requested_at as until, r.cursor, r.state, r.done, r.total, s.currency, s.timezone as zone
     from loyalty_replay r join shop s on s.shop_id = r.shop_id where r.shop_id = $1 and r.id = $2 and r.status in ('queued', 'running')`,
    [shopId, id],
  );
  const [row] = rows;
  if (!row) return null;
  const { document, state, ...work } = row;
  return { ...work, programme: programmeDocument.parse(document), tally: state === null ? null : tallyState.parse(state) };
}

const asJson = (value: unknown) => JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));

/** Keeps how far a replay has come; killed after that, it goes on from there. */
export async function keepProgress(connection: PoolClient, shopId: bigint, id: bigint, work: ReplayWork): Promise<void> {
  await connection.query(
    "update loyalty_replay set status = 'running', cursor = $3, state = $4, done = $5, total = $6, failures = 0 where shop_id = $1 and id = $2",
    [shopId, id, work.cursor, asJson(work.tally), work.done, Math.max(work.total, work.done)],
  );
}

export async function keepResult(connection: PoolClient, shopId: bigint, id: bigint, result: ReplayResult, now: Date): Promise<void> {
  await connection.query(
    "update loyalty_replay set status = 'done', state = null, result = $3, total = done, finished_at = $4 where shop_id = $1 and id = $2",
    [shopId, id, asJson(result), now],
  );
}

const FAILURES_MAX = 5;
/** Notes that a stretch has failed. @returns whether the replay is given up. */
export function noteFailure(shopId: bigint, id: bigint, now: Date): Promise<boolean> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ status: string }>(
      `update loyalty_replay set failures = failures + 1, status = case when failures + 1 >= $3 then 'failed' else status end,
         finished_at = case when failures + 1 >= $3 then $4::timestamptz end
       where shop_id = $1 and id = $2 and status in ('queued', 'running') returning status`,
      [shopId, id, FAILURES_MAX, now],
    );
    return rows[0]?.status === 'failed';
  });
}

/** One worker at a time; what two would do twice is overwritten by the same. */
export const withReplayLock = <T>(shopId: bigint, id: bigint, work: () => Promise<T>): Promise<T | null> => withTryLock(shopId, `replay:${id}`, work);

export const inReplay = <T>(shopId: bigint, work: (connection: PoolClient) => Promise<T>): Promise<T> => withShopConnection(shopId, work);
