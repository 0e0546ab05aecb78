import { expect, it } from 'vitest';
import { textCell } from './csv-cell';

it.each(['=1+1', '+cmd|calc', '-2+3+cmd', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '=HYPERLINK("http://x")'])('disarms %j', (text) => {
  expect(textCell(text)).toBe(`'${text}`);
});

it.each(['Ada', '王小明', '+86 138 0013-8000', '-12.50', "O'Brien", '🎂', ''])('leaves %j alone', (text) => {
  expect(textCell(text)).toBe(text);
});
