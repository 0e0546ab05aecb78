import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { withShopConnection } from '~/db/tenant.server';
import { AppError } from '../shared/errors';
import { findShop } from '../shops/index.server';
import { REQUESTS_A_MINUTE, TOKENS_MAX, type ApiTokenRow, type TokenCheck } from './model';

const SECRET_BYTES = 32;
/** Shop and number stand in the token, so that it is found without looking into other shops. */
const FORM = /^rg_(-?\d{1,19})_(\d{1,15})_([\w-]{43})$/;
/** Of random bytes, so that a plain hash says nothing about them. */
const digest = (secret: string) => createHash('sha256').update(secret).digest();

/**
 * Makes a token. @returns it in clear, this once.
 * @throws AppError `conflict` when the shop has as many as it may have.
 */
export async function makeApiToken(shopId: bigint, name: string, by: string, now: Date): Promise<string> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const id = await withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ id: bigint }>(
      `insert into api_token (shop_id, name, hash, hint, created_by, created_at)
       select $1, $2, $3, $4, $5, $6 where (select count(*) from api_token where shop_id = $1 and revoked_at is null) < $7 returning id`,
      [shopId, name, digest(secret), secret.slice(-4), by, now, TOKENS_MAX],
    );
    return rows[0]?.id;
  });
  if (id === undefined) throw new AppError('conflict', 'There are too many tokens', 'name');
  return `rg_${shopId}_${id}_${secret}`;
}

export function listApiTokens(shopId: bigint): Promise<ApiTokenRow[]> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<ApiTokenRow>(
      `select id, name, hint, created_by as "createdBy", created_at as "createdAt", last_used_at as "lastUsedAt" from api_token
       where shop_id = $1 and revoked_at is null order by id`,
      [shopId],
    );
    return rows;
  });
}

/** From here on the token opens nothing; told twice, it is done once. */
export async function revokeApiToken(shopId: bigint, id: bigint, now: Date): Promise<void> {
  await withShopConnection(shopId, (connection) =>
    connection.query('update api_token set revoked_at = coalesce(revoked_at, $3) where shop_id = $1 and id = $2', [shopId, id, now]),
  );
}

/** Whose token this is, counted against its requests a minute. `now`: real time, also where the shop's is moved. */
export async function checkApiToken(token: string | undefined, now: Date): Promise<TokenCheck> {
  const [, shop, id, secret] = FORM.exec(token ?? '') ?? [];
  if (!shop || !id || !secret) return { ok: false, reason: 'unauthorised' };
  const shopId = BigInt(shop);
  if (BigInt.asIntN(64, shopId) !== shopId || (await findShop(shopId))?.status !== 'installed') return { ok: false, reason: 'unauthorised' };
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  const used = await withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ hash: Buffer }>('select hash from api_token where shop_id = $1 and id = $2 and revoked_at is null', [shopId, id]);
    if (!rows[0] || !timingSafeEqual(rows[0].hash, digest(secret))) return null;
    const counted = await connection.query<{ used: number }>(
      `update api_token set used = case when minute = $3 then used + 1 else 1 end, minute = $3, last_used_at = $4
       where shop_id = $1 and id = $2 and revoked_at is null returning used`,
      [shopId, id, minute, now],
    );
    return counted.rows[0]?.used ?? null;
  });
  if (used === null) return { ok: false, reason: 'unauthorised' };
  if (used > REQUESTS_A_MINUTE) return { ok: false, reason: 'too_many', retryAfterSeconds: Math.ceil((minute.getTime() + 60_000 - now.getTime()) / 1000) };
  return { ok: true, shopId };
}
