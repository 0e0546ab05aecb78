import { z } from 'zod';

const environment = z.object({
  DEVSTORE_DATABASE_URL: z.url(),
  DEVSTORE_PORT: z.coerce.number().int().default(4400),
  /** First storefront port; each further store takes the next. */
  DEVSTORE_STOREFRONT_PORT: z.coerce.number().int().default(4401),
  /** Where the app answers, without a trailing slash. */
  DEVSTORE_APP_URL: z.url().default('http://127.0.0.1:3000'),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  /** The app's own configuration, read as Shopify would on deploy: scopes, webhooks, proxy. */
  DEVSTORE_APP_TOML: z.string().default('shopify.app.toml'),
  /** Where the app's extensions lie as the CLI has built them. */
  DEVSTORE_EXTENSIONS: z.string().default('.data/extensions'),
  DEVSTORE_SCHEMA: z.string().default('.data/schema/admin_2026-10.json.gz'),
  /** Seconds of Shopify's retry schedule that pass in one real second. */
  DEVSTORE_RETRY_SPEEDUP: z.coerce.number().positive().default(60),
  DEVSTORE_ID_START: z.string().regex(/^\d+$/).default('7100000000001'),
});

/** The devstore's settings. @throws ZodError naming what is missing. */
export function readConfig(env: Record<string, string | undefined>) {
  const parsed = environment.parse(env);
  return {
    databaseUrl: parsed.DEVSTORE_DATABASE_URL,
    port: parsed.DEVSTORE_PORT,
    storefrontPort: parsed.DEVSTORE_STOREFRONT_PORT,
    appUrl: parsed.DEVSTORE_APP_URL,
    clientId: parsed.SHOPIFY_API_KEY,
    clientSecret: parsed.SHOPIFY_API_SECRET,
    appTomlPath: parsed.DEVSTORE_APP_TOML,
    extensionsPath: parsed.DEVSTORE_EXTENSIONS,
    schemaPath: parsed.DEVSTORE_SCHEMA,
    retrySpeedup: parsed.DEVSTORE_RETRY_SPEEDUP,
    idStart: BigInt(parsed.DEVSTORE_ID_START),
  };
}
export type Config = ReturnType<typeof readConfig>;
