import { z } from 'zod';
import { idFromGid } from '~/domain/shared/ids';
import { parseMoney, type Minor } from '~/domain/shared/money';
import { gidText, quantity } from './rest-fields';

export const ref = z
  .object({ id: gidText })
  .nullish()
  .transform((record) => record?.id ?? null);
export const nodes = <T extends z.ZodType>(node: T) => z.object({ nodes: z.array(node) });
export const count = quantity;

/**
 * Of orders there are millions in a file: their schema says only what is there, and these make values of it. A transform of zod's for each
 * field takes longer than all else that is done with an order before it is stored. Each throws an Error for what is no such value.
 */
export const plainRef = z.object({ id: z.string() }).nullish();
export const plainMoney = z.object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) });
export const refIdOf = (record: z.output<typeof plainRef>): bigint | null => (record ? idFromGid(record.id) : null);
export const minorOf = (money: z.output<typeof plainMoney> | null | undefined): Minor =>
  money ? parseMoney(money.shopMoney.amount, money.shopMoney.currencyCode) : 0n;
