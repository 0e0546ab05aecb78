import type { PoolClient } from 'pg';
import { appendEvents } from '~/db/outbox.server';
import { withShopConnection } from '~/db/tenant.server';
import { AppError } from '../../shared/errors';
import { programmeDocument, type Programme, type ProgrammeVersion, type PublishedVersion, type VersionState } from './model';
import { checkProgramme } from './validate';
import { programmeAt } from './version.store.server';

interface Publication {
  document: unknown;
  /** In the future: it is scheduled. `null`: at once. */
  effectiveAt: Date | null;
  by: string;
  note?: string;
}

/** Publications of a shop one after the other: each looks at the latest. */
const lock = (connection: PoolClient, shopId: bigint) => connection.query("select pg_advisory_xact_lock(hashtextextended('programme', $1))", [shopId]);

/**
 * Freezes a programme as the shop's next version, in force from a moment on.
 * @throws AppError `invalid_input` when the document does not hold, or when it would take effect in the past or not after the latest version.
 */
export async function publish(shopId: bigint, { document, effectiveAt, by, note = '' }: Publication, now: Date): Promise<ProgrammeVersion> {
  const checked = checkProgramme(document);
  if (!checked.ok) {
    const [first] = checked.problems;
    throw new AppError('invalid_input', `The programme does not hold: ${first?.code}`, first?.path.join('.'));
  }
  const from = effectiveAt ?? now;
  return withShopConnection(shopId, async (connection) => {
    await lock(connection, shopId);
    const { rows } = await connection.query<{ next: number; latest: Date | null }>(
      'select coalesce(max(version), 0) + 1 as next, max(effective_at) filter (where withdrawn_at is null) as latest from loyalty_programme where shop_id = $1',
      [shopId],
    );
    const { next = 1, latest = null } = rows[0] ?? {};
    if (from < now) throw new AppError('invalid_input', 'A programme takes effect now or later', 'effectiveAt');
    if (latest && from < latest) throw new AppError('invalid_input', 'Another version takes effect later: withdraw it first', 'effectiveAt');
    await connection.query(
      `insert into loyalty_programme (shop_id, version, document, effective_at, published_at, published_by, note) values ($1, $2, $3, $4, $5, $6, $7)`,
      [shopId, next, JSON.stringify(checked.programme), from, now, by, note],
    );
    await appendEvents(connection, shopId, [{ type: 'programme.published', payload: { version: next } }], now);
    return { version: next, effectiveAt: from, programme: checked.programme };
  });
}

/** Takes a scheduled version back before it takes effect. @throws AppError `conflict` when it has taken effect, `not_found`. */
export function withdraw(shopId: bigint, version: number, now: Date): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await lock(connection, shopId);
    const { rowCount } = await connection.query(
      'update loyalty_programme set withdrawn_at = $3 where shop_id = $1 and version = $2 and effective_at > $3 and withdrawn_at is null',
      [shopId, version, now],
    );
    if (rowCount === 1) return;
    const { rows } = await connection.query('select from loyalty_programme where shop_id = $1 and version = $2', [shopId, version]);
    throw rows.length > 0 ? new AppError('conflict', 'That version has taken effect or is withdrawn') : new AppError('not_found', 'There is no such version');
  });
}

/** Publishes what a version said anew: history is not rewritten. @throws AppError `not_found`, and as {@link publish}. */
export async function rollBack(shopId: bigint, version: number, { by, note }: { by: string; note?: string }, now: Date): Promise<ProgrammeVersion> {
  const [old] = await listVersions(shopId, now, version);
  if (!old) throw new AppError('not_found', 'There is no such version');
  return publish(shopId, { document: old.programme, effectiveAt: null, by, note: note ?? `= ${version}` }, now);
}

interface Row {
  version: number;
  document: unknown;
  effective_at: Date;
  published_at: Date;
  published_by: string;
  note: string;
  withdrawn_at: Date | null;
}

const VERSIONS_SHOWN = 200;

/** A shop's versions, the newest first, or the one that is asked for. */
export function listVersions(shopId: bigint, now: Date, only: number | null = null): Promise<PublishedVersion[]> {
  return withShopConnection(shopId, async (connection) => {
    const inForce = await programmeAt(connection, shopId, now);
    const { rows } = await connection.query<Row>(
      `select version, document, effective_at, published_at, published_by, note, withdrawn_at from loyalty_programme
       where shop_id = $1 and ($2::int is null or version = $2) order by version desc limit ${VERSIONS_SHOWN}`,
      [shopId, only],
    );
    const stateOf = (row: Row): VersionState =>
      row.withdrawn_at ? 'withdrawn' : row.effective_at > now ? 'scheduled' : row.version === inForce?.version ? 'in_force' : 'past';
    return rows.map((row) => ({
      version: row.version,
      effectiveAt: row.effective_at,
      programme: programmeOf(row.document),
      publishedAt: row.published_at,
      publishedBy: row.published_by,
      note: row.note,
      withdrawnAt: row.withdrawn_at,
      state: stateOf(row),
    }));
  });
}

const programmeOf = (document: unknown): Programme => programmeDocument.parse(document);
