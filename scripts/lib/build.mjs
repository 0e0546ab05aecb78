import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { run } from './run.mjs';

const STAMP = path.join(ROOT, 'build/stamp.txt');

/** Changes when a file does that the build is made from. */
function sourcesDigest() {
  const hash = createHash('sha256');
  const files = ['package-lock.json', 'vite.config.ts', 'tsconfig.json', 'prisma/schema.prisma'];
  for (const entry of readdirSync(path.join(ROOT, 'app'), { recursive: true }).sort()) {
    const file = path.join('app', entry);
    if (statSync(path.join(ROOT, file)).isFile() && !/\.test\.tsx?$/.test(file)) files.push(file);
  }
  for (const file of files) hash.update(file).update(readFileSync(path.join(ROOT, file)));
  return hash.digest('hex');
}

export function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourcesDigest();
}

/** Builds the web process (Remix) and the worker (one bundle, packages left outside). */
export async function build({ quiet = true } = {}) {
  const digest = sourcesDigest();
  rmSync(STAMP, { force: true });
  await run(process.execPath, [path.join(ROOT, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:build'], { quiet, env: { NODE_ENV: 'production' } });
  const esbuild = await import('esbuild');
  await esbuild.build({
    entryPoints: { 'worker/index': path.join(ROOT, 'app/jobs/worker.server.ts'), 'commands/index': path.join(ROOT, 'app/jobs/commands.server.ts') },
    outdir: path.join(ROOT, 'build'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'error',
    alias: { '~': path.join(ROOT, 'app') },
  });
  writeFileSync(STAMP, digest);
}
