import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { SCHEMA_PATH } from './install.mjs';
import { DATA, ROOT } from './paths.mjs';

const FILE = path.join(DATA, 'demo.json');

/** Secrets of this folder's demo: made once, kept with its data, so that a second start can read what the first has sealed. */
export function demoSecrets() {
  if (existsSync(FILE)) return JSON.parse(readFileSync(FILE, 'utf8'));
  const secrets = {
    apiKey: randomBytes(16).toString('hex'),
    apiSecret: `shpss_${randomBytes(16).toString('hex')}`,
    masterKey: randomBytes(32).toString('base64'),
    appPassword: randomBytes(18).toString('base64url'),
  };
  mkdirSync(DATA, { recursive: true });
  writeFileSync(FILE, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

export const APP_ROLE = 'regulars';

/** The scopes that the app asks for. */
export const appScopes = () => parse(readFileSync(path.join(ROOT, 'shopify.app.toml'), 'utf8')).access_scopes.scopes;

/** The environments of the three programs that run together on one machine: the devstore, the app's web process, its worker. */
export function demoEnvironments({ secrets, serverUrl, ports, appRole = APP_ROLE, databases = { app: 'regulars', devstore: 'devstore' } }) {
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
    appUrl,
    devstoreUrl,
    ownerUrl: database(databases.app),
    app: {
      ...shared,
      NODE_ENV: 'production',
      REGULARS_DEMO: '1',
      DATABASE_URL: database(databases.app, appRole, secrets.appPassword),
      SHOPIFY_APP_URL: appUrl,
      SHOPIFY_EMULATOR_ORIGIN: devstoreUrl,
      SCOPES: appScopes(),
      MASTER_KEYS: `1:${secrets.masterKey}`,
      PORT: String(ports.web),
      HOST: '127.0.0.1',
      ...(process.env.REDIS_URL && { REDIS_URL: process.env.REDIS_URL }),
    },
    devstore: {
      ...shared,
      DEVSTORE_DATABASE_URL: database(databases.devstore),
      DEVSTORE_PORT: String(ports.devstore),
      DEVSTORE_STOREFRONT_PORT: String(ports.storefront),
      DEVSTORE_APP_URL: appUrl,
      DEVSTORE_SCHEMA: SCHEMA_PATH,
    },
  };
}
