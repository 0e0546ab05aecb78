// `npm start`: the web process, on the build that `npm run build` made.
import { fail } from './lib/fail.mjs';

const build = await import('../build/server/index.js').catch((error) => fail(`There is no build to start (${error.code ?? error.message}). Run: npm run build`));
await build.entry.module.bootWeb(build).catch((error) => fail(error.message));
