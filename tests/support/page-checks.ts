import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';
import en from '~/i18n/en.json';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Every key of the app's texts, as it would stand on a page that lacks its translation. */
function keysOf(texts: object, before = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${before}${key}.`) : [`${before}${key}`],
  );
}
function textsOf(texts: object): string[] {
  return Object.values(texts).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? textsOf(value) : [],
  );
}
const KEYS = keysOf(en)
  .filter((key) => key.includes('.'))
  .map((key) => key.replace(/_(one|other)$/, ''));
/** English that no page in another language may show; short words stand in data, too. */
const ENGLISH = textsOf(en).filter((text) => !text.includes('{{') && text.split(' ').length > 2);

/** What axe finds that is serious or critical, in words. */
export async function seriousViolations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axeSource);
  const { violations } = await frame.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map((one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => `  ${node.html}`).join('\n')}`);
}

/** The sum of all layout shifts of a frame since it was loaded that nobody caused by a click or a key, and what moved. */
export function layoutShift(frame: Frame): Promise<{ total: number; moved: string[] }> {
  return frame.evaluate(
    () =>
      new Promise<{ total: number; moved: string[] }>((resolve) => {
        interface Shift extends PerformanceEntry {
          value: number;
          hadRecentInput: boolean;
          sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
        }
        const shifts: Shift[] = [];
        const observer = new PerformanceObserver((list) => shifts.push(...(list.getEntries() as Shift[])));
        observer.observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => {
          observer.disconnect();
          const counted = shifts.filter((shift) => !shift.hadRecentInput);
          const name = (node: Node | null) => (node instanceof Element ? node.outerHTML.slice(0, 120) : (node?.textContent?.slice(0, 60) ?? ''));
          const place = ({ x, y, width, height }: DOMRectReadOnly) => `${[x, y, width, height].map(Math.round).join()}`;
          resolve({
            total: counted.reduce((sum, shift) => sum + shift.value, 0),
            moved: counted.flatMap(({ value, sources }) =>
              sources.map(({ node, previousRect, currentRect }) => `${value.toFixed(3)} ${place(previousRect)} → ${place(currentRect)} ${name(node)}`),
            ),
          });
        }, 100);
      }),
  );
}

/** Faults in what the page says and how it is laid out: keys, gaps in texts, English among Chinese, scrolling sideways. */
export async function pageFaults(frame: Frame, locale: string): Promise<string[]> {
  const { text, lang, wider } = await frame.evaluate(() => ({
    text: document.body.innerText,
    lang: document.documentElement.lang,
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  return [
    ...(lang === locale ? [] : [`lang is "${lang}"`]),
    ...(wider > 0 ? [`scrolls sideways by ${wider} px`] : []),
    ...(/\{\{|\}\}|\bundefined\b|\bNaN\b|\[object/.test(text) ? [`a gap in a text: ${text}`] : []),
    ...KEYS.filter((key) => text.includes(key)).map((key) => `untranslated: ${key}`),
    ...(locale === 'en' ? [] : ENGLISH.filter((english) => text.includes(english)).map((english) => `English: ${english}`)),
  ];
}
