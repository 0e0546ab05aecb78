// `npm run migrate`: brings the database of DATABASE_OWNER_URL up to date, before a new version is started.
import { fail } from './lib/fail.mjs';
import { migrate } from './lib/migrate.mjs';

const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: appUrl } = process.env;
if (!ownerUrl) fail('Set DATABASE_OWNER_URL to the owner of the tables (see docs/operations.md).');
const app = appUrl ? new URL(appUrl) : undefined;
await migrate({ ownerUrl, appRole: app && decodeURIComponent(app.username), appPassword: app && decodeURIComponent(app.password) }).catch((error) =>
  fail(error.message),
);
console.log('The database is up to date.');
