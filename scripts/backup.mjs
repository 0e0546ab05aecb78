// `npm run backup -- FILE [--keys FILE]`: saves the whole database while it is used; the keys go into a file of their own, that
// replaces the one before (docs/operations.md says why).
import { parseArgs } from 'node:util';
import { writeBackup } from './lib/backup/write.mjs';
import { fail } from './lib/fail.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { keys: { type: 'string' } } });
const [file] = positionals;
const ownerUrl = process.env.DATABASE_OWNER_URL;
if (!ownerUrl) fail('Set DATABASE_OWNER_URL to the owner of the tables (see docs/operations.md).');
if (!file) fail('Usage: npm run backup -- FILE [--keys FILE]');
const keysFile = values.keys ?? 'regulars-keys.backup';

const tables = await writeBackup({ ownerUrl, file, keysFile, onTable: (name, rows) => rows > 0 && console.log(`${String(rows).padStart(12)}  ${name}`) }).catch(
  (error) => fail(error.message),
);
const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
console.log(`${rows} rows in ${file}; the keys are in ${keysFile}: keep it elsewhere, and only its newest version.`);
