import type { DecimalMark } from './model';

/** An amount as decimal text (`"-12.50"`), and its currency as far as it says. */
export interface WrittenAmount {
  decimal: string;
  /** ISO code; a sign that several currencies share, like `$`; or `null`. */
  currency: string | null;
}

/** Signs of one currency, the longer first. */
const SIGNS: [string, string][] = [
  ['US$', 'USD'],
  ['HK$', 'HKD'],
  ['NT$', 'TWD'],
  ['CA$', 'CAD'],
  ['AU$', 'AUD'],
  ['NZ$', 'NZD'],
  ['S$', 'SGD'],
  ['A$', 'AUD'],
  ['C$', 'CAD'],
  ['R$', 'BRL'],
  ['CN¥', 'CNY'],
  ['JP¥', 'JPY'],
  ['RMB', 'CNY'],
  ['人民币', 'CNY'],
  ['港币', 'HKD'],
  ['日元', 'JPY'],
  ['美元', 'USD'],
  ['欧元', 'EUR'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₩', 'KRW'],
  ['₹', 'INR'],
  ['₽', 'RUB'],
  ['฿', 'THB'],
  ['₫', 'VND'],
  ['zł', 'PLN'],
];
/** Signs that need to be asked about, and whose they can be. */
export const SHARED_SIGNS: Record<string, readonly string[]> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD', 'MXN', 'ARS', 'CLP', 'COP'],
  '¥': ['CNY', 'JPY'],
  元: ['CNY', 'HKD', 'TWD', 'USD'],
  kr: ['SEK', 'NOK', 'DKK'],
};
const DIGITS_MAX = 13;
const NOTATIONS: Record<DecimalMark, RegExp> = {
  point: /^([+\-−])?(\d{1,3}(?:[, '’]\d{3})+|\d+)?(?:\.(\d+))?$/,
  comma: /^([+\-−])?(\d{1,3}(?:[. '’]\d{3})+|\d+)?(?:,(\d+))?$/,
};

/** @returns `null` when it is no amount in this notation */
export function parseAmount(written: string, mark: DecimalMark): WrittenAmount | null {
  const text = written.normalize('NFKC').trim();
  const { rest, currency } = takeCurrency(text);
  const inBrackets = /^\((.*)\)$/.exec(rest);
  const decimal = decimalOf((inBrackets?.[1] ?? rest).trim(), mark);
  if (decimal === null) return null;
  return { decimal: inBrackets && !/^0*(\.0*)?$/.test(decimal) ? `-${decimal}` : decimal, currency };
}

/** Which marks before the decimals are possible in this amount; `null` when it has no mark that raises the question. */
export function possibleMarks(written: string): DecimalMark[] | null {
  const { rest } = takeCurrency(written.normalize('NFKC').trim());
  if (!/[.,]/.test(rest)) return null;
  return (['point', 'comma'] as const).filter((mark) => decimalOf(rest.replace(/[()]/g, '').trim(), mark) !== null);
}

function takeCurrency(text: string): { rest: string; currency: string | null } {
  for (const [sign, code] of SIGNS) if (text.includes(sign)) return { rest: text.replace(sign, '').trim(), currency: code };
  for (const sign of Object.keys(SHARED_SIGNS)) if (text.includes(sign)) return { rest: text.replace(sign, '').trim(), currency: sign };
  const code = /^([A-Z]{3})\s*(?=[-(\d])|(?<=[\d)])\s*([A-Z]{3})$/.exec(text);
  return code ? { rest: text.replace(code[0], '').trim(), currency: code[1] ?? code[2] ?? null } : { rest: text, currency: null };
}

function decimalOf(text: string, mark: DecimalMark): string | null {
  const match = NOTATIONS[mark].exec(text);
  if (!match || (match[2] === undefined && match[3] === undefined)) return null;
  const whole = (match[2] ?? '0').replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  if (whole.length > DIGITS_MAX || (match[3]?.length ?? 0) > DIGITS_MAX) return null;
  return `${match[1] && match[1] !== '+' ? '-' : ''}${whole}${match[3] ? `.${match[3]}` : ''}`;
}

/** `amount` minor units of a currency with `fromDigits` decimals, in one of which a whole unit costs `rate`; rounded half away from zero. */
export function convertMinor(amount: bigint, rate: string, fromDigits: number, toDigits: number): bigint {
  const [whole = '0', fraction = ''] = rate.split('.');
  const numerator = amount * BigInt(whole + fraction) * 10n ** BigInt(toDigits);
  const divisor = 10n ** BigInt(fraction.length + fromDigits);
  const sign = numerator < 0n ? -1n : 1n;
  return sign * ((numerator * sign * 2n + divisor) / (divisor * 2n));
}
