import { readFile } from 'node:fs/promises';
import { parse } from 'smol-toml';
import { z } from 'zod';

const toml = z.object({ access_scopes: z.object({ scopes: z.string() }) });

/** The scopes the app's configuration asks for. @throws when the file or the section is missing. */
export async function requestedScopes(path: string): Promise<string[]> {
  const { access_scopes: section } = toml.parse(parse(await readFile(path, 'utf8')));
  return section.scopes
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
}
