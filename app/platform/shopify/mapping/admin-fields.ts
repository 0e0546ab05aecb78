import { z } from 'zod';
import { parseMoney, type Minor } from '~/domain/shared/money';
import { gidText, quantity } from './rest-fields';

export const ref = z
  .object({ id: gidText })
  .nullish()
  .transform((record) => record?.id ?? null);
export const adminMoney = z.object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) }).transform(({ shopMoney }, context): Minor => {
  try {
    return parseMoney(shopMoney.amount, shopMoney.currencyCode);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not an amount of money' });
    return z.NEVER;
  }
});
export const adminMoneyOrNull = adminMoney.nullish().transform((value) => value ?? 0n);
export const nodes = <T extends z.ZodType>(node: T) => z.object({ nodes: z.array(node) });
export const count = quantity;
