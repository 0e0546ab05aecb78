import { formatMoney } from '~/domain/shared/money';
import type { Minor } from '~/domain/shared/money';
import type { Locale } from './locales';

/** What the formats depend on: the reader's language, the shop's currency and zone. */
export interface Setting {
  locale: Locale;
  currency: string;
  timezone: string;
}

export type DateStyle = 'date' | 'day' | 'dateTime' | 'time' | 'full';
const DATE_STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  date: { year: 'numeric', month: 'short', day: 'numeric' },
  day: { month: 'short', day: 'numeric' },
  dateTime: { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' },
  time: { hour: 'numeric', minute: '2-digit' },
  full: { dateStyle: 'full' },
};

// Node and browsers differ in the kind of space before "PM"; pages are rendered by both.
const plainSpaces = (text: string) => text.replace(/[\u202f\u2009]/g, ' ');

/** Formats for people. Everything goes through Intl, in the shop's zone and currency. */
export function createFormat({ locale, currency, timezone }: Setting) {
  const formats = Object.fromEntries(
    Object.entries(DATE_STYLES).map(([style, options]) => [style, new Intl.DateTimeFormat(locale, { ...options, timeZone: timezone })]),
  ) as Record<DateStyle, Intl.DateTimeFormat>;
  const days = new Intl.DateTimeFormat(locale, { ...DATE_STYLES.day, timeZone: 'UTC' });
  const integers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const shortRegions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code', style: 'short' });
  const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  const lists = new Intl.ListFormat(locale, { type: 'unit', style: locale === 'en' ? 'short' : 'narrow' });
  return {
    locale,
    currency,
    money: (amount: Minor) => formatMoney(amount, currency, locale),
    number: (value: number | bigint) => integers.format(value),
    /** A share: 0.125 is 12.5%. */
    percent: (share: number) => percents.format(share),
    date: (at: Date, style: DateStyle = 'date') => plainSpaces(formats[style].format(at)),
    /** A calendar day of the shop, `2026-11-21`. */
    day: (day: string) => days.format(new Date(`${day}T00:00:00Z`)),
    // At length Node and Chromium call Hong Kong and Macao differently, and a page must not change as it wakes.
    region: (code: string) => (/^[A-Za-z]{2}$/.test(code) ? ((/^(hk|mo)$/i.test(code) ? shortRegions : regions).of(code.toUpperCase()) ?? code) : code),
    language: (tag: string) => {
      try {
        return languages.of(tag) ?? tag;
      } catch {
        return tag;
      }
    },
    list: (items: string[]) => (locale === 'en' ? lists.format(items) : items.join('、')),
  };
}
export type Format = ReturnType<typeof createFormat>;
