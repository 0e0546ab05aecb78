import type { Context } from '../context.ts';
import type { Installation } from '../state/model.ts';
import { getInstallationDoc } from '../state/read.ts';
import { runOperation, type Unit } from '../state/unit.ts';
import { requestedScopes } from './app-scopes.ts';
import { signSessionToken } from './session-token.ts';
import { revokeAll } from './tokens.ts';

const save = (unit: Unit, doc: Installation) =>
  unit.client.query(
    'insert into devstore.installation (domain, created_at, updated_at, doc) values ($1, $2, $2, $3) on conflict (domain) do update set doc = excluded.doc, updated_at = excluded.updated_at',
    [unit.domain, unit.now, JSON.stringify(doc)],
  );

/** The app as the store has it, also after it was uninstalled; null when it never was. */
export const getInstallation = (ctx: Context, domain: string): Promise<Installation | null> => getInstallationDoc(ctx.pool, domain);

/** Installs the app, or installs it again, with the scopes its configuration asks for. The app learns of it when it is opened. */
export async function install(ctx: Context, domain: string): Promise<Installation> {
  const scopes = await requestedScopes(ctx.config.appTomlPath);
  return runOperation(ctx.pool, ctx.clock, domain, async (unit) => {
    const before = await getInstallationDoc(unit.client, domain);
    if (before && before.uninstalledAt === null) return before;
    const doc: Installation = { clientId: ctx.config.clientId, scopes, installedAt: unit.now, uninstalledAt: null };
    await save(unit, doc);
    return doc;
  });
}

/** Uninstalls: every token ends at once, the app's own subscriptions go, and `app/uninstalled` follows. `shop/redact` comes 48 hours later. */
export async function uninstall(ctx: Context, domain: string): Promise<void> {
  await runOperation(ctx.pool, ctx.clock, domain, async (unit) => {
    const before = await getInstallationDoc(unit.client, domain);
    if (!before || before.uninstalledAt !== null) return;
    await revokeAll(unit.client, domain);
    await unit.client.query('delete from devstore.subscription where domain = $1', [domain]);
    await save(unit, { ...before, uninstalledAt: unit.now });
    unit.emit('app/uninstalled', 'app', unit.store.id, { store: unit.store });
  });
}

/**
 * Grants what the configuration asks for now, as a merchant does who opens the app after its scopes have changed.
 * Answers whether anything changed; then `app/scopes_update` follows.
 */
export async function updateScopes(ctx: Context, domain: string): Promise<boolean> {
  const scopes = await requestedScopes(ctx.config.appTomlPath);
  return runOperation(ctx.pool, ctx.clock, domain, async (unit) => {
    const before = await getInstallationDoc(unit.client, domain);
    if (!before || before.uninstalledAt !== null || [...before.scopes].sort().join() === [...scopes].sort().join()) return false;
    await save(unit, { ...before, scopes });
    await unit.client.query("update devstore.token set doc = doc || jsonb_build_object('scopes', $2::jsonb) where domain = $1", [
      domain,
      JSON.stringify(scopes),
    ]);
    unit.emit('app/scopes_update', 'app', unit.store.id, { store: unit.store, previous: before.scopes, current: scopes });
    return true;
  });
}

/** A session token for the app in its iframe. @throws Error when the app is not installed in that store. */
export async function createSessionToken(ctx: Context, domain: string, staffUserId: string): Promise<string> {
  const installation = await getInstallation(ctx, domain);
  if (!installation || installation.uninstalledAt) throw new Error(`The app is not installed in ${domain}.`);
  return signSessionToken(ctx.config, domain, staffUserId);
}
