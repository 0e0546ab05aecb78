// Runs scenarios in a database that has been migrated; see scripts/conformance.mjs.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { closeDatabase } from '~/db/client.server';
import { scenarioFiles } from './files';
import { runScenario } from './run';
import { readScenario } from './scenario';

const AT_ONCE = 4;

async function differenceOf(file: string, index: number): Promise<string | null> {
  try {
    return await runScenario(readScenario(readFileSync(file, 'utf8')), `scenario-${index}.myshopify.com`);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const files: string[] = [];
let failed = 0;
for (const place of process.argv.slice(2)) {
  const found = scenarioFiles(place);
  if (found.length === 0) {
    console.log(`FAILED ${place}: there is no scenario`);
    failed += 1;
  }
  files.push(...found);
}
let passed = 0;
const waiting = files.map((file, index) => ({ file, index }));
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const difference = await differenceOf(next.file, next.index);
      if (difference === null) passed += 1;
      else failed += 1;
      console.log(difference === null ? `passed ${path.relative('.', next.file)}` : `FAILED ${path.relative('.', next.file)}: ${difference}`);
    }
  }),
);
await closeDatabase();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
