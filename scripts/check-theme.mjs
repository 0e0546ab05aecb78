// Checks the theme app extension as Shopify would: theme-check with its own configuration, and what theme-check leaves
// unread, the {% schema %} of every block, against the setting schemas that ship with it. Any finding fails.
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { themeCheckRun } from '@shopify/theme-check-node';
import Ajv from 'ajv';

const severityNames = ['error', 'warning', 'info'];
const data = path.join(path.dirname(createRequire(import.meta.url).resolve('@shopify/theme-check-docs-updater/package.json')), 'data');

async function readJson(file) {
  return JSON.parse(await readFile(file, 'utf8'));
}

async function createValidator() {
  const ajv = new Ajv({ strict: false, allErrors: true });
  for (const name of ['setting.json', 'settings.json']) {
    const schema = await readJson(path.join(data, name));
    ajv.addSchema({ ...schema, $id: `https://regulars.invalid/${name}` });
  }
  return ajv.compile({
    $id: 'https://regulars.invalid/block.json',
    type: 'object',
    required: ['name', 'target'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 1 },
      target: { enum: ['section', 'head', 'body', 'compliance_head'] },
      stylesheet: { type: 'string' },
      javascript: { type: 'string' },
      class: { type: 'string' },
      tag: { type: 'string' },
      enabled_on: { type: 'object' },
      disabled_on: { type: 'object' },
      available_if: { type: 'string', pattern: '^\\{\\{.*\\}\\}$' },
      settings: { $ref: 'settings.json' },
    },
  });
}

/** Every text in a schema that stands for a translation ("t:member_card.name"), as its key. */
function translationKeys(value) {
  if (typeof value === 'string') return value.startsWith('t:') ? [value.slice(2)] : [];
  return value && typeof value === 'object' ? Object.values(value).flatMap(translationKeys) : [];
}

const lookUp = (translations, key) => key.split('.').reduce((node, part) => node?.[part], translations);

/** What is wrong with one block's schema, in words. */
function schemaFaults(schema, validate, locales) {
  const faults = validate(schema) ? [] : validate.errors.map((error) => `schema${error.instancePath} ${error.message}`);
  const ids = (schema.settings ?? []).map((setting) => setting.id).filter(Boolean);
  for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) faults.push(`setting id "${id}" is used twice`);
  for (const { file, translations } of locales) {
    for (const key of translationKeys(schema)) if (typeof lookUp(translations, key) !== 'string') faults.push(`${file} has no "${key}"`);
    const name = schema.name?.startsWith('t:') ? lookUp(translations, schema.name.slice(2)) : schema.name;
    if (typeof name === 'string' && name.length > 25) faults.push(`the name "${name}" is longer than 25 characters`);
  }
  return faults;
}

/** Faults of all blocks of an extension folder, each beginning with the file it is in. */
export async function checkBlockSchemas(root) {
  const validate = await createValidator();
  const localeFiles = (await readdir(path.join(root, 'locales'))).filter((file) => file.endsWith('.schema.json'));
  const locales = await Promise.all(localeFiles.map(async (file) => ({ file, translations: await readJson(path.join(root, 'locales', file)) })));
  const faults = [];
  for (const file of (await readdir(path.join(root, 'blocks'))).filter((name) => name.endsWith('.liquid'))) {
    const source = await readFile(path.join(root, 'blocks', file), 'utf8');
    const text = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/.exec(source)?.[1];
    if (text === undefined) faults.push(`blocks/${file}: no {% schema %}`);
    else faults.push(...schemaFaults(JSON.parse(text), validate, locales).map((fault) => `blocks/${file}: ${fault}`));
  }
  return faults;
}

/** What theme-check finds, one line each. */
export async function checkTheme(root) {
  const { offenses } = await themeCheckRun(root, 'theme-check:theme-app-extension');
  return offenses.map((offense) => {
    const file = path.relative(root, fileURLToPath(offense.uri));
    return `${file}:${offense.start.line + 1}: ${severityNames[offense.severity]}: ${offense.message} (${offense.check})`;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.resolve(process.argv[2] ?? 'extensions/regulars-theme');
  const faults = [...(await checkTheme(root)), ...(await checkBlockSchemas(root))];
  for (const fault of faults) console.error(fault);
  console.log(`${path.relative('.', root)}: ${faults.length === 0 ? 'nothing to object to' : `${faults.length} findings`}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
