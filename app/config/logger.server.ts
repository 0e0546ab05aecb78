import { pino } from 'pino';
import { env } from './env.server';

/**
 * Structured logs. They carry ids, never people: what could hold a name, an address, a token or a payload is cut out
 * here, so that a careless call does not leak.
 */
export const logger = pino({
  level: env().LOG_LEVEL,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { bigint: String, err: errorWithoutPayload },
  formatters: { level: (label) => ({ level: label }), log: withTextBigints },
  redact: {
    paths: [
      'email',
      'phone',
      'firstName',
      'lastName',
      'address',
      'body',
      'payload',
      'headers',
      'token',
      'accessToken',
      'refreshToken',
      'session',
      '*.email',
      '*.phone',
      '*.token',
      '*.accessToken',
    ],
    censor: '[redacted]',
  },
});

function withTextBigints(fields: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, typeof value === 'bigint' ? value.toString() : value]));
}

const TOKEN_LIKE = /eyJ[\w-]+\.[\w-]+\.[\w-]+|shp\w{2}_\w+|[\w.+-]+@[\w-]+\.[\w.]+/g;

/** Message and stack only (an error of a library may carry a request or a row), with tokens and e-mail addresses cut out. */
function errorWithoutPayload(error: unknown) {
  if (!(error instanceof Error)) return { message: typeof error };
  const clean = (text: string) => text.replace(TOKEN_LIKE, '[redacted]').slice(0, 4000);
  return { type: error.name, message: clean(error.message), stack: clean(error.stack ?? '') };
}
