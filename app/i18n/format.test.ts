import { describe, expect, it } from 'vitest';
import { createFormat } from './format';
import { pickLocale } from './locales';

const shanghai = createFormat({ locale: 'zh-CN', currency: 'CNY', timezone: 'Asia/Shanghai' });
const newYork = createFormat({ locale: 'en', currency: 'USD', timezone: 'America/New_York' });
const at = new Date('2026-11-21T20:05:00Z');

describe('formats', () => {
  it('show a moment in the shop’s zone, in the reader’s language', () => {
    expect(newYork.date(at, 'dateTime')).toBe('Nov 21, 2026, 3:05 PM');
    expect(shanghai.date(at)).toBe('2026年11月22日');
  });

  it('show a calendar day as it is, in whatever zone', () => {
    expect(newYork.day('2026-03-08')).toBe('Mar 8');
    expect(shanghai.day('2026-03-08')).toBe('3月8日');
  });

  it('show money exactly, beyond what a float holds', () => {
    expect(newYork.money(123456789012345678n)).toBe('$1,234,567,890,123,456.78');
    expect(createFormat({ locale: 'en', currency: 'JPY', timezone: 'UTC' }).money(1500n)).toBe('¥1,500');
  });

  it('name countries, and leave alone what is none', () => {
    expect(shanghai.region('de')).toBe('德国');
    expect(newYork.region('somewhere')).toBe('somewhere');
    expect(newYork.language('not a tag')).toBe('not a tag');
  });
});

it.each([
  ['zh-CN', 'zh-CN'],
  ['zh-Hans-SG', 'zh-CN'],
  ['zh-TW', 'zh-CN'],
  ['de', 'en'],
  ['en-GB', 'en'],
  ['', null],
  [null, null],
])('%s is spoken to in %s', (tag, locale) => {
  expect(pickLocale(tag)).toBe(locale);
});
