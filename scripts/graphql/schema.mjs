import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema } from 'graphql';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The official Admin API schema and its table of scopes (`{ type, typeName, fieldName?, offlineScopes }`). */
export function readSchema() {
  const file = JSON.parse(gunzipSync(readFileSync(`${root}.data/schema/admin_2026-10.json.gz`)).toString('utf8'));
  return { schema: buildClientSchema(file.data, { assumeValid: true }), scopeRows: file.offline_scopes.items };
}
