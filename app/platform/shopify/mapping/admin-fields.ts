import { z } from 'zod';
import { parseMoney, type Minor } from '~/domain/shared/money';
import { amountText, currencyCode, gidText, quantity } from './rest-fields';

export const ref = z
  .object({ id: gidText })
  .nullish()
  .transform((record) => record?.id ?? null);
export const adminMoney = z
  .object({ shopMoney: z.object({ amount: amountText, currencyCode }) })
  .transform(({ shopMoney }): Minor => parseMoney(shopMoney.amount, shopMoney.currencyCode));
export const adminMoneyOrNull = adminMoney.nullish().transform((value) => value ?? 0n);
export const nodes = <T extends z.ZodType>(node: T) => z.object({ nodes: z.array(node) });
export const count = quantity;
