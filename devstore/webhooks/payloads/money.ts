import { convert, formatMinor } from '../../state/money.ts';
import type { Order } from '../../state/model.ts';
import type { Minor } from '../../state/model/values.ts';
import type { WireObject } from '../wire.ts';

type Currencies = Pick<Order, 'currency' | 'presentmentCurrency' | 'presentmentRate'>;

/** An amount in both currencies of an order. */
export const moneySet = (amount: Minor, order: Currencies): WireObject => ({
  shop_money: { amount: formatMinor(amount, order.currency), currency_code: order.currency },
  presentment_money: {
    amount: formatMinor(convert(amount, order.presentmentRate, order.currency, order.presentmentCurrency), order.presentmentCurrency),
    currency_code: order.presentmentCurrency,
  },
});

/** `name` as text and `name_set` in both currencies, as most amounts come. */
export const amount = (name: string, minor: Minor, order: Currencies): WireObject => ({
  [name]: formatMinor(minor, order.currency),
  [`${name}_set`]: moneySet(minor, order),
});

/** A rate in basis points as the decimal number that REST payloads carry (825 → 0.0825). */
export const rateOf = (basisPoints: number): number => basisPoints / 10_000;
