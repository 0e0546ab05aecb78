import { fc, test as property } from '@fast-check/vitest';
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { suggestSettings } from './describe-file.server';
import { detectEncoding } from './detect-encoding.server';
import { layoutOf } from './file-layout';
import { DELIMITERS, type Encoding } from './model';

const ENCODINGS: [Encoding, string, string][] = [
  ['utf-8', 'utf8', 'é王😀ß'],
  ['gb18030', 'gb18030', '王小明龙井茶é'],
  ['big5', 'big5', '王小明龍井茶'],
  ['utf-16le', 'utf-16le', '王é😀'],
  ['utf-16be', 'utf-16be', '王é😀'],
  ['shift_jis', 'shift_jis', '東京ソ表'],
];
const file = fc.record({
  encoding: fc.constantFrom(...ENCODINGS),
  delimiter: fc.constantFrom('comma' as const, 'semicolon' as const, 'tab' as const, 'pipe' as const),
  ending: fc.constantFrom('\n', '\r\n'),
  mark: fc.boolean(),
  quoted: fc.boolean(),
});
const picks = fc.array(fc.array(fc.nat(200), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 12 });

describe('a file', () => {
  property.prop([file, picks])(
    'reads as it was written, whatever its encoding, delimiter and line ends',
    ({ encoding: [name, codec, letters], delimiter, ending, mark, quoted }, cells) => {
      const alphabet = [...letters, 'a', 'Z', '7', ' ', '"', ',', ';', '\t', '|', '\n'];
      const rows = cells.map((row) => row.map((pick) => `v${alphabet[pick % alphabet.length] ?? ''}${alphabet[(pick >> 2) % alphabet.length] ?? ''}x`));
      const text = stringify([['Name', 'Email', 'City', 'Note'], ...rows], {
        delimiter: DELIMITERS[delimiter],
        quoted,
        quoted_match: /\n/,
        record_delimiter: ending,
      });
      const bytes = iconv.encode(text, codec, { addBOM: mark && name.startsWith('utf') });
      const layout = layoutOf(bytes, true, { encoding: name, delimiter: delimiter });
      expect(layout.headings).toEqual(['Name', 'Email', 'City', 'Note']);
      expect(layout.rows.map((row) => row.fields)).toEqual(rows);
    },
  );

  it.each(ENCODINGS.slice(0, 5))('in %s is known for what it is, with its delimiter and columns', (name, codec) => {
    const words =
      name === 'big5' ? ['訂單編號', '日期', '電子郵件', '總計', '龍井茶葉禮盒與紫砂壺'] : ['订单编号', '日期', '邮箱', '总额', '龙井茶叶礼盒与紫砂壶'];
    const text = [
      [...words.slice(0, 4), name === 'big5' ? '商品名稱' : '商品名称'],
      ...Array.from({ length: 40 }, (_, n) => [`A${n}`, '2026-01-02', 'a@b.cn', '12.50', words[4]]),
    ]
      .map((row) => row.join(';'))
      .join('\r\n');
    const bytes = iconv.encode(text, codec);
    expect(detectEncoding(bytes)).toBe(name);
    expect(suggestSettings({ bytes, complete: true }, { currency: 'CNY', country: 'CN' })).toMatchObject({
      kind: 'orders',
      delimiter: 'semicolon',
      columns: ['orderNumber', 'orderDate', 'email', 'total', 'product'],
      dateOrder: 'dmy',
      decimalMark: 'point',
      currency: 'CNY',
      region: 'CN',
    });
  });
});
