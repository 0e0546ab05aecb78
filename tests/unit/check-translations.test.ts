import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { checkTranslations, compareLanguages, readSource } from '../../scripts/check-translations.mjs';

it('objects to nothing in the app', () => {
  expect(checkTranslations(fileURLToPath(new URL('../..', import.meta.url)))).toEqual([]);
});

it('finds missing keys, other placeholders and wrong plural forms', () => {
  const faults = compareLanguages([
    { locale: 'en', texts: { a: { b: 'x {{n}}' }, p_one: '{{n}}', p_other: '{{n}}', lost: 'x' } },
    { locale: 'zh-CN', texts: { a: { b: 'x {{m}}' }, p_one: '{{n}}', p_other: '{{n}}' } },
  ]);
  expect(faults).toHaveLength(3);
  expect(faults.join('\n')).toMatch(/zh-CN: "lost" is missing[\s\S]*zh-CN: "p" has the plural forms one,other[\s\S]*"a\.b" has the placeholders \{m\}/);
});

it('finds text in JSX and in what is read aloud', () => {
  const { raw } = readSource('x.tsx', '<p title="Hello" id="x">{t("a.b")} Text · <b>1</b></p>');
  expect(raw).toHaveLength(2);
});
