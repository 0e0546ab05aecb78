import { z } from 'zod';

/** A token as a page shows it: never the token itself. */
export interface ApiTokenRow {
  id: bigint;
  name: string;
  /** Its last characters. */
  hint: string;
  createdBy: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

export const TOKEN_NAME_MAX = 60;
export const tokenName = z.string().trim().min(1).max(TOKEN_NAME_MAX);
/** Tokens of a shop that are in use at the same time. */
export const TOKENS_MAX = 20;
/** Requests a minute and token. A shop with ten reviews a second is far below. */
export const REQUESTS_A_MINUTE = 600;

/** Who asks, or why they may not: no such token, or too many requests. */
export type TokenCheck = { ok: true; shopId: bigint } | { ok: false; reason: 'unauthorised' } | { ok: false; reason: 'too_many'; retryAfterSeconds: number };
