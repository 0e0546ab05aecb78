import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable } from '../state/database.ts';
import { tokenHash } from '../state/token-hash.ts';

const accessS = 3600;
const refreshS = 90 * 86_400;
/** What the database keeps beside the digest. */
const tokenDoc = z.object({ scopes: z.array(z.string()).default([]) });

/** An answer of the token endpoint, without what only online tokens have. */
export interface IssuedToken {
  access_token: string;
  scope: string;
  expires_in?: number;
  refresh_token?: string;
  refresh_token_expires_in?: number;
}

async function store(
  db: Queryable,
  domain: string,
  kind: 'offline' | 'online' | 'refresh',
  prefix: string,
  scopes: string[],
  lifetimeS: number | null,
): Promise<string> {
  const value = `${prefix}_${randomBytes(16).toString('hex')}`;
  await db.query("insert into devstore.token (domain, kind, value_hash, expires_at, doc) values ($1, $2, $3, now() + $4::int * interval '1 second', $5)", [
    domain,
    kind,
    tokenHash(value),
    lifetimeS,
    JSON.stringify({ scopes }),
  ]);
  return value;
}

/**
 * Issues an offline token. Expiring ones come with a refresh token, and end whatever offline tokens there were.
 * Lifetimes run by the machine's time: moving the store's clock must not lock the app out.
 */
export async function issueOffline(db: Queryable, domain: string, scopes: string[], expiring: boolean): Promise<IssuedToken> {
  await db.query("delete from devstore.token where domain = $1 and kind in ('offline', 'refresh')", [domain]);
  const access = await store(db, domain, 'offline', 'shpat', scopes, expiring ? accessS : null);
  const issued: IssuedToken = { access_token: access, scope: scopes.join(',') };
  if (!expiring) return issued;
  return { ...issued, expires_in: accessS, refresh_token: await store(db, domain, 'refresh', 'shprt', scopes, refreshS), refresh_token_expires_in: refreshS };
}

/** Issues a token for one member of staff, good for a day. */
export const issueOnline = async (db: Queryable, domain: string, scopes: string[]) => ({
  access_token: await store(db, domain, 'online', 'shpua', scopes, 86_400),
  scope: scopes.join(','),
  expires_in: 86_399,
});

/** Trades a refresh token for new tokens; it works once. Null when it is unknown, used, revoked or past. */
export const refreshOffline = (ctx: Context, domain: string, refreshToken: string): Promise<IssuedToken | null> =>
  inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<{ doc: unknown }>(
      "delete from devstore.token where value_hash = $1 and domain = $2 and kind = 'refresh' and (expires_at is null or expires_at > now()) returning doc",
      [tokenHash(refreshToken), domain],
    );
    return rows[0] ? issueOffline(client, domain, tokenDoc.parse(rows[0].doc).scopes, true) : null;
  });

/** Ends every token of the app in a store. */
export const revokeAll = (db: Queryable, domain: string) => db.query('delete from devstore.token where domain = $1', [domain]);
