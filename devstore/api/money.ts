import { convert, formatMinor } from '../state/money.ts';
import type { Minor } from '../state/model/values.ts';

/** Shopify's Decimal: no needless zeros, but at least one place ("12.5", "12.0", "1200.0" yen). */
export function decimalText(amount: Minor, currency: string): string {
  const text = formatMinor(amount, currency);
  const point = text.indexOf('.');
  if (point < 0) return `${text}.0`;
  let end = text.length;
  while (end > point + 2 && text[end - 1] === '0') end -= 1;
  return text.slice(0, end);
}

/** An amount in one currency, as MoneyV2. */
export const moneyV2 = (amount: Minor, currency: string) => ({ __typename: 'MoneyV2', amount: decimalText(amount, currency), currencyCode: currency });

/** The currencies of an order, a draft or a checkout. */
export interface Currencies {
  currency: string;
  presentmentCurrency: string;
  presentmentRate: string;
}

/** An amount in shop and presentment money. */
export class MoneyBag {
  readonly __typename = 'MoneyBag';
  constructor(
    private readonly amount: Minor,
    private readonly currencies: Currencies,
  ) {}
  get shopMoney() {
    return moneyV2(this.amount, this.currencies.currency);
  }
  get presentmentMoney() {
    const { currency, presentmentCurrency, presentmentRate } = this.currencies;
    const same = currency === presentmentCurrency;
    return moneyV2(same ? this.amount : convert(this.amount, presentmentRate, currency, presentmentCurrency), presentmentCurrency);
  }
}
export const moneyBag = (amount: Minor, currencies: Currencies): MoneyBag => new MoneyBag(amount, currencies);
export const shopCurrencies = (currency: string): Currencies => ({ currency, presentmentCurrency: currency, presentmentRate: '1' });
