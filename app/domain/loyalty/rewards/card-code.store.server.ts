import { database } from '~/db/client.server';
import { withShopConnection } from '~/db/tenant.server';
import { seal } from '~/db/vault/envelope';
import { openSealed, shopKeys, type ShopKeys } from '~/db/vault/shop-keys.store.server';
import { giftCardCode } from './code.server';

const ROWS_AT_ONCE = 500;

const contextOf = (shopId: bigint, redemptionId: bigint) => `reward-code:${shopId}:${redemptionId}`;

/** A gift card's code as it lies in `loyalty_redemption.code_sealed`. */
export const sealCardCode = ({ reward }: ShopKeys, shopId: bigint, redemptionId: bigint, code: string): Buffer =>
  seal(reward, Buffer.from(code), contextOf(shopId, redemptionId));

interface Sealed {
  code: string | null;
  codeSealed: Buffer | null;
}

/** Gives rows of redemptions their codes, those of gift cards opened; `null` of a card whose code was sealed with a key that is gone. */
export async function openCodes<Row extends Sealed>(
  shopId: bigint,
  rows: readonly Row[],
  idOf: (row: Row) => bigint,
): Promise<(Omit<Row, 'codeSealed'> & { code: string | null })[]> {
  const keys = rows.some(({ codeSealed }) => codeSealed) ? await shopKeys(shopId) : null;
  return rows.map((row) => {
    const { codeSealed, ...rest } = row;
    const opened = keys && codeSealed && openSealed(keys, 'reward', codeSealed, contextOf(shopId, idOf(row)));
    return { ...rest, code: opened?.toString() ?? row.code };
  });
}

/** Draws a code for a gift card that has none, because its books were moved without; whoever asks again has the same. */
export async function drawCardCode(shopId: bigint, redemptionId: bigint): Promise<string> {
  const keys = await shopKeys(shopId);
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<Sealed>(
      `update loyalty_redemption set code_sealed = coalesce(code_sealed, $3) where shop_id = $1 and id = $2 returning code, code_sealed as "codeSealed"`,
      [shopId, redemptionId, sealCardCode(keys, shopId, redemptionId, giftCardCode())],
    ),
  );
  const [drawn] = await openCodes(shopId, rows, () => redemptionId);
  if (!drawn?.code) throw new Error('The code of a gift card was sealed with a key that is gone.');
  return drawn.code;
}

/** Shops with codes of gift cards from before those were sealed. */
export async function shopsWithCardsInClear(): Promise<bigint[]> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>('select shops_with_cards_in_clear() as shop_id');
  return rows.map((row) => row.shop_id);
}

/** Seals a stretch of a shop's codes that lie in clear. @returns how many. */
export async function sealCardsInClear(shopId: bigint): Promise<number> {
  const keys = await shopKeys(shopId);
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ id: bigint; code: string }>(
      `select id, code from loyalty_redemption where shop_id = $1 and code is not null and promise ->> 'kind' = 'gift_card' order by id limit ${ROWS_AT_ONCE} for update`,
      [shopId],
    );
    await connection.query(
      'update loyalty_redemption r set code = null, code_sealed = n.sealed from unnest($2::bigint[], $3::bytea[]) as n (id, sealed) where r.shop_id = $1 and r.id = n.id',
      [shopId, rows.map(({ id }) => id), rows.map(({ id, code }) => sealCardCode(keys, shopId, id, code))],
    );
    return rows.length;
  });
}
