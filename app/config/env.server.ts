import { z } from 'zod';

const base64Key = z.string().refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64 (make one with: openssl rand -base64 32)');

const days = (usual: number, least = 1) => z.coerce.number().int().min(least).max(36_500).default(usual);

/** Compose hands over what nobody has filled in as an empty text. */
const unlessEmpty = (text: unknown) => (text === '' ? undefined : text);

const environment = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
    DATABASE_URL: z.url({ error: 'must be a postgres:// address of the app role' }),
    DATABASE_POOL_MAX: z.coerce.number().int().min(2).default(10),
    REDIS_URL: z.url().optional(),
    SHOPIFY_API_KEY: z.string().min(1, 'the client id of the app, from the Shopify partner dashboard'),
    SHOPIFY_API_SECRET: z.string().min(1, 'the client secret of the app'),
    /** The secret before the last rotation; Shopify may sign with it for an hour. */
    SHOPIFY_API_SECRET_PREVIOUS: z.string().min(1).optional(),
    SHOPIFY_APP_URL: z.url({ error: 'the public address of the app, e.g. https://regulars.example.com' }),
    SCOPES: z.string().min(1, 'the scopes of shopify.app.toml, separated by commas'),
    /** Master keys that wrap each shop's key, `version:base64` separated by commas; the highest version wraps new ones. */
    MASTER_KEYS: z.string().transform((text, context) => {
      const keys = new Map<number, Buffer>();
      for (const entry of text.split(',')) {
        const [version, key = ''] = entry.trim().split(/:(.*)/s);
        if (!/^\d+$/.test(version ?? '') || !base64Key.safeParse(key).success) {
          context.addIssue({ code: 'custom', message: 'must be like 1:BASE64, 32 bytes each (openssl rand -base64 32)' });
          return z.NEVER;
        }
        keys.set(Number(version), Buffer.from(key, 'base64'));
      }
      return keys;
    }),
    /** Days after which what is no longer needed is deleted (app/domain/privacy). */
    RETENTION_PARKED_DAYS: days(30),
    RETENTION_INBOX_DAYS: days(14, 3),
    RETENTION_EVENTS_DAYS: days(30),
    RETENTION_EXPORT_DAYS: days(45, 30),
    RETENTION_ACCESS_LOG_DAYS: days(730),
    RETENTION_FILE_DAYS: days(7),
    /** The server that sends mail, `smtp://` or `smtps://` with its user and password: a secret. Both or neither of these two. */
    SMTP_URL: z.preprocess(unlessEmpty, z.url({ protocol: /^smtps?$/, error: 'must be like smtps://user:password@mail.example.com' }).optional()),
    /** Whom mail is from; its name is the shop's. */
    MAIL_FROM: z.preprocess(unlessEmpty, z.email('must be an e-mail address').optional()),
    PORT: z.coerce.number().int().default(3000),
    HOST: z.string().default('0.0.0.0'),
    /** Where the worker tells its health; it has no port unless this is set. */
    WORKER_PORT: z.coerce.number().int().optional(),
    /** Where Prometheus asks for metrics; nobody can unless this is set. Only from this machine unless METRICS_HOST says more. */
    METRICS_PORT: z.coerce.number().int().optional(),
    METRICS_HOST: z.string().default('127.0.0.1'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    /** Where the devstore plays Shopify. Never in production. */
    SHOPIFY_EMULATOR_ORIGIN: z.url().optional(),
    /** Set by `npm run demo` only, together with SHOPIFY_EMULATOR_ORIGIN: a production build that talks to the devstore. */
    REGULARS_DEMO: z.literal('1').optional(),
  })
  .superRefine((env, context) => {
    if ((env.SMTP_URL === undefined) !== (env.MAIL_FROM === undefined)) {
      context.addIssue({ code: 'custom', path: [env.SMTP_URL === undefined ? 'SMTP_URL' : 'MAIL_FROM'], message: 'SMTP_URL and MAIL_FROM go together' });
    }
    if (env.SHOPIFY_EMULATOR_ORIGIN && env.NODE_ENV === 'production' && env.REGULARS_DEMO !== '1') {
      context.addIssue({ code: 'custom', path: ['SHOPIFY_EMULATOR_ORIGIN'], message: 'is for the demo and the tests; production refuses it' });
    }
    if (env.REGULARS_DEMO && !isLoopback(env.SHOPIFY_APP_URL)) {
      context.addIssue({ code: 'custom', path: ['REGULARS_DEMO'], message: 'the demo runs on this machine only (SHOPIFY_APP_URL must be a loopback address)' });
    }
  });

function isLoopback(address: string) {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname);
}

export type Env = z.output<typeof environment>;

/** Parses an environment. @throws Error that lists every missing or wrong setting, one a line. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = environment.safeParse(source);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.path.join('.');
    return `  ${name}: ${source[name] === undefined ? 'is missing: ' : ''}${issue.message}`;
  });
  throw new Error(`Regulars cannot start, its environment is not complete (see .env.example):\n${lines.join('\n')}`);
}

let current: Env | undefined;
/** The process's environment, parsed once. */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}
