import { AppError } from '../shared/errors';
import { hasProgramme } from '../loyalty/programme/index.server';
import { getShop } from '../shops/index.server';
import { lookAt, suggestSettings, type FileLook } from './describe-file.server';
import { eachError } from './errors.store.server';
import { beginReading, findImport, saveSettings, withoutKey, type StoredImport } from './file-import.store.server';
import { openFile } from './file-vault.store.server';
import { DATE_FIELDS, type FileImport, type FileSettings } from './model';
import { SAMPLE_BYTES } from './read-file.server';
import { createUpload, receivePiece } from './upload.store.server';

export { advanceFileImport } from './advance.server';
export { beginUndo, discardImport, eachImport, listImports } from './file-import.store.server';
export { discardFilesNaming } from './discard-naming.server';
export { reasonsOf } from './errors.store.server';
export { createUpload, eachError };

async function sampleOf(shopId: bigint, file: StoredImport) {
  if (!file.salt) throw new AppError('conflict', 'The file has been read and is gone.');
  const stored = await openFile(shopId, file.id, file.salt, file.sizeBytes);
  const bytes = await stored.read(0, SAMPLE_BYTES);
  return { bytes, complete: bytes.length === file.sizeBytes };
}

/** Takes a piece of an upload; with the last one the file is looked at. @returns whether it is all there. */
export async function uploadPiece(shopId: bigint, importId: bigint, piece: number, bytes: Uint8Array): Promise<{ receivedBytes: number; complete: boolean }> {
  const { receivedBytes, sizeBytes } = await receivePiece(shopId, importId, piece, bytes);
  const complete = receivedBytes === sizeBytes;
  const file = await findImport(shopId, importId);
  if (complete && file.settings === null) await saveSettings(shopId, importId, suggestSettings(await sampleOf(shopId, file), await getShop(shopId)));
  return { receivedBytes, complete };
}

/** An import as its page shows it: with a look into the file as long as that is there and waits to be understood. */
export async function getFileImport(shopId: bigint, importId: bigint): Promise<{ file: FileImport; look: FileLook | null }> {
  const file = await findImport(shopId, importId);
  const waits = file.status === 'ready' || file.status === 'checked';
  return { file: withoutKey(file), look: waits && file.settings ? lookAt(await sampleOf(shopId, file), file.settings) : null };
}

/** Reads the file in another way. What follows from a change (the columns from the delimiter, the notations from the columns) is looked at again. */
export async function changeSettings(shopId: bigint, importId: bigint, change: Partial<FileSettings>): Promise<void> {
  const file = await findImport(shopId, importId);
  if (!file.settings) throw new AppError('conflict', 'The file has not arrived yet.');
  const relooks = change.encoding !== undefined || change.delimiter !== undefined || change.kind !== undefined;
  const { columns, ...rest } = { ...file.settings, ...change };
  const given: Partial<FileSettings> = relooks ? { ...rest, dateOrder: null, decimalMark: null } : { ...rest, columns };
  const suggested = suggestSettings(await sampleOf(shopId, file), await getShop(shopId), given);
  await saveSettings(shopId, importId, { ...suggested, ...change });
}

/** What still has to be chosen, or done, before the file can be checked. Members need a programme: their points end, and their tiers are called, by it. */
export async function questionsOf(shopId: bigint, settings: FileSettings, now: Date): Promise<(Question | 'programme')[]> {
  const open = openQuestions(settings);
  return settings.kind === 'members' && !(await hasProgramme(shopId, now)) ? ['programme', ...open] : open;
}

type Question = 'columns' | 'dateOrder' | 'decimalMark' | 'currency';
function openQuestions(settings: FileSettings): Question[] {
  const has = (field: FileSettings['columns'][number]) => settings.columns.includes(field);
  const named =
    settings.kind === 'orders'
      ? has('orderDate') && (has('total') || has('unitPrice'))
      : settings.kind === 'members'
        ? (['customerId', 'email', 'phone'] as const).some(has) && (['points', 'pendingPoints', 'tier', 'birthday', 'memberSince'] as const).some(has)
        : (['customerNumber', 'email', 'phone', 'name', 'firstName', 'lastName'] as const).some(has);
  return [
    ...(named ? [] : (['columns'] as const)),
    ...(settings.dateOrder === null && settings.columns.some((field) => field !== null && DATE_FIELDS.includes(field)) ? (['dateOrder'] as const) : []),
    ...(settings.decimalMark === null ? (['decimalMark'] as const) : []),
    ...(settings.currency === null && settings.kind !== 'members' ? (['currency'] as const) : []),
  ];
}

/** Reads the whole file without changing anything, to say what it would do. @throws AppError invalid_input while something has to be chosen */
export async function checkFile(shopId: bigint, importId: bigint, now: Date): Promise<void> {
  const { settings } = await findImport(shopId, importId);
  const [question] = settings ? await questionsOf(shopId, settings, now) : ['columns'];
  if (question) throw new AppError('invalid_input', `It has to be chosen first: ${question}.`, question);
  await beginReading(shopId, importId, 'checking', now);
}

/** Imports a file that has been checked. */
export async function runImport(shopId: bigint, importId: bigint, now: Date): Promise<void> {
  await beginReading(shopId, importId, 'running', now);
}
