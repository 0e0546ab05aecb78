import { codegen } from '@graphql-codegen/core';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { parse, print, printSchema } from 'graphql';
import { completeOperation, generatedFile, operationsOf } from './documents.mjs';

const HEADER = `// Made by \`npm run graphql:generate\` from the .graphql files beside this folder. Do not edit.
import type { AdminDocument } from '../admin-document';
`;

const text = [
  'ID',
  'ARN',
  'BigInt',
  'Color',
  'Date',
  'DateTime',
  'Decimal',
  'FormattedString',
  'HTML',
  'Money',
  'StorefrontID',
  'URL',
  'UnsignedInt64',
  'UtcOffset',
];

/** The text of the generated file: types of our operations and fragments, and each operation's text with its types. */
export async function generate(schema, documents) {
  const types = await codegen({
    filename: generatedFile,
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents,
    config: {
      useTypeImports: true,
      enumType: 'string-literal',
      avoidOptionals: { field: true, inputValue: false, object: true, defaultValue: false },
      skipTypename: true,
      defaultScalarType: 'unknown',
      scalars: Object.fromEntries(text.map((scalar) => [scalar, 'string'])),
    },
    plugins: [{ operationTypes: {} }],
    pluginMap: { operationTypes },
  });
  // The schema's long comments on enums would be most of the file; they stand on shopify.dev.
  const lean = types
    .replace(/^[ \t]*\/\*\*[\s\S]*?\*\/\n/gm, '')
    .replace(/^export type Incremental<.*\n/m, '')
    .replace(/\n{2,}/g, '\n');
  return `${HEADER}${lean.trimEnd()}\n\n${operationsOf(documents)
    .map(({ operation }) => typedText(operation, documents))
    .join('\n')}`;
}

function typedText(operation, documents) {
  const name = operation.name.value;
  const type = `${name}${operation.operation === 'query' ? 'Query' : 'Mutation'}`;
  const body = print(completeOperation(operation, documents)).replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  return `export const ${name}Document = \`${body}\` as AdminDocument<${type}, ${type}Variables>;\n`;
}
