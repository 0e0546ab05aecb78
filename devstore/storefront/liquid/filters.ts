import { filters as standardFilters, type Context, type Liquid } from 'liquidjs';
import { addArithmetic } from './arithmetic.ts';
import { escapeHtml, printed as text } from './escape.ts';
import { formatMoney, type MoneyStyle } from './money.ts';
import { productArt, readArt } from './product-art.ts';
import { translate, type Translations } from './translations.ts';

interface FilterThis {
  context: Context;
}

/** A string out of the page's global objects, e.g. `request.locale.iso_code`. */
function globalText(self: FilterThis, ...names: string[]): string {
  let node: unknown = self.context.globals;
  for (const name of names) node = typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined;
  if (typeof node !== 'string') throw new Error(`${names.join('.')} is not known on this page`);
  return node;
}

/** Named arguments reach a liquidjs filter as [name, value] pairs. */
function named(args: unknown[]): Record<string, unknown> {
  return Object.fromEntries(args.filter((one): one is [string, unknown] => Array.isArray(one) && typeof one[0] === 'string'));
}

function money(style: MoneyStyle) {
  // The second argument is not Shopify's: the currency of an order, which may differ from the visit's.
  return function format(this: FilterThis, value: unknown, currency?: unknown): string {
    const amount = Number(value ?? 0);
    if (!Number.isFinite(amount)) throw new Error(`${text(value)} is not an amount of money`);
    return formatMoney(
      amount,
      typeof currency === 'string' ? currency : globalText(this, 'cart', 'currency', 'iso_code'),
      globalText(this, 'request', 'locale', 'iso_code'),
      style,
    );
  };
}

/** "Crème & Brûlée" is "creme-brulee"; scripts other than Latin stay as they are. */
export const handleize = (value: unknown): string =>
  text(value)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');

function attributes(values: Record<string, unknown>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined && value !== false)
    .map(([name, value]) => ` ${name}="${escapeHtml(text(value))}"`)
    .join('');
}

const property = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);

/** The address of an image object's picture, at a width. */
function imageUrl(image: unknown, ...args: unknown[]): string {
  const source = property(image, 'src') ?? property(property(image, 'featured_image'), 'src');
  if (typeof source !== 'string') throw new Error('image_url wants an image');
  const { width } = named(args);
  return width === undefined ? source : `${source}?width=${text(width)}`;
}

function imageTag(url: unknown, ...args: unknown[]): string {
  const options = named(args);
  const width = options.width ?? /[?&]width=(\d+)/.exec(text(url))?.[1] ?? 600;
  return `<img${attributes({ src: url, alt: '', loading: 'lazy', ...options, width, height: options.height ?? width })}>`;
}

/** `<time>` with the day as people of the visit's locale write it, in the store's time zone. */
function timeTag(this: FilterThis, value: unknown): string {
  const at = new Date(text(value));
  const day = new Intl.DateTimeFormat(globalText(this, 'request', 'locale', 'iso_code'), {
    dateStyle: 'long',
    timeZone: globalText(this, 'store_timezone'),
  }).format(at);
  return `<time datetime="${at.toISOString()}">${day}</time>`;
}

const dateStyles: Readonly<Record<string, 'long' | 'medium'>> = { date: 'long', abbreviated_date: 'medium' };

/** A day or a time as the store's zone has it; `'now'` by the store's own clock, whole numbers as seconds since 1970. */
function date(this: FilterThis, value: unknown, ...args: unknown[]): unknown {
  const written = text(value);
  const asked = written === 'now' || written === 'today' ? globalText(this, 'store_now') : /^\d+$/.test(written) ? Number(written) * 1000 : written;
  const at = new Date(asked);
  if (written === '' || Number.isNaN(at.getTime())) return value;
  const zone = globalText(this, 'store_timezone');
  const dateStyle = dateStyles[text(named(args).format)];
  if (dateStyle) return new Intl.DateTimeFormat(globalText(this, 'request', 'locale', 'iso_code'), { dateStyle, timeZone: zone }).format(at);
  const standard = standardFilters.date;
  if (typeof args[0] !== 'string' || typeof standard !== 'function') throw new Error('date wants a format such as "%Y", or format: "date"');
  return standard.call(this as never, at, args[0], zone) as unknown;
}

/** Adds to liquidjs the filters of Shopify's that our theme and blocks use. */
export function addFilters(engine: Liquid, translations: () => Translations, assetUrl: (name: string) => string): void {
  function t(this: FilterThis, key: unknown, ...args: unknown[]): string {
    return translate(translations(), globalText(this, 'request', 'locale', 'iso_code'), text(key), named(args));
  }
  engine.registerFilter('t', t);
  engine.registerFilter('translate', t);
  addArithmetic(engine);
  engine.registerFilter('date', date);
  engine.registerFilter('money', money('symbol'));
  engine.registerFilter('money_with_currency', money('code'));
  engine.registerFilter('money_without_currency', money('bare'));
  engine.registerFilter('asset_url', (name: unknown) => assetUrl(text(name)));
  engine.registerFilter('stylesheet_tag', (url: unknown) => `<link rel="stylesheet" href="${escapeHtml(text(url))}">`);
  engine.registerFilter('script_tag', (url: unknown) => `<script src="${escapeHtml(text(url))}" defer></script>`);
  engine.registerFilter('handleize', handleize);
  engine.registerFilter('handle', handleize);
  engine.registerFilter('time_tag', timeTag);
  engine.registerFilter('image_url', imageUrl);
  engine.registerFilter('image_tag', imageTag);
  // Not Shopify's: the theme of this store draws its pictures into the page.
  engine.registerFilter('inline_picture', (image: unknown, ...args: unknown[]) =>
    productArt(readArt(image), named(args).decorative === true ? '' : text(property(image, 'alt'))),
  );
}
