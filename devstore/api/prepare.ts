import { GraphQLError, parse, validate, type DocumentNode } from 'graphql';
import type { AdminSchema } from './schema.ts';

interface Prepared {
  document: DocumentNode;
  errors: readonly GraphQLError[];
}

const prepared = new Map<string, Prepared>();
const preparedMax = 500;

/** Parses and validates once per text: an app sends the same few documents over and over. */
export function prepare(admin: AdminSchema, query: string): Prepared {
  const known = prepared.get(query);
  if (known) return known;
  let entry: Prepared;
  try {
    const document = parse(query);
    entry = { document, errors: validate(admin.schema, document) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    entry = { document: { kind: 'Document', definitions: [] } as unknown as DocumentNode, errors: [error] };
  }
  if (prepared.size >= preparedMax) prepared.clear();
  prepared.set(query, entry);
  return entry;
}
