import type { Context } from '../context.ts';
import { getInstallationDoc, getStore } from '../state/read.ts';
import { tokenHash } from '../state/token-hash.ts';
import type { Queryable } from '../state/database.ts';
import { createLoaders } from './loaders.ts';
import type { Api, Run } from './api.ts';
import { knownObjects } from './known-objects.ts';

/** Who a request comes from; null when the token is missing, unknown, expired, revoked, or of another shop. */
export async function authenticate(ctx: Context, domain: string | undefined, token: string | undefined, run: Run): Promise<Api | null> {
  if (!domain || !token) return null;
  const { rows } = await ctx.pool.query<{ doc: { scopes?: string[] } }>(
    `select doc from devstore.token where value_hash = $1 and domain = $2 and kind in ('offline', 'online') and (expires_at is null or expires_at > now())`,
    [tokenHash(token), domain],
  );
  const scopes = rows[0]?.doc.scopes;
  return scopes ? openApi(ctx, ctx.pool, domain, scopes, run) : null;
}

/** What a request's answers share; null when the store is unknown or the app is not installed there. */
export async function openApi(ctx: Context, db: Queryable, domain: string, scopes: readonly string[], run: Run): Promise<Api | null> {
  const [store, installation, now] = await Promise.all([getStore(db, domain), getInstallationDoc(db, domain), ctx.clock.now()]);
  if (!store || !installation || installation.uninstalledAt) return null;
  return { ctx, db, domain, store, now, installation, scopes: new Set(scopes), loaders: createLoaders(db, domain), objects: knownObjects, run, bulk: null };
}
