// `npm run worker`: the process that applies webhooks and works jobs, on the build that `npm run build` made.
import { existsSync } from 'node:fs';
import { fail } from './lib/fail.mjs';

if (!existsSync(new URL('../build/worker/index.js', import.meta.url))) fail('There is no build to start. Run: npm run build');
const { bootWorker } = await import('../build/worker/index.js');
await bootWorker().catch((error) => fail(error.message));
