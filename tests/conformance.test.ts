import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { useDatabase } from './support/database';
import { scenarioFiles } from './support/conformance/files';
import { runScenario } from './support/conformance/run';
import { readScenario } from './support/conformance/scenario';

useDatabase();

const PUBLISHED = path.resolve('../shared/conformance');

describe.each([
  { suite: 'our own scenarios', folder: path.resolve('tests/conformance') },
  { suite: 'the published scenarios', folder: PUBLISHED },
])('$suite', ({ folder }) => {
  const files = scenarioFiles(folder);
  it.skipIf(files.length === 0)('are there', () => expect(files.length).toBeGreaterThan(0));
  if (files.length > 0)
    it.concurrent.each(files.map((file) => [path.relative(folder, file), file]))('%s', async (name, file) => {
      expect(await runScenario(readScenario(readFileSync(file, 'utf8')), `${name.replaceAll(/[^a-z0-9]/g, '-')}.myshopify.com`)).toBeNull();
    });
});
