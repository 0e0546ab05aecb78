// `npm start`: the web process, on the build that `npm run build` made.
import { existsSync } from 'node:fs';
import { fail } from './lib/fail.mjs';

if (!existsSync(new URL('../build/server/index.js', import.meta.url))) fail('There is no build to start. Run: npm run build');
const build = await import('../build/server/index.js');
await build.entry.module.bootWeb(build).catch((error) => fail(error.message));
