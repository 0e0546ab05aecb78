import { createHmac, randomUUID } from 'node:crypto';

interface TokenOptions {
  shop: string;
  clientId: string;
  secret: string;
  /** Seconds from now; negative makes an expired token. */
  expiresIn?: number;
  userId?: string;
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A session token as Shopify's admin signs it (HS256). */
export function sessionToken({ shop, clientId, secret, expiresIn = 60, userId = '42' }: TokenOptions): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: clientId,
    sub: userId,
    exp: now + expiresIn,
    nbf: now - 120,
    iat: now - 120,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}
