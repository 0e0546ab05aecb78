import pg from 'pg';

/** The server that tests may make databases on: `npm test` starts one and names it here. */
export const SERVER_URL = process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres:postgres@127.0.0.1:5490/postgres';
/** Login role of the app in tests: a member of regulars_app, so that row-level security is really on. */
export const APP_ROLE = 'regulars_test';
export const APP_PASSWORD = 'regulars_test';

export function databaseUrl(name: string, as: 'owner' | 'app'): string {
  const url = new URL(SERVER_URL);
  url.pathname = `/${name}`;
  if (as === 'app') {
    url.username = APP_ROLE;
    url.password = APP_PASSWORD;
  }
  return url.toString();
}

/** One statement on the server's own database. */
export async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER_URL });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
