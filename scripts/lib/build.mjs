import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { run } from './run.mjs';
import { digestOf, isStampedWith } from './sources.mjs';

const STAMP = path.join(ROOT, 'build/stamp.txt');

/** Changes when a file does that the build is made from. */
const sourcesDigest = () =>
  digestOf({
    files: ['package-lock.json', 'vite.config.ts', 'tsconfig.json', 'prisma/schema.prisma'],
    folders: ['app'],
    isSource: (file) => !/\.test\.tsx?$/.test(file),
  });

export const isBuilt = () => isStampedWith(STAMP, sourcesDigest());

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
