import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DATA } from './paths.mjs';
import { SCHEMA_PATH } from './install.mjs';

const FILE = path.join(DATA, 'demo.json');

/** Secrets of this folder's demo: made once, kept with its data, so that a second start can read what the first has sealed. */
export function demoSecrets() {
  if (existsSync(FILE)) return JSON.parse(readFileSync(FILE, 'utf8'));
  const secrets = { apiKey: randomBytes(16).toString('hex'), apiSecret: `shpss_${randomBytes(16).toString('hex')}`, masterKey: randomBytes(32).toString('base64'), appPassword: randomBytes(18).toString('base64url') };
  mkdirSync(DATA, { recursive: true });
  writeFileSync(FILE, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

export const APP_ROLE = 'regulars';

/** The environments of the demo's programs. */
export function demoEnvironments({ secrets, serverUrl, ports, scopes }) {
  const database = (name, user, password) => {
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    if (user) Object.assign(url, { username: user, password });
    return url.toString();
  };
  const appUrl = `http://127.0.0.1:${ports.web}`;
  const devstoreUrl = `http://127.0.0.1:${ports.devstore}`;
  const shared = { SHOPIFY_API_KEY: secrets.apiKey, SHOPIFY_API_SECRET: secrets.apiSecret };
  return {
    appUrl, devstoreUrl,
    ownerUrl: database('regulars'),
    app: {
      ...shared, NODE_ENV: 'production', REGULARS_DEMO: '1', DATABASE_URL: database('regulars', APP_ROLE, secrets.appPassword), SHOPIFY_APP_URL: appUrl, SHOPIFY_EMULATOR_ORIGIN: devstoreUrl,
      SCOPES: scopes, MASTER_KEYS: `1:${secrets.masterKey}`, PORT: String(ports.web), HOST: '127.0.0.1', ...(process.env.REDIS_URL && { REDIS_URL: process.env.REDIS_URL }),
    },
    devstore: { ...shared, DEVSTORE_DATABASE_URL: database('devstore'), DEVSTORE_PORT: String(ports.devstore), DEVSTORE_STOREFRONT_PORT: String(ports.storefront), DEVSTORE_APP_URL: appUrl, DEVSTORE_SCHEMA: SCHEMA_PATH },
  };
}
