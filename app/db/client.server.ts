import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@prisma/client';
import pg from 'pg';
import { env } from '~/config/env.server';

/** bigint columns as bigint: Shopify's ids and money exceed a JavaScript number. Of this pool only; Prisma brings its own parsers. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, BigInt);

/** A connection that has been used knows our tables and statements by heart; one that is opened anew costs the first who gets it some 50 ms. */
const IDLE_MS = 5 * 60_000;

function connect() {
  // A pipeline: statements that are asked for without waiting (see `together`) do not wait for each other's way back either.
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL_MAX,
    idleTimeoutMillis: IDLE_MS,
    application_name: 'regulars',
    types,
    pipeline: true,
  });
  surviveBrokenConnections(pool);
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

/**
 * A connection that breaks is replaced by the pool, and whoever waited for its answer is told; without listeners it would end
 * the process. Of those in use the pool says nothing, so each has a listener of its own.
 */
export function surviveBrokenConnections(pool: pg.Pool): void {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
}

let connected: ReturnType<typeof connect> | undefined;

/** The process's one pool and the Prisma client on top of it. */
export function database() {
  connected ??= connect();
  return connected;
}

const WARM_CONNECTIONS = 4;

/** Does at boot what takes long the first time (connecting, and Prisma's compiler a quarter of a second), before anybody waits for it. */
export async function warmDatabase(): Promise<void> {
  const { pool, prisma } = database();
  const clients = await Promise.all(Array.from({ length: Math.min(WARM_CONNECTIONS, pool.options.max) }, () => pool.connect()));
  for (const client of clients) client.release();
  // Without a tenant it sees nothing.
  await prisma.shop.findFirst({ select: { shopId: true } });
}

export async function closeDatabase(): Promise<void> {
  const closing = connected;
  connected = undefined;
  await closing?.prisma.$disconnect();
  await closing?.pool.end();
}

/** @throws Error when the role we are connected as could see more than one shop. Checked at boot. */
export async function assertTenantsAreIsolated(): Promise<void> {
  const { rows } = await database().pool.query<{ role: string; unsafe: boolean }>(`
    select current_user as role, r.rolsuper or r.rolbypassrls
      or exists (select from pg_tables t where t.schemaname = 'public' and pg_has_role(current_user, t.tableowner, 'usage')) as unsafe
    from pg_roles r where r.rolname = current_user`);
  if (rows[0]?.unsafe !== false) {
    throw new Error(
      `DATABASE_URL connects as "${rows[0]?.role}", which can bypass row-level security. Use a login role that is only a member of regulars_app (see docs/operations.md).`,
    );
  }
}
