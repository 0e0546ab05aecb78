import { z } from 'zod';
import { parseMoney, type Minor } from '~/domain/shared/money';
import { idFromGid } from '~/domain/shared/ids';

const LONGEST_ID = 9_223_372_036_854_775_807n;
const INT_MAX = 2_147_483_647;

/** PostgreSQL holds no NUL and no half of a surrogate pair; both come in from careless scripts. */
export const cleanText = (value: string): string => (SUSPECT.test(value) ? value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd') : value);
/** Most texts have neither, nor whole pairs, and are left as they are. */
const SUSPECT = /[\0\ud800-\udfff]/;

export const text = z.string().overwrite(cleanText);
export const textOrNull = z
  .string()
  .nullish()
  .transform((value) => (value ? cleanText(value) : null));

/** The number of a record, as REST payloads carry it: exact, however long. */
export const restId = z
  .union([z.number().int(), z.bigint(), z.string().regex(/^\d{1,19}$/)])
  .transform(BigInt)
  .refine((id) => id > 0n && id <= LONGEST_ID, 'is not an id');
export const restIdOrNull = restId.nullish().transform((id) => id ?? null);
export const gidText = z.string().transform((value, context) => {
  try {
    return idFromGid(value);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a Shopify id' });
    return z.NEVER;
  }
});

/** The id from `admin_graphql_api_id` where there is one: it has survived parsers that round numbers. */
export const bothIds = { id: restId.optional(), admin_graphql_api_id: gidText.optional() };
export function idOf(record: { id?: bigint | undefined; admin_graphql_api_id?: bigint | undefined }): bigint {
  const id = record.admin_graphql_api_id ?? record.id;
  if (id === undefined) throw new Error('The record has no id.');
  return id;
}

/** An instant, to the second: GraphQL and REST must say the same of one version, and REST knows no more. @throws Error */
export function instantOf(text: string): Date {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Error(`Not a time: ${text.slice(0, 40)}`);
  return new Date(Math.floor(ms / 1000) * 1000);
}
export const instant = z.string().transform((value, context) => {
  try {
    return instantOf(value);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a time' });
    return z.NEVER;
  }
});
export const instantOrNull = instant.nullish().transform((value) => value ?? null);

const decimal = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((value) => /^-?\d+(\.\d+)?$/.test(value), 'is not an amount');
export const amount = decimal;
export const amountOrNull = decimal.nullish().transform((value) => value ?? null);
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'is not a currency');
export const moneySet = z.object({ shop_money: z.object({ amount: decimal, currency_code: currencyCode }) }).nullish();
export type MoneySet = z.output<typeof moneySet>;

/** Shop money: from the set, or else from the bare amount, which REST gives in the shop's currency. */
export function shopMoney(set: MoneySet, bare: string | null | undefined, currency: string): Minor {
  if (set) return parseMoney(set.shop_money.amount, set.shop_money.currency_code);
  return bare ? parseMoney(bare, currency) : 0n;
}

export const quantity = z.number().int().min(-INT_MAX).max(INT_MAX);
/** `"tag1, tag2"` of REST. */
export const tagList = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .transform((value) => {
    const tags = typeof value === 'string' ? value.split(',') : (value ?? []);
    return [...new Set(tags.map((tag) => cleanText(tag).trim()).filter(Boolean))];
  });

export const sum = (amounts: Minor[]): Minor => amounts.reduce((total, one) => total + one, 0n);
export const magnitude = (amountOf: Minor): Minor => (amountOf < 0n ? -amountOf : amountOf);
