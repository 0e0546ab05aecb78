// `npm run build`: everything that production needs, in build/.
import { build } from './lib/build.mjs';
import { fail } from './lib/fail.mjs';
import { ensurePackages, ensurePrismaClient } from './lib/install.mjs';

await ensurePackages({ tools: false })
  .then(ensurePrismaClient)
  .then(() => build({ quiet: false }))
  .catch((error) => fail(error.message));
