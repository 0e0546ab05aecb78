import type { KeyObject } from 'node:crypto';
import { remember } from '~/config/remember';
import { blindToken } from '~/db/vault/envelope';
import type { CustomerContact } from './model';
import { contactTokens } from './search-tokens';

/**
 * Makes what people are found by, as the blind index holds it. Beginnings of names are shared by many: each is hashed once.
 * @param country where telephone numbers are from that do not say so
 */
export function tokenMaker(index: KeyObject, country: string | null): (contact: CustomerContact) => bigint[] {
  const hashOf = remember((text) => blindToken(index, text));
  return (contact) => [...new Set(contactTokens(contact, country).map(hashOf))];
}
