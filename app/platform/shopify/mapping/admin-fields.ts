import { z } from 'zod';
import { idFromGid } from '~/domain/shared/ids';
import { parseMoney, type Minor } from '~/domain/shared/money';
import { cleanText, instantOf, quantity } from './rest-fields';

export const nodes = <T extends z.ZodType>(node: T) => z.object({ nodes: z.array(node) });
export const count = quantity;
export const maybeText = z.string().nullish();
export const ref = z.object({ id: z.string() }).nullish();
export const money = z.object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) });

/**
 * Of customers, products and orders there are millions in a file: their schemas say only what is there, and these make values of it. A
 * transform of zod's for each field takes longer than all else that is done with a record before it is stored. Each throws an Error for
 * what is no such value, of which {@link reader} makes one.
 */
export const refIdOf = (record: z.output<typeof ref>): bigint | null => (record ? idFromGid(record.id) : null);
export const minorOf = (amount: z.output<typeof money> | null | undefined): Minor =>
  amount ? parseMoney(amount.shopMoney.amount, amount.shopMoney.currencyCode) : 0n;
export const textOf = (text: z.output<typeof maybeText>): string | null => (text ? cleanText(text) : null);
export const timeOf = (text: z.output<typeof maybeText>): Date | null => (typeof text === 'string' ? instantOf(text) : null);

/** Makes what reads a record by its schema and gives its meaning. It throws a ZodError also for a value that is no id, time or amount, and quotes none. */
export function reader<Schema extends z.ZodType, Rest extends unknown[], Made>(schema: Schema, make: (record: z.output<Schema>, ...rest: Rest) => Made) {
  return (json: unknown, ...rest: Rest): Made => {
    const record = schema.parse(json);
    try {
      return make(record, ...rest);
    } catch (error) {
      if (error instanceof TypeError) throw error;
      throw new z.ZodError([{ code: 'custom', path: [], message: 'has a value that is none of its kind', input: null }]);
    }
  };
}
