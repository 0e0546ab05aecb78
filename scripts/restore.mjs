// `npm run restore -- FILE [--keys FILE] [--force]`: puts a backup into the database of DATABASE_OWNER_URL, which has been migrated.
import { parseArgs } from 'node:util';
import { restoreBackup } from './lib/backup/read.mjs';
import { fail } from './lib/fail.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { keys: { type: 'string' }, force: { type: 'boolean', default: false } } });
const [file] = positionals;
const ownerUrl = process.env.DATABASE_OWNER_URL;
if (!ownerUrl) fail('Set DATABASE_OWNER_URL to the owner of the tables (see docs/operations.md).');
if (!file) fail('Usage: npm run restore -- FILE [--keys FILE] [--force]');

const { header, counts } = await restoreBackup({
  ownerUrl,
  file,
  keysFile: values.keys ?? 'regulars-keys.backup',
  force: values.force,
  onTable: (name, rows) => rows > 0 && console.log(`${String(rows).padStart(12)}  ${name}`),
}).catch((error) => fail(error.message));
console.log(`${Object.values(counts).reduce((sum, rows) => sum + rows, 0)} rows as they were on ${header.takenAt}.`);
