import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Config } from '../config.ts';

const lifetimeS = 60;
const claimsSchema = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number(),
  nbf: z.number(),
  iat: z.number(),
  jti: z.string(),
  sid: z.string(),
});
export type SessionClaims = z.infer<typeof claimsSchema>;

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (text: string, secret: string) => createHmac('sha256', secret).update(text).digest();

/**
 * A JWT as App Bridge and extensions give the app for one minute. By the machine's time, as the app's library checks it by that. @param sub who it speaks
 * for: a number of staff, or a customer's GID @param dest the shop, which customer accounts name without a scheme
 */
export function signSessionToken(config: Config, domain: string, sub: string, dest = `https://${domain}`): string {
  const now = Math.floor(Date.now() / 1000);
  const claims: SessionClaims = {
    iss: `https://${domain}/admin`,
    dest,
    aud: config.clientId,
    sub,
    exp: now + lifetimeS,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${text}.${sign(text, config.clientSecret).toString('base64url')}`;
}

/** The claims of a token that is ours, of this app and shop, and not past; otherwise null. */
export function verifySessionToken(config: Config, domain: string, token: string): SessionClaims | null {
  const [header, body, signature] = token.split('.');
  if (!header || !body || !signature) return null;
  const expected = sign(`${header}.${body}`, config.clientSecret);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  try {
    const { alg } = z.object({ alg: z.string() }).parse(JSON.parse(Buffer.from(header, 'base64url').toString()));
    const claims = claimsSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
    const now = Date.now() / 1000;
    const valid = alg === 'HS256' && claims.aud === config.clientId && claims.dest === `https://${domain}` && claims.exp > now && claims.nbf <= now + 10;
    return valid ? claims : null;
  } catch {
    return null;
  }
}
