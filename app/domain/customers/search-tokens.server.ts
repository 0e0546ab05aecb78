import { blindToken } from '~/db/vault/envelope';
import type { CustomerContact } from './model';
import { contactTokens } from './search-tokens';

/**
 * Makes what people are found by, as the blind index holds it. Beginnings of names are shared by many: each is hashed once.
 * @param country where telephone numbers are from that do not say so
 */
export function tokenMaker(index: Buffer, country: string | null): (contact: CustomerContact) => bigint[] {
  const hashes = new Map<string, bigint>();
  const hashOf = (text: string): bigint => {
    const known = hashes.get(text);
    if (known !== undefined) return known;
    const hash = blindToken(index, text);
    hashes.set(text, hash);
    return hash;
  };
  return (contact) => [...new Set(contactTokens(contact, country).map(hashOf))];
}
