// `npm run check`: types, lint, dependency rules, unused code, translations, GraphQL documents, theme extension.
import { existsSync, readdirSync } from 'node:fs';
import { step } from './lib/console.mjs';
import { fail } from './lib/fail.mjs';
import { ensureAdminSchema, ensurePackages, ensurePrismaClient } from './lib/install.mjs';
import { run } from './lib/run.mjs';

await step('Packages', () => ensurePackages({ tools: true })).catch((error) => fail(error.message));
await step("Shopify's schema", ensureAdminSchema).catch((error) => fail(error.message));
await step('The Prisma client', ensurePrismaClient).catch((error) => fail(error.message));

const bin = (name) => `node_modules/.bin/${name}`;
/** Each surface of Shopify has components of its own, so that each extension is a program of its own. */
const extensions = readdirSync('extensions').filter((name) => existsSync(`extensions/${name}/tsconfig.json`));
const checks = [
  // The compiler in Go: a tenth of the time. Lint still reads types through the one in JavaScript.
  ['Types', process.execPath, ['node_modules/typescript-native/bin/tsc', '--noEmit']],
  ...extensions.map((name) => [
    `Types of extensions/${name}`,
    process.execPath,
    ['node_modules/typescript-native/bin/tsc', '--noEmit', '-p', `extensions/${name}`],
  ]),
  ['Lint', bin('eslint'), ['.', '--max-warnings=0', '--cache', '--cache-location', '.data/eslint-cache']],
  ['Formatting', bin('prettier'), ['--check', '.', '--log-level=warn', '--cache', '--cache-location', '.data/prettier-cache']],
  ['Dependency rules', bin('depcruise'), ['app', 'devstore', 'extensions', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']],
  ['Unused code', bin('knip'), ['--no-progress']],
  ['Translations', process.execPath, ['scripts/check-translations.mjs']],
  ['GraphQL documents', process.execPath, ['scripts/check-graphql.mjs']],
  ['Theme extension', process.execPath, ['scripts/check-theme.mjs']],
];

let failed = 0;
for (const [title, command, args] of checks) {
  await step(title, () => run(command, args)).catch((error) => {
    failed += 1;
    console.error(error.message);
  });
}
if (failed > 0) fail(`${failed} of ${checks.length} checks failed.`);
console.log('All checks passed.');
