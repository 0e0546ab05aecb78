import { convert, currencyDigits, scale } from '../../state/money.ts';
import type { Store } from '../../state/model.ts';
import type { Minor } from '../../state/model/values.ts';

/** How a visit sees money: the currency it is shown in, and the rate from the shop's own. */
export interface Purse {
  shopCurrency: string;
  currency: string;
  rate: string;
}

/** The purse for a currency of the store; the shop's own when the store does not offer that one. */
export function purseOf(store: Store, currency: string | null): Purse {
  const offered = store.presentmentCurrencies.find((one) => one.currency === currency);
  return offered ? { shopCurrency: store.currency, ...offered } : { shopCurrency: store.currency, currency: store.currency, rate: '1' };
}

/** Liquid's unit is the hundredth in every currency: 1,000 yen are 100000, and a Kuwaiti fils is rounded away. */
export const toHundredths = (amount: Minor, currency: string): number => scale(amount, 100, 10 ** currencyDigits(currency));

/** An amount in the shop's minor units, in hundredths of the visit's currency. */
export const toLiquid = (amount: Minor, purse: Purse): number => toHundredths(convert(amount, purse.rate, purse.shopCurrency, purse.currency), purse.currency);

export type MoneyStyle = 'symbol' | 'code' | 'bare';

/** Hundredths as people of `locale` write them: "$12.30", "$12.30 USD" or "12.30". */
export function formatMoney(hundredths: number, currency: string, locale: string, style: MoneyStyle = 'symbol'): string {
  const digits = currencyDigits(currency);
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const amount = hundredths / 100;
  if (style === 'bare') return new Intl.NumberFormat(locale, fraction).format(amount);
  const text = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(amount);
  return style === 'code' ? `${text} ${currency}` : text;
}
