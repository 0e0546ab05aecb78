import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { programmeDocument, type ProgrammeVersion } from './model';

interface Known {
  version: number;
  effective_at: Date;
}

const KNOWN_MAX = 2000;
/** A version is frozen once it is published, so what was read stays true; readers of rules keep what they worked out with the object. */
const known = new Map<string, ProgrammeVersion>();
const lists = new Map<bigint, { signature: string; versions: ProgrammeVersion[] }>();

async function read(connection: PoolClient, shopId: bigint, rows: Known[]): Promise<ProgrammeVersion[]> {
  const keyOf = ({ version, effective_at }: Known) => `${shopId} ${version} ${effective_at.getTime()}`;
  const missing = rows.filter((row) => !known.has(keyOf(row))).map(({ version }) => version);
  const found = new Map<string, ProgrammeVersion>();
  if (missing.length > 0) {
    const { rows: documents } = await connection.query<Known & { document: unknown }>(
      'select version, effective_at, document from loyalty_programme where shop_id = $1 and version = any($2::int[])',
      [shopId, missing],
    );
    for (const row of documents) {
      found.set(keyOf(row), { version: row.version, effectiveAt: row.effective_at, programme: programmeDocument.parse(row.document) });
    }
  }
  const versions = rows.flatMap((row) => found.get(keyOf(row)) ?? known.get(keyOf(row)) ?? []);
  if (known.size > KNOWN_MAX) known.clear();
  for (const [key, version] of found) known.set(key, version);
  return versions;
}

/** What is in force at a moment: the last that took effect by then and was not withdrawn. `null`: there is no programme yet. */
export async function programmeAt(connection: PoolClient, shopId: bigint, at: Date): Promise<ProgrammeVersion | null> {
  const { rows } = await connection.query<Known>(
    `select version, effective_at from loyalty_programme where shop_id = $1 and effective_at <= $2 and withdrawn_at is null
     order by effective_at desc, version desc limit 1`,
    [shopId, at],
  );
  const [version] = await read(connection, shopId, rows);
  return version ?? null;
}

/**
 * All versions that are or were in force by `until` (and with those that are scheduled when it is left out), in the order of
 * their force. The same list as the last time while nothing is published.
 */
export async function versionsOf(connection: PoolClient, shopId: bigint, until?: Date): Promise<ProgrammeVersion[]> {
  const { rows } = await connection.query<Known>(
    `select version, effective_at from loyalty_programme where shop_id = $1 and withdrawn_at is null and ($2::timestamptz is null or effective_at <= $2)
     order by effective_at, version`,
    [shopId, until ?? null],
  );
  const signature = rows.map(({ version, effective_at }) => `${version} ${effective_at.getTime()}`).join();
  const last = lists.get(shopId);
  if (last?.signature === signature) return last.versions;
  const versions = await read(connection, shopId, rows);
  if (lists.size > KNOWN_MAX) lists.clear();
  lists.set(shopId, { signature, versions });
  return versions;
}

/** One version, also one that was withdrawn. */
export async function getVersion(connection: PoolClient, shopId: bigint, version: number): Promise<ProgrammeVersion | null> {
  const { rows } = await connection.query<Known>('select version, effective_at from loyalty_programme where shop_id = $1 and version = $2', [shopId, version]);
  const [found] = await read(connection, shopId, rows);
  return found ?? null;
}

/** Whether a programme is in force. */
export const hasProgramme = (shopId: bigint, now: Date): Promise<boolean> =>
  withShopConnection(shopId, async (connection) => (await programmeAt(connection, shopId, now)) !== null);
