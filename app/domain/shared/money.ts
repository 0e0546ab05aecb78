/** Minor units of a currency: cents, pence, yen. Never a float. */
export type Minor = bigint;

const digitsByCurrency = new Map<string, number>();

/** How many decimals a currency has (ISO 4217 as ICU knows it): USD 2, JPY 0, KWD 3. @throws RangeError when it is no currency code. */
export function currencyDigits(currency: string): number {
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digitsByCurrency.set(currency, digits);
  }
  return digits;
}

const DECIMAL = /^(-)?(\d+)(?:\.(\d+))?$/;

/** `"12.34"` in USD is 1234n. More decimals than the currency has are rounded half away from zero. @throws Error when the text is not a decimal. */
export function parseMoney(text: string, currency: string): Minor {
  const match = DECIMAL.exec(text);
  if (!match) throw new Error(`Not an amount of money: ${text.slice(0, 40)}`);
  const [, sign, whole = '0', fraction = ''] = match;
  const digits = currencyDigits(currency);
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  const roundUp = (fraction[digits] ?? '0') >= '5' ? 1n : 0n;
  const amount = BigInt(whole + kept) + roundUp;
  return sign ? -amount : amount;
}

/** 1234n in USD is `"12.34"`. */
export function moneyText(amount: Minor, currency: string): string {
  const digits = currencyDigits(currency);
  const sign = amount < 0n ? '-' : '';
  const text = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** For people, in their language: `$1,234.50`. */
export function formatMoney(amount: Minor, currency: string, locale: string): string {
  // Intl takes decimal text exactly; the type of the standard library says number only.
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(moneyText(amount, currency) as unknown as number);
}
