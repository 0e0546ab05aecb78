import { Prisma } from '@prisma/client';
import { blindToken } from '~/db/vault/envelope';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import { queryTokens } from './search-tokens';

/** What was typed, as the tokens that the blind index holds; somebody must have all of them. Empty when it holds nothing that can be looked for. */
export async function searchTokens(shopId: bigint, text: string): Promise<bigint[]> {
  const { index } = await shopKeys(shopId);
  return queryTokens(text).map((token) => blindToken(index, token));
}

/** Whose name, e-mail or phone has all that was looked for, as SQL over the column with the customer's id; nobody when none of it can be looked up. */
export function foundBy(shopId: bigint, customerId: Prisma.Sql, tokens: bigint[] | null): Prisma.Sql[] {
  if (tokens?.length === 0) return [Prisma.sql`false`];
  return (tokens ?? []).map(
    (token) => Prisma.sql`${customerId} in (select s.customer_id from customer_search s where s.shop_id = ${shopId} and s.token = ${token})`,
  );
}
