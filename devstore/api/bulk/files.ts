import { mkdir, open, stat, truncate, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Context } from '../../context.ts';

/** Where a result lies: beside the other data of the project. */
export const resultPath = (ctx: Context, token: string): string => join(resolve(dirname(ctx.config.schemaPath), '..'), 'devstore', 'bulk', `${token}.jsonl`);

/** Opens a result to go on behind the first `bytes`; what lies beyond was not finished and is cut off. */
export async function openResult(ctx: Context, token: string, bytes: number): Promise<FileHandle> {
  const path = resultPath(ctx, token);
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, bytes > 0 ? 'r+' : 'w');
  await file.truncate(bytes);
  return file;
}

/** Length of a result in bytes, or null when it is gone. */
export const resultSize = (ctx: Context, token: string): Promise<number | null> =>
  stat(resultPath(ctx, token)).then(
    (info) => info.size,
    () => null,
  );
export const cutResult = (ctx: Context, token: string, bytes: number): Promise<void> => truncate(resultPath(ctx, token), bytes);
