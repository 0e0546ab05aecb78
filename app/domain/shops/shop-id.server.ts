import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../shared/errors';

/** `name.myshopify.com`, in lower case: the one name of a shop that never changes. */
export const shopDomain = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}\.myshopify\.com$/, 'is not a shop domain');

/**
 * The tenant's id: the first 63 bits of SHA-256 of its domain, so that it is known before anything is read, and no
 * table has to be looked into across tenants (docs/decisions/002).
 * @throws AppError invalid_input when the text is not a shop's domain.
 */
export function shopIdOf(domain: string): bigint {
  const known = ids.get(domain);
  if (known !== undefined) return known;
  const id = hashed(domain);
  if (ids.size >= KNOWN_MAX) ids.clear();
  ids.set(domain, id);
  return id;
}

/** Every delivery and every shopper names a shop, mostly one of few: hashing is a tenth of what verifying them costs. */
const ids = new Map<string, bigint>();
const KNOWN_MAX = 10_000;

function hashed(domain: string): bigint {
  const parsed = shopDomain.safeParse(domain);
  if (!parsed.success) throw new AppError('invalid_input', `"${domain.slice(0, 80)}" is not a shop domain like name.myshopify.com`, 'shop');
  return createHash('sha256').update(parsed.data).digest().readBigUInt64BE() >> 1n;
}
