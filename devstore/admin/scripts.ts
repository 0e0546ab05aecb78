import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const bundles = new Map<string, Promise<string>>();

/** One of our browser programs as a classic script. Bundled at the first request, then kept. */
export function script(name: 'bridge' | 'shell'): Promise<string> {
  const known = bundles.get(name) ?? bundle(fileURLToPath(new URL(`./${name}/main.ts`, import.meta.url)));
  bundles.set(name, known);
  return known;
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: { write: false, minify: false, target: 'es2022', lib: { entry, formats: ['iife'], name: 'devstore', fileName: 'script' } },
  });
  const [first] = Array.isArray(result) ? result : [result];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (!chunk) throw new Error(`${entry} was not bundled.`);
  return chunk.code;
}
