// Uses nothing but Node: it runs before anything is installed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DATA, ROOT } from './paths.mjs';
import { run } from './run.mjs';

const SCHEMA_PACKAGE = '@shopify/dev-mcp@1.16.0';
const SCHEMA_FILE = 'admin_2026-10.json.gz';
export const SCHEMA_PATH = path.join(DATA, 'schema', SCHEMA_FILE);

const npm = (args) => run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
const digest = (...files) => files.reduce((hash, file) => hash.update(readFileSync(path.join(ROOT, file))), createHash('sha256')).digest('hex');

/** Installs the locked packages when they are not there; `tools` adds those that only the checks and tests need, and they stay once they are there. */
export async function ensurePackages({ tools }) {
  const marker = path.join(ROOT, 'node_modules/.regulars.json');
  const lock = digest('package.json', 'package-lock.json');
  const done = existsSync(marker) ? JSON.parse(readFileSync(marker, 'utf8')) : {};
  if (done.lock === lock && (done.tools || !tools)) return false;
  // No package here needs its install script; npm asks for approval of scripts otherwise. `npm ci` would refuse the lock
  // file where a registry lacks the optional packages of other platforms; this takes the locked versions all the same.
  const all = tools || done.tools === true;
  await npm(['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', ...(all ? ['--include=dev'] : ['--omit=dev'])]);
  writeFileSync(marker, JSON.stringify({ lock, tools: all }));
  return true;
}

/** Makes the Prisma client when the schema has changed. */
export async function ensurePrismaClient() {
  const { prisma } = await import('./migrate.mjs');
  const marker = path.join(ROOT, 'node_modules/.prisma/regulars.txt');
  const schema = digest('prisma/schema.prisma', 'package-lock.json');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === schema) return false;
  await prisma(['generate']);
  writeFileSync(marker, schema);
  return true;
}

/** The official Admin API schema: the one file out of Shopify's package, which is 366 MB when installed. */
export async function ensureAdminSchema() {
  if (existsSync(SCHEMA_PATH)) return false;
  const folder = mkdtempSync(path.join(tmpdir(), 'regulars-schema-'));
  try {
    const packed = (await npm(['pack', SCHEMA_PACKAGE, '--silent', '--pack-destination', folder])).trim().split('\n').at(-1);
    await run('tar', ['xzf', path.join(folder, packed), '-C', folder, `package/dist/data/${SCHEMA_FILE}`]);
    mkdirSync(path.dirname(SCHEMA_PATH), { recursive: true });
    // Renamed into place, so that a run that is killed half-way leaves no half file.
    writeFileSync(`${SCHEMA_PATH}.part`, readFileSync(path.join(folder, 'package/dist/data', SCHEMA_FILE)));
    renameSync(`${SCHEMA_PATH}.part`, SCHEMA_PATH);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return true;
}
