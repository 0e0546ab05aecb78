import { createHash } from 'node:crypto';

/** How a token is kept: never itself, only its digest. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
