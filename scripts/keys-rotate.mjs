// `npm run keys:rotate`: wraps every shop's key with the newest of MASTER_KEYS, while everything runs. `-- --data` gives every
// shop a new data key besides; the worker seals again what the old one sealed.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fail } from './lib/fail.mjs';

const { values } = parseArgs({ options: { data: { type: 'boolean', default: false } } });
if (!existsSync(new URL('../build/commands/index.js', import.meta.url))) fail('There is no build to start. Run: npm run build');

async function main() {
  const { announceDataKeys, rotateMasterKey } = await import('../build/commands/index.js');
  const { newest, rewrapped, inUse } = await rotateMasterKey((done, total) => {
    if (done % 1000 === 0 || done === total) console.log(`${done} of ${total} keys`);
  });
  console.log(`${rewrapped} ${rewrapped === 1 ? 'key was' : 'keys were'} wrapped with master key ${newest}.`);
  const idle = process.env.MASTER_KEYS.split(',')
    .map((entry) => Number(entry.split(':')[0]))
    .filter((version) => version !== newest && !inUse.has(version));
  for (const version of idle)
    console.log(
      `Master key ${version} wraps nothing any more. Make a backup now (its key file then needs only ${newest}), and take ${version} out of MASTER_KEYS.`,
    );
  for (const [version, shops] of inUse) if (version !== newest) console.log(`Master key ${version} still wraps ${shops} keys: run this again.`);
  if (values.data)
    console.log(`${await announceDataKeys()} shops get a new data key; the worker carries that through in a few minutes and logs "key rotation".`);
}

await main().catch((error) => fail(error.message));
// Its connections to the database would keep it alive.
process.exit(0);
