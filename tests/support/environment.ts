import { randomBytes } from 'node:crypto';
import { databaseUrl } from './postgres';

/** Set before anything of the app is imported: it reads its environment once. Every test file has a database name of its own. */
process.env['TEST_DATABASE'] ??= `regulars_test_${randomBytes(6).toString('hex')}`;
const settings = {
  NODE_ENV: 'test',
  TZ: 'UTC',
  LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
  DATABASE_URL: databaseUrl(process.env['TEST_DATABASE'], 'app'),
  SHOPIFY_API_KEY: 'test-client-id',
  SHOPIFY_API_SECRET: 'test-client-secret-of-32-characters',
  SHOPIFY_APP_URL: 'http://127.0.0.1:3000',
  SCOPES: 'read_customers',
  MASTER_KEYS: `1:${Buffer.alloc(32, 7).toString('base64')}`,
};
for (const [name, value] of Object.entries(settings)) process.env[name] = value;
