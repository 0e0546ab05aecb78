import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '~/config/env.server';

const digestOf = (secret: string, body: Buffer): Buffer => createHmac('sha256', secret).update(body).digest();

/** The digest of a body by the secret of now. */
export const bodyDigest = (body: Buffer): Buffer => digestOf(env().SHOPIFY_API_SECRET, body);

/** Whether Shopify has signed a body. After a rotation of the secret it may sign with the old one for an hour. @param digest see {@link bodyDigest} */
export function isSignedBody(body: Buffer, hmac: string, digest: Buffer): boolean {
  const given = Buffer.from(hmac, 'base64');
  const isBy = (expected: Buffer) => given.length === expected.length && timingSafeEqual(given, expected);
  const { SHOPIFY_API_SECRET_PREVIOUS } = env();
  return isBy(digest) || (SHOPIFY_API_SECRET_PREVIOUS !== undefined && isBy(digestOf(SHOPIFY_API_SECRET_PREVIOUS, body)));
}
