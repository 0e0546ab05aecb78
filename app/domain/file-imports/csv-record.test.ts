import { fc, test as property } from '@fast-check/vitest';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { recordAt } from './csv-record';

function readAll(text: string, delimiter: string, columns: number | null = null) {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  if (lines[lines.length - 1] === '') lines.pop();
  const records = [];
  for (let at = 0; at < lines.length;) {
    const record = recordAt(lines, at, delimiter, columns, true);
    if (!record) throw new Error('Nothing more follows.');
    records.push({ at: at + 1, ...record });
    at += record.lines;
  }
  return records;
}

const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '|', '\n', ' ', 'é', '王', 'a', "'") }));
const table = fc.integer({ min: 2, max: 5 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }));

describe('records of a CSV file', () => {
  property.prop([table, fc.constantFrom(',', ';', '\t', '|'), fc.boolean()])('are what was written, and what csv-parse reads', (rows, delimiter, quoted) => {
    const clean = rows.map((row) => row.map((text) => text.replaceAll('\r', '')));
    const text = stringify(clean, { delimiter, quoted, quoted_empty: true });
    const read = readAll(text, delimiter, clean[0]?.length).map((record) => record.fields);
    expect(read).toEqual(clean);
    expect(read).toEqual(parse(text, { delimiter }));
  });

  it('lose one row to a quote that was not closed', () => {
    const read = readAll('a,b\n1,"x\n2,y\n3,"z"\n4,"v ""w"""\n', ',', 2);
    expect(read.map(({ at, fields, broken }) => broken ?? `${at}:${fields.join('|')}`)).toEqual(['1:a|b', 'broken_quotes', '3:2|y', '4:3|z', '5:4|v "w"']);
  });

  it('lose one row to a quote in the middle, one to text behind a closing quote, and none to inches', () => {
    expect(readAll('"a"b,1\n5" pipe,2\n"x\ny",3', ',', 2).map((record) => record.broken ?? record.fields)).toEqual([
      'broken_quotes',
      ['5" pipe', '2'],
      ['x\ny', '3'],
    ]);
  });

  it('do not take a forgotten quote for a field of a thousand lines', () => {
    const rows = Array.from({ length: 1000 }, (_, index) => `${index},b`);
    const read = readAll(['1,"b', ...rows, '2,"c"'].join('\n'), ',', 2);
    expect(read.filter((record) => record.broken)).toHaveLength(1);
    expect(read).toHaveLength(1002);
  });
});
