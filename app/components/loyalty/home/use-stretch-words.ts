import { useFormat } from '~/i18n/setting';

/** A day or a month of the shop's calendar, told by its first day, in words. */
export function useStretchWords(bucket: 'day' | 'month'): (from: string) => string {
  const format = useFormat();
  const months = new Intl.DateTimeFormat(format.locale, { year: 'numeric', month: 'short', timeZone: 'UTC' });
  return (from) => (bucket === 'day' ? format.day(from) : months.format(new Date(`${from.slice(0, 7)}-01T00:00:00Z`)));
}
