import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { useDatabase } from './support/database';
import { runScenario } from './support/conformance/run';
import { readScenario } from './support/conformance/scenario';

useDatabase();

const PUBLISHED = path.resolve('../shared/conformance');

function scenariosIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

describe.each([
  { suite: 'our own scenarios', folder: path.resolve('tests/conformance') },
  { suite: 'the published scenarios', folder: PUBLISHED },
])('$suite', ({ folder }) => {
  const files = scenariosIn(folder);
  it.skipIf(files.length === 0)('are there', () => expect(files.length).toBeGreaterThan(0));
  if (files.length > 0)
    it.each(files.map((file) => [path.relative(folder, file), file]))('%s', async (name, file) => {
      expect(await runScenario(readScenario(readFileSync(file, 'utf8')), `${name.replaceAll(/[^a-z0-9]/g, '-')}.myshopify.com`)).toBeNull();
    });
});
