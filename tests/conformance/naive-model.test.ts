import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { scenarioFile } from '../support/naive-loyalty/format';
import { firstDifference } from '../support/naive-loyalty/play';

const folder = path.resolve('tests/conformance');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .sort();

/** Two readers of the law, a person with a pencil and a simple program, must come to the same figures before the app is asked. */
describe('the scenarios and the naive model of the law agree', () => {
  test('there are scenarios enough', () => expect(files.length).toBeGreaterThanOrEqual(90));
  test.each(files)('%s', (file) => {
    expect(firstDifference(scenarioFile.parse(parse(readFileSync(path.join(folder, file), 'utf8'))))).toBeNull();
  });
});
