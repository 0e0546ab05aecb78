import path from 'node:path';
import { areExtensionsBuilt, buildExtensions, canBuildExtensions } from './extensions.mjs';
import { DATA } from './paths.mjs';

const FOLDER = path.join(DATA, 'extensions');

/**
 * Sees to it that the views outside the app's own pages are built: in the background, because nothing else in the demo waits for them, and only
 * when they are not. It installs nothing. @returns what to tell of it; `null`: nothing
 */
export async function startViews(devstore, running) {
  if (areExtensionsBuilt(FOLDER)) return null;
  if (!canBuildExtensions())
    return "The views in a customer's account, on their page in the admin and at the till want building once: npm run build:extensions";
  await devstore.post('/views', { state: 'building' });
  const stopping = new AbortController();
  const work = build(devstore, stopping.signal);
  running.push({ name: 'views', stop: () => (stopping.abort(), work) });
  return "The views in a customer's account, on their page in the admin and at the till are being built; they say so until they are there.";
}

async function build(devstore, stopped) {
  try {
    await buildExtensions(FOLDER, { stopped });
    await devstore.post('/views', { state: 'settled' });
    console.log('  The views outside the app are built.\n');
  } catch {
    if (stopped.aborted) return;
    console.error(`  The views outside the app could not be built; ${path.join(FOLDER, 'build.log')} says why. Everything else works.\n`);
    await devstore.post('/views', { state: 'failed' }).catch(() => undefined);
  }
}
