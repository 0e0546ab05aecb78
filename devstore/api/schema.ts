import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { z } from 'zod';
import { checkScalars } from './scalars.ts';

const scopeRow = z.object({
  type: z.enum(['type', 'field']),
  typeName: z.string(),
  fieldName: z.string().optional(),
  requiredAccess: z.string(),
  offlineScopes: z.array(z.string()),
});
const file = z.object({
  data: z.custom<IntrospectionQuery>((value) => typeof value === 'object' && value !== null && '__schema' in value),
  offline_scopes: z.object({ items: z.array(scopeRow) }),
});

/** Any one of `scopes` opens the type or field; `words` is how Shopify says it. */
export interface Access {
  scopes: string[];
  words: string;
}
export interface AdminSchema {
  schema: GraphQLSchema;
  typeAccess: Map<string, Access>;
  fieldAccess: Map<string, Access>;
}

let loaded: { path: string; admin: AdminSchema } | null = null;

/** The official Admin API schema with its scope table; read and built once per process. @throws when the file is missing or malformed. */
export function adminSchema(path: string): AdminSchema {
  if (loaded?.path === path) return loaded.admin;
  const parsed = file.parse(JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')));
  const schema = buildClientSchema(parsed.data, { assumeValid: true });
  checkScalars(schema);
  const typeAccess = new Map<string, Access>();
  const fieldAccess = new Map<string, Access>();
  for (const row of parsed.offline_scopes.items) {
    if (row.offlineScopes.length === 0) continue;
    const access = { scopes: row.offlineScopes, words: row.requiredAccess };
    if (row.type === 'type') typeAccess.set(row.typeName, access);
    else fieldAccess.set(`${row.typeName}.${row.fieldName ?? ''}`, access);
  }
  const admin = { schema, typeAccess, fieldAccess };
  loaded = { path, admin };
  return admin;
}
