import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, openSync, closeSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync, existsSync } from 'node:fs';
import { setPriority } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'smol-toml';
import { ROOT } from './paths.mjs';
import { digestOf, isStampedWith } from './sources.mjs';

const CLI = path.join(ROOT, 'node_modules/@shopify/cli/bin/run.js');
const TIMEOUT_MS = 180_000;

const isSource = (file) => !/[/\\](dist|node_modules)([/\\]|$)|shopify\.d\.ts$/.test(file);
const sourcesDigest = () => digestOf({ files: ['package-lock.json', 'shopify.app.toml'], folders: ['extensions'], isSource });
const stampIn = (folder) => path.join(folder, 'stamp.txt');
const logIn = (folder) => path.join(folder, 'build.log');

/** Whether the Shopify CLI is there: it comes with the packages that only checks and tests need. */
export const canBuildExtensions = () => existsSync(CLI);

/** Whether a folder holds what {@link buildExtensions} makes of the sources as they are. */
export const areExtensionsBuilt = (folder) => isStampedWith(stampIn(folder), sourcesDigest());

/**
 * Builds all extensions with the Shopify CLI, without a network and without a login, in a folder of their own: the CLI writes beside what it
 * reads. @param options.stopped an AbortSignal that ends it; who gives one lets everything else go first, and Ctrl-C to themselves
 * @returns each bundle, with its size on disk and as it is sent. @throws Error with what the CLI said.
 */
export async function buildExtensions(folder, { stopped } = {}) {
  const digest = sourcesDigest();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(ROOT, 'extensions'), path.join(folder, 'extensions'), { recursive: true, filter: isSource });
  cpSync(path.join(ROOT, 'shopify.app.toml'), path.join(folder, 'shopify.app.toml'));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  // The CLI wants to know what the app is made of; what it would install is there.
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'regulars-extensions', private: true }));
  const code = await runCli(folder, stopped);
  if (code !== 0) throw new Error(`shopify app build ended with ${code}\n${readFileSync(logIn(folder), 'utf8').slice(-4000)}`);
  writeFileSync(stampIn(folder), digest);
  return bundlesIn(folder);
}

/** Into a file, with nothing to read from: on a pipe the CLI spins. */
function runCli(folder, stopped) {
  const output = openSync(logIn(folder), 'w');
  const appUrl = process.env.SHOPIFY_APP_URL ?? parse(readFileSync(path.join(folder, 'shopify.app.toml'), 'utf8')).application_url;
  const env = {
    ...process.env,
    CI: '1',
    SHOPIFY_CLI_NO_ANALYTICS: '1',
    SHOPIFY_APP_URL: appUrl,
    XDG_CONFIG_HOME: path.join(folder, '.config'),
    XDG_CACHE_HOME: path.join(folder, '.cache'),
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, 'app', 'build', '--skip-dependencies-installation', '--path', folder], {
      cwd: folder,
      env,
      stdio: ['ignore', output, output],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
      detached: stopped !== undefined,
      signal: stopped,
    });
    if (stopped && child.pid) setPriority(child.pid, 10);
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? signal));
  }).finally(() => closeSync(output));
}

function bundlesIn(folder) {
  return readdirSync(path.join(folder, 'extensions'))
    .map((extension) => path.join(folder, 'extensions', extension, 'dist'))
    .filter((dist) => existsSync(dist))
    .flatMap((dist) => readdirSync(dist).map((name) => path.join(dist, name)))
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ handle: path.basename(file, '.js'), file, bytes: statSync(file).size, sentBytes: gzipSync(readFileSync(file)).length }))
    .sort((a, b) => (a.handle < b.handle ? -1 : 1));
}
