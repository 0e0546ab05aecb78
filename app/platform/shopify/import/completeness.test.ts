import { expect, test } from 'vitest';
import { isWhole } from './completeness';

const announced = { objectCount: 10, rootObjectCount: 4, fileSize: 100 };

test.each([
  ['all of it', { bytes: 100, lines: 10, roots: 4 }, announced, true],
  ['cut between two roots', { bytes: 80, lines: 8, roots: 3 }, announced, false],
  ['cut within the last root, at the end of a line', { bytes: 90, lines: 9, roots: 4 }, announced, false],
  ['the same, of unknown size', { bytes: 90, lines: 9, roots: 4 }, { ...announced, fileSize: null }, false],
  ['all of it, of unknown size', { bytes: 90, lines: 10, roots: 4 }, { ...announced, fileSize: null }, true],
  ['the announced size, but a root is missing', { bytes: 100, lines: 10, roots: 3 }, announced, false],
])('%s', (_name, seen, promised, expected) => {
  expect(isWhole(promised, seen)).toBe(expected);
});
