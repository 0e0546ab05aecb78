import { blindToken } from '~/db/vault/envelope';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import { queryTokens } from './search-tokens';

/** What was typed, as the tokens that the blind index holds; somebody must have all of them. Empty when it holds nothing that can be looked for. */
export async function searchTokens(shopId: bigint, text: string): Promise<bigint[]> {
  const { index } = await shopKeys(shopId);
  return queryTokens(text).map((token) => blindToken(index, token));
}
