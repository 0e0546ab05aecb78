import path from 'node:path';
import { ROOT } from './paths.mjs';

const folder = path.join(ROOT, 'build/devstore');
/** The programs of the store to play with, as {@link buildDevstore} leaves them. */
export const DEVSTORE = path.join(folder, 'main.js');
export const DEVSTORE_HISTORY = path.join(folder, 'history.js');

/** Bundles the devstore, which takes less time than one start from its sources. Packages are left outside, but not of what a browser loads. */
export async function buildDevstore() {
  const esbuild = await import('esbuild');
  const common = { bundle: true, outdir: folder, logLevel: 'error' };
  const source = (file) => path.join(ROOT, 'devstore', file);
  await Promise.all([
    esbuild.build({
      ...common,
      entryPoints: { main: source('main.ts'), history: source('history/main.ts') },
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      sourcemap: true,
    }),
    esbuild.build({
      ...common,
      entryPoints: {
        bridge: source('admin/bridge/main.ts'),
        shell: source('admin/shell/main.ts'),
        'extension-host': source('extensions/client/main.ts'),
        till: source('extensions/client/till.ts'),
      },
      format: 'iife',
      target: 'es2022',
    }),
  ]);
}
