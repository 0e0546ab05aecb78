// `npm run regulars -- ledger verify|rebuild [--shop DOMAIN]`, `… ledger explain ORDER|MEMBER [--shop DOMAIN]`: loyalty's books, proved,
// made again from their entries, and explained. Works while everything runs, with the environment of the app.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fail } from './lib/fail.mjs';

const USAGE = `npm run regulars -- ledger verify [--shop DOMAIN]         proves the books; ends with 1 at the first difference
npm run regulars -- ledger rebuild [--shop DOMAIN]        makes balances and lots again from the entries
npm run regulars -- ledger explain ORDER|MEMBER [--shop DOMAIN]
                                                          why it is as it is: an order's name or id, a member's id, or a GID`;

function parsed() {
  try {
    return parseArgs({ options: { shop: { type: 'string' }, help: { type: 'boolean' } }, allowPositionals: true });
  } catch (error) {
    return fail(`${error.message}\n\n${USAGE}`);
  }
}

/** @returns the exit code. */
async function main() {
  const { values, positionals } = parsed();
  const [topic, action, subject, ...more] = positionals;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const isKnown =
    topic === 'ledger' && ['verify', 'rebuild', 'explain'].includes(action) && more.length === 0 && (action === 'explain') === (subject !== undefined);
  if (!isKnown) fail(USAGE);
  if (!existsSync(new URL('../build/commands/index.js', import.meta.url))) fail('There is no build to start. Run: npm run build');
  const { explainLedger, rebuildLedger, verifyLedger } = await import('../build/commands/index.js');
  const print = (line) => console.log(line);
  if (action === 'verify') return (await verifyLedger(values.shop, print)) ? 0 : 1;
  await (action === 'rebuild' ? rebuildLedger(values.shop, new Date(), print) : explainLedger(subject, values.shop, print));
  return 0;
}

// Its connections to the database would keep it alive.
process.exit(await main().catch((error) => fail(error.message)));
