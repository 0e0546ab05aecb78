// `npm run worker`: the process that applies webhooks and works jobs, on the build that `npm run build` made.
import { fail } from './lib/fail.mjs';

const { bootWorker } = await import('../build/worker/index.js').catch((error) => fail(`There is no build to start (${error.code ?? error.message}). Run: npm run build`));
await bootWorker().catch((error) => fail(error.message));
