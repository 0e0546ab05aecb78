import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, Source } from 'graphql';
import { root } from './schema.mjs';

export const folder = 'app/platform/shopify/graphql';
export const generatedFile = `${folder}/generated/documents.ts`;

/** Every document under the GraphQL folder, by path, parsed. @throws GraphQLError that names the file of a syntax error. */
export function readDocuments() {
  return readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => {
      const path = `${folder}/${name}`;
      return { location: path, document: parse(new Source(readFileSync(join(root, path), 'utf8'), path)) };
    });
}

/** An operation with all fragments it reaches, as one document. */
export function completeOperation(operation, documents) {
  const fragments = new Map(
    documents.flatMap(({ document }) => document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one])),
  );
  const reached = new Map();
  const follow = (node) => {
    for (const selection of node.selectionSet?.selections ?? []) {
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : undefined;
      if (fragment && !reached.has(fragment.name.value)) {
        reached.set(fragment.name.value, fragment);
        follow(fragment);
      }
      follow(selection);
    }
  };
  follow(operation);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...reached.values()] };
}

export const operationsOf = (documents) =>
  documents.flatMap(({ location, document }) =>
    document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION).map((operation) => ({ location, operation })),
  );
