// `npm run build:extensions`: what `shopify app deploy` would send, built by the Shopify CLI without a network; prints each bundle's size.
import path from 'node:path';
import { fail } from './lib/fail.mjs';
import { ensurePackages } from './lib/install.mjs';
import { DATA } from './lib/paths.mjs';

/** What Shopify takes of a UI extension, as it is sent. */
const LIMIT = 64 * 1024;

await ensurePackages({ tools: true }).catch((error) => fail(error.message));
const { buildExtensions } = await import('./lib/extensions.mjs');
const bundles = await buildExtensions(path.join(DATA, 'extensions')).catch((error) => fail(error.message));
for (const { handle, bytes, sentBytes } of bundles) console.log(`${handle.padEnd(28)} ${String(bytes).padStart(7)} bytes, ${sentBytes} compressed`);
const large = bundles.filter(({ bytes }) => bytes > LIMIT);
if (large.length > 0) fail(`${large.map(({ handle }) => handle).join(', ')}: more than ${LIMIT} bytes.`);
