import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NoDeprecatedCustomRule, printError, specifiedRules, validate } from 'graphql';
import { parse as parseToml } from 'smol-toml';
import { bulkMistakes } from './graphql/bulk-rules.mjs';
import { completeOperation, generatedFile, operationsOf, readDocuments } from './graphql/documents.mjs';
import { generate } from './graphql/generate.mjs';
import { readSchema, root } from './graphql/schema.mjs';
import { compareScopes, neededScopes } from './graphql/scopes.mjs';

/** Scopes that no document shows a need of: what they open is decided by an order's age, or by a webhook's topic. */
const USED_ELSEWHERE = new Set(['read_all_orders', 'read_customer_merge']);

const { schema, scopeRows } = readSchema();
const documents = readDocuments();
const mistakes = [];

for (const { location, operation } of operationsOf(documents)) {
  const document = completeOperation(operation, documents);
  for (const error of validate(schema, document, [...specifiedRules, NoDeprecatedCustomRule])) mistakes.push(printError(error));
  if (operation.name.value.startsWith('Bulk')) mistakes.push(...bulkMistakes(schema, document).map((mistake) => `${location}: ${mistake}`));
}

if (mistakes.length === 0) {
  const path = join(root, generatedFile);
  const stored = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (stored !== (await generate(schema, documents))) mistakes.push(`${generatedFile} is not up to date: npm run graphql:generate`);
}

const tomlPath = join(root, 'shopify.app.toml');
if (existsSync(tomlPath)) {
  const toml = parseToml(readFileSync(tomlPath, 'utf8'));
  const granted = new Set(toml.access_scopes.scopes.split(',').map((scope) => scope.trim()));
  const needed = new Map(operationsOf(documents).flatMap(({ operation }) => [...neededScopes(schema, scopeRows, completeOperation(operation, documents))]));
  const { closed, unused } = compareScopes(needed, granted, USED_ELSEWHERE);
  mistakes.push(...closed.map(([field, scopes]) => `${field} needs one of ${scopes.join(', ')}, which shopify.app.toml does not ask for`));
  mistakes.push(...unused.map((scope) => `shopify.app.toml asks for ${scope}, which no document uses`));
} else {
  mistakes.push('shopify.app.toml is missing');
}

for (const mistake of mistakes) console.error(mistake);
console.log(`${operationsOf(documents).length} operations checked against the official schema, ${mistakes.length} mistakes`);
process.exit(mistakes.length > 0 ? 1 : 0);
