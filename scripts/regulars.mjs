// `npm run regulars -- ledger verify|rebuild|explain …`: loyalty's books, proved, made again from their entries, and explained;
// `… loyalty export|import …`: all of them out into a file, and in again; `… staff list|manager …`: who manages a shop. Works while everything runs, with the
// environment of the app.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fail } from './lib/fail.mjs';

const USAGE = `npm run regulars -- ledger verify [--shop DOMAIN]         proves the books; ends with 1 at the first difference
npm run regulars -- ledger rebuild [--shop DOMAIN]        makes balances and lots again from the entries
npm run regulars -- ledger explain ORDER|MEMBER [--shop DOMAIN]
                                                          why it is as it is: an order's name or id, a member's id, or a GID
npm run --silent regulars -- loyalty export --shop DOMAIN [--people] > FILE
                                                          everything, a line of JSON each; with --people names, emails and birthdays too
npm run regulars -- loyalty import FILE --shop DOMAIN     takes such a file over into a shop that has no books yet
npm run regulars -- staff list --shop DOMAIN              who has opened the app, by their number in the store's admin, and who manages
npm run regulars -- staff manager NUMBER --shop DOMAIN    makes somebody a manager, when the only one has left`;

function parsed() {
  try {
    return parseArgs({ options: { shop: { type: 'string' }, people: { type: 'boolean' }, help: { type: 'boolean' } }, allowPositionals: true });
  } catch (error) {
    return fail(`${error.message}\n\n${USAGE}`);
  }
}

const print = (line) => console.log(line);
/** Waits while whoever reads is slower than we are: memory stays flat. */
async function write(text) {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** What each command does, and whether it is about something; it answers the exit code, 0 when it answers nothing. */
const COMMANDS = {
  'ledger verify': [false, (app, { shop }) => app.verifyLedger(shop, print).then((holds) => (holds ? 0 : 1))],
  'ledger rebuild': [false, (app, { shop }) => app.rebuildLedger(shop, new Date(), print)],
  'ledger explain': [true, (app, { shop }, subject) => app.explainLedger(subject, shop, print)],
  'loyalty export': [false, (app, { shop, people = false }) => app.exportLoyalty(shop ?? fail(USAGE), people, new Date(), write)],
  'staff list': [false, (app, { shop }) => app.showStaff(shop ?? fail(USAGE), print)],
  'staff manager': [true, (app, { shop }, person) => app.makeManager(person, shop ?? fail(USAGE), new Date(), print)],
  'loyalty import': [true, (app, { shop }, file) => app.importLoyalty(file, shop ?? fail(USAGE), print)],
};

/** @returns the exit code. */
async function main() {
  const { values, positionals } = parsed();
  const [topic, action, subject, ...more] = positionals;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const command = COMMANDS[`${topic} ${action}`];
  if (!command || more.length > 0 || command[0] !== (subject !== undefined)) return fail(USAGE);
  if (!existsSync(new URL('../build/commands/index.js', import.meta.url))) fail('There is no build to start. Run: npm run build');
  return (await command[1](await import('../build/commands/index.js'), values, subject)) ?? 0;
}

// Its connections to the database would keep it alive.
process.exit(await main().catch((error) => fail(error.message)));
