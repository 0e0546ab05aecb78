import { randomInt } from 'node:crypto';

/** Letters and digits that nobody takes for one another. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const pick = (length: number) => Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** A discount code that nobody guesses: `LOYAL-8K2P-QF7D`. */
export const discountCode = (prefix: string | undefined): string => [...(prefix ? [prefix] : []), pick(4), pick(4), pick(2)].join('-');

/** A gift card's code is money for whoever knows it: as long as the store's own. */
export const giftCardCode = (): string => pick(16);
