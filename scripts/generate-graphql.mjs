import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedFile, readDocuments } from './graphql/documents.mjs';
import { generate } from './graphql/generate.mjs';
import { readSchema, root } from './graphql/schema.mjs';

const path = join(root, generatedFile);
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, await generate(readSchema().schema, readDocuments()));
console.log(`wrote ${generatedFile}`);
