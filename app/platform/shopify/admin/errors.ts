import { AppError, type ErrorCode } from '~/domain/shared/errors';
import type { QueryCost } from './envelope';

/** Why a call to the Admin API came to nothing. */
export type AdminFailure = 'http' | 'network' | 'timeout' | 'throttled' | 'graphql' | 'malformed';

interface Details {
  status?: number;
  /** `extensions.code` of the GraphQL errors. */
  codes?: string[];
  /** What Shopify asks to wait before the next try. */
  retryAfterMs?: number;
  /** No connection came about, so Shopify cannot have seen the request. */
  unsent?: boolean;
  /** What the answer said of the shop's points. */
  cost?: QueryCost | undefined;
}

const CODE_BY_STATUS: Partial<Record<number, ErrorCode>> = { 401: 'unauthorised', 402: 'forbidden', 403: 'forbidden', 404: 'not_found', 423: 'forbidden' };

/** A call that failed at Shopify or on the way. The message carries no data of the shop. */
export class AdminApiError extends AppError {
  readonly status: number | undefined;
  readonly codes: readonly string[];
  readonly retryAfterMs: number | undefined;
  readonly unsent: boolean;
  readonly cost: QueryCost | undefined;

  constructor(
    readonly failure: AdminFailure,
    message: string,
    details: Details = {},
  ) {
    super(CODE_BY_STATUS[details.status ?? 0] ?? (details.codes?.includes('ACCESS_DENIED') ? 'forbidden' : 'unavailable'), message);
    this.name = 'AdminApiError';
    this.status = details.status;
    this.codes = details.codes ?? [];
    this.retryAfterMs = details.retryAfterMs;
    this.unsent = details.unsent ?? false;
    this.cost = details.cost;
  }
}

export interface UserErrorEntry {
  field?: string[] | null;
  message: string;
  code?: string | null;
}

/** Shopify understood a mutation and refused it. */
export class AdminUserError extends AppError {
  constructor(readonly userErrors: readonly UserErrorEntry[]) {
    super('invalid_input', userErrors.map((error) => error.message).join('; '), userErrors[0]?.field?.join('.') ?? undefined);
    this.name = 'AdminUserError';
  }

  has(code: string): boolean {
    return this.userErrors.some((error) => error.code === code);
  }
}
