/** An expected failure: it has a code that pages translate and routes map to a status. Everything else is a fault. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = 'AppError';
  }
}

export const ERROR_STATUS = { not_found: 404, invalid_input: 422, conflict: 409, forbidden: 403, unauthorised: 401, too_large: 413, unavailable: 503 } as const;
export type ErrorCode = keyof typeof ERROR_STATUS;
