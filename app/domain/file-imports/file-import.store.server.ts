import type { PoolClient } from 'pg';
import { appendEvents } from '~/db/outbox.server';
import { withShopConnection } from '~/db/tenant.server';
import { AppError } from '../shared/errors';
import { eachBefore } from '../shared/keyset';
import { fileCounts, fileSettings, isWorkedOn, NO_COUNTS, type FileImport, type FileImportStatus, type FileSettings, type UndoCounts } from './model';

/** An import with what working on it needs. */
export interface StoredImport extends FileImport {
  salt: Buffer | null;
  lineNumber: number;
  /** The version of what it brings. */
  begunAt: Date | null;
}
interface Row {
  id: bigint;
  file_name: string;
  status: FileImportStatus;
  settings: unknown;
  size_bytes: bigint;
  received_bytes: bigint;
  salt: Buffer | null;
  byte_offset: bigint;
  line_number: number;
  counts: unknown;
  checked: unknown;
  undo: UndoCounts | null;
  rows_per_second: number | null;
  begun_at: Date | null;
  created_at: Date;
  finished_at: Date | null;
}
const HISTORY_MAX = 50;
const EXPORTED_AT_ONCE = 500;

/** Sizes lie far below 2^53. */
function toImport(row: Row): StoredImport {
  const settings = fileSettings.safeParse(row.settings);
  const file = {
    id: row.id,
    fileName: row.file_name,
    status: row.status,
    settings: settings.success ? settings.data : null,
    sizeBytes: Number(row.size_bytes),
    receivedBytes: Number(row.received_bytes),
    doneBytes: Number(row.byte_offset),
    counts: fileCounts.parse(row.counts),
    checked: row.checked === null ? null : fileCounts.parse(row.checked),
    undo: row.undo,
    rowsPerSecond: row.rows_per_second,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    salt: row.salt,
    lineNumber: row.line_number,
    begunAt: row.begun_at,
  };
  return { ...file, secondsLeft: secondsLeft(file) };
}

/** By the rows so far: how many bytes one has, and how many are read a second. */
function secondsLeft(file: Pick<FileImport, 'status' | 'sizeBytes' | 'doneBytes' | 'counts' | 'rowsPerSecond' | 'undo'>): number | null {
  if (!isWorkedOn(file.status) || !file.rowsPerSecond) return null;
  if (file.status === 'undoing') {
    const kept = Object.values(file.undo?.kept ?? {}).reduce((sum, count) => sum + count, 0);
    return file.undo ? Math.ceil((file.undo.total - file.undo.undone - kept) / file.rowsPerSecond) : null;
  }
  if (file.counts.rows === 0 || file.doneBytes === 0) return null;
  return Math.ceil(((file.sizeBytes - file.doneBytes) * file.counts.rows) / file.doneBytes / file.rowsPerSecond);
}

/** The newest imports. */
export const listImports = (shopId: bigint): Promise<FileImport[]> => importsBefore(shopId, null, HISTORY_MAX);

/** All imports there have been, newest first: for export, in flat memory. */
export const eachImport = (shopId: bigint): AsyncGenerator<FileImport[]> => eachBefore((before) => importsBefore(shopId, before, EXPORTED_AT_ONCE));

function importsBefore(shopId: bigint, before: bigint | null, limit: number): Promise<FileImport[]> {
  return withShopConnection(shopId, async (client) => {
    const { rows } = await client.query<Row>('select * from file_import where shop_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3', [
      shopId,
      before,
      limit,
    ]);
    return rows.map(toImport).map(withoutKey);
  });
}

/** For pages: the key stays here. */
export function withoutKey({ salt: _salt, lineNumber: _line, begunAt: _begun, ...file }: StoredImport): FileImport {
  return file;
}

/** @throws AppError not_found */
export async function findImport(shopId: bigint, id: bigint): Promise<StoredImport> {
  return withShopConnection(shopId, (client) => readImport(client, shopId, id, false));
}

export async function readImport(client: PoolClient, shopId: bigint, id: bigint, lock: boolean): Promise<StoredImport> {
  const { rows } = await client.query<Row>(`select * from file_import where shop_id = $1 and id = $2 ${lock ? 'for update' : ''}`, [shopId, id]);
  if (!rows[0]) throw new AppError('not_found', 'There is no such import.');
  return toImport(rows[0]);
}

/** Changes an import's state, if it is in one of `from`. @throws AppError conflict */
async function turn(shopId: bigint, id: bigint, from: FileImportStatus[], change: (client: PoolClient, file: StoredImport) => Promise<void>): Promise<void> {
  await withShopConnection(shopId, async (client) => {
    const file = await readImport(client, shopId, id, true);
    if (!from.includes(file.status)) throw new AppError('conflict', `The import is ${file.status}.`);
    await change(client, file);
  });
}

/** Notes how the file is to be read. What an earlier check found holds no more. */
export function saveSettings(shopId: bigint, id: bigint, settings: FileSettings): Promise<void> {
  return turn(shopId, id, ['uploading', 'ready', 'checked'], async (client, file) => {
    if (file.receivedBytes < file.sizeBytes) throw new AppError('conflict', 'The file has not arrived yet.');
    await client.query("update file_import set settings = $3, status = 'ready', checked = null where shop_id = $1 and id = $2", [
      shopId,
      id,
      JSON.stringify(settings),
    ]);
  });
}

/** Begins to read the file: to see what it would do, or to do it. `begunAt` is the version of all that it brings. */
export function beginReading(shopId: bigint, id: bigint, stage: 'checking' | 'running', now: Date): Promise<void> {
  return turn(shopId, id, stage === 'checking' ? ['ready', 'checked'] : ['checked'], async (client) => {
    await client.query('delete from file_import_error where shop_id = $1 and import_id = $2', [shopId, id]);
    await client.query('delete from file_import_seen where shop_id = $1 and import_id = $2', [shopId, id]);
    await client.query(
      'update file_import set status = $3, byte_offset = 0, line_number = 0, counts = $4, rows_per_second = null, begun_at = $5 where shop_id = $1 and id = $2',
      [shopId, id, stage, JSON.stringify(NO_COUNTS), now],
    );
    await appendEvents(client, shopId, [{ type: 'file_import.requested', payload: { importId: id.toString() } }], now);
  });
}

export function beginUndo(shopId: bigint, id: bigint, now: Date): Promise<void> {
  return turn(shopId, id, ['done'], async (client) => {
    const { rows } = await client.query<{ total: number }>('select count(*)::int as total from file_import_change where shop_id = $1 and import_id = $2', [
      shopId,
      id,
    ]);
    const undo: UndoCounts = { total: rows[0]?.total ?? 0, undone: 0, kept: {} };
    await client.query("update file_import set status = 'undoing', undo = $3, rows_per_second = null where shop_id = $1 and id = $2", [
      shopId,
      id,
      JSON.stringify(undo),
    ]);
    await appendEvents(client, shopId, [{ type: 'file_import.requested', payload: { importId: id.toString() } }], now);
  });
}

/** Forgets a file that has not been imported. */
export function discardImport(shopId: bigint, id: bigint): Promise<void> {
  return turn(shopId, id, ['uploading', 'ready', 'checked'], async (client) => {
    await client.query('delete from file_import where shop_id = $1 and id = $2', [shopId, id]);
  });
}

/** Files that lie here: how far each has arrived, how it is written as far as that is known, and whether it is being read just now. */
export async function waitingFiles(
  shopId: bigint,
): Promise<{ id: bigint; salt: Buffer; encoding: FileSettings['encoding'] | null; bytes: number; isRead: boolean }[]> {
  const { rows } = await withShopConnection(shopId, (client) =>
    client.query<Row & { salt: Buffer }>('select * from file_import where shop_id = $1 and salt is not null order by id', [shopId]),
  );
  return rows.map((row) => ({
    id: row.id,
    salt: row.salt,
    encoding: fileSettings.safeParse(row.settings).data?.encoding ?? null,
    bytes: Number(row.received_bytes),
    isRead: isWorkedOn(row.status),
  }));
}

/** Forgets a file, unless somebody has begun to read it. @returns whether it has. */
export async function discardWaiting(shopId: bigint, id: bigint): Promise<boolean> {
  const { rowCount } = await withShopConnection(shopId, (client) =>
    client.query("delete from file_import where shop_id = $1 and id = $2 and status in ('uploading', 'ready', 'checked')", [shopId, id]),
  );
  return rowCount === 1;
}

/** Ends a stage of reading: after the check the file stays, after the import it is destroyed with its key. */
export async function endReading(client: PoolClient, shopId: bigint, file: Pick<StoredImport, 'id' | 'status'>, now: Date): Promise<void> {
  await client.query('delete from file_import_seen where shop_id = $1 and import_id = $2', [shopId, file.id]);
  if (file.status === 'checking') {
    await client.query("update file_import set status = 'checked', checked = counts where shop_id = $1 and id = $2", [shopId, file.id]);
    return;
  }
  await client.query("update file_import set status = 'done', salt = null, finished_at = $3 where shop_id = $1 and id = $2", [shopId, file.id, now]);
  await client.query('delete from file_import_piece where shop_id = $1 and import_id = $2', [shopId, file.id]);
}
