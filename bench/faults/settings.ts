import { randomBytes } from 'node:crypto';
import { demoEnvironments } from '../../scripts/lib/demo-settings.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';

const APP_ROLE = 'regulars_faults';

/** Names, ports, secrets and environments of one run; nothing of it is used twice. */
export async function faultSettings({ appServerUrl, devstoreServerUrl, redisUrl }: { appServerUrl: string; devstoreServerUrl: string; redisUrl?: string }) {
  const id = randomBytes(4).toString('hex');
  const databases = { app: `faults_${id}`, devstore: `faults_devstore_${id}` };
  const appPassword = randomBytes(16).toString('hex');
  const secrets = { apiKey: 'faults-client-id', apiSecret: randomBytes(16).toString('hex'), masterKey: randomBytes(32).toString('base64'), appPassword };
  const web = await freePort(4800 + Math.floor(Math.random() * 100));
  const devstore = await freePort(web + 1);
  const ports = { web, devstore, storefront: Number(await freePort(devstore + 1)) };
  const settings = demoEnvironments({ secrets, serverUrl: appServerUrl, ports, appRole: APP_ROLE, databases });
  const devstoreDatabase = new URL(devstoreServerUrl);
  devstoreDatabase.pathname = `/${databases.devstore}`;
  const environment = new Map(Object.entries<string>({ ...settings.app, LOG_LEVEL: 'info' }));
  if (redisUrl) environment.set('REDIS_URL', redisUrl);
  else environment.delete('REDIS_URL');
  return {
    id,
    databases,
    appRole: APP_ROLE,
    appPassword,
    appUrl: settings.appUrl,
    devstoreUrl: settings.devstoreUrl,
    ownerUrl: settings.ownerUrl,
    devstoreUrlOfDatabase: devstoreDatabase.toString(),
    app: Object.fromEntries(environment),
    /** A retry that waits a minute at Shopify waits half a second here. */
    devstore: { ...settings.devstore, NODE_ENV: 'production', DEVSTORE_DATABASE_URL: devstoreDatabase.toString(), DEVSTORE_RETRY_SPEEDUP: '120' },
  };
}
