import { timingSafeEqual } from 'node:crypto';
import { Hono, type Context as RequestContext } from 'hono';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { getStore } from '../state/read.ts';
import type { Installation, Store } from '../state/model.ts';
import { getInstallation } from './installation.ts';
import { verifySessionToken } from './session-token.ts';
import { issueOffline, issueOnline, refreshOffline } from './tokens.ts';

const onlineType = 'urn:shopify:params:oauth:token-type:online-access-token';
const offlineType = 'urn:shopify:params:oauth:token-type:offline-access-token';
const client = { client_id: z.string(), client_secret: z.string() };
const grant = z.discriminatedUnion('grant_type', [
  z.object({
    ...client,
    grant_type: z.literal('urn:ietf:params:oauth:grant-type:token-exchange'),
    subject_token: z.string(),
    subject_token_type: z.literal('urn:ietf:params:oauth:token-type:id_token'),
    requested_token_type: z.enum([onlineType, offlineType]),
    expiring: z.string().optional(),
  }),
  z.object({ ...client, grant_type: z.literal('refresh_token'), refresh_token: z.string() }),
  z.object({ ...client, grant_type: z.literal('client_credentials') }),
]);
type Grant = z.infer<typeof grant>;
type Outcome = { status: 200; body: object } | { status: 400 | 401; body: { error: string; error_description?: string } };

const refuse = (status: 400 | 401, error: string, description?: string): Outcome => ({
  status,
  body: { error, ...(description ? { error_description: description } : {}) },
});
const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

async function readBody(c: RequestContext): Promise<unknown> {
  const form = c.req.header('content-type')?.includes('form');
  return form ? c.req.parseBody() : c.req.json().catch(() => null);
}

const associatedUser = (store: Store, staffUserId: string) => ({
  id: Number(staffUserId),
  first_name: 'Store',
  last_name: 'Owner',
  email: store.email,
  email_verified: true,
  account_owner: true,
  locale: store.locale,
  collaborator: false,
});

async function exchange(ctx: Context, store: Store, installation: Installation, request: Grant): Promise<Outcome> {
  const { domain } = store;
  if (request.grant_type === 'refresh_token') {
    const issued = await refreshOffline(ctx, domain, request.refresh_token);
    return issued ? { status: 200, body: issued } : refuse(401, 'invalid_grant', 'This request requires an active refresh_token');
  }
  if (request.grant_type === 'client_credentials') return { status: 200, body: { ...(await issueOnline(ctx.pool, domain, installation.scopes)) } };
  const claims = verifySessionToken(ctx.config, domain, request.subject_token);
  if (!claims) return refuse(400, 'invalid_subject_token');
  if (request.requested_token_type === offlineType)
    return { status: 200, body: await issueOffline(ctx.pool, domain, installation.scopes, request.expiring === '1') };
  const issued = await issueOnline(ctx.pool, domain, installation.scopes);
  return { status: 200, body: { ...issued, associated_user_scope: issued.scope, session: claims.sid, associated_user: associatedUser(store, claims.sub) } };
}

/** The token endpoint: token exchange, refresh, client credentials. The shop comes in `x-emu-host`. */
export function oauthRoutes(ctx: Context): Hono {
  const app = new Hono();
  app.post('/admin/oauth/access_token', async (c) => {
    const domain = c.req.header('x-emu-host') ?? '';
    const store = await getStore(ctx.pool, domain);
    if (!store) return c.json({ errors: 'Not Found' }, 404);
    const parsed = grant.safeParse(await readBody(c));
    if (!parsed.success) return c.json({ error: 'invalid_request', error_description: z.prettifyError(parsed.error) }, 400);
    if (!same(parsed.data.client_id, ctx.config.clientId) || !same(parsed.data.client_secret, ctx.config.clientSecret)) {
      return c.json({ error: 'application_cannot_be_found', error_description: 'The application cannot be found' }, 400);
    }
    const installation = await getInstallation(ctx, domain);
    if (!installation || installation.uninstalledAt)
      return c.json({ error: 'app_not_installed', error_description: 'The app is not installed on this shop' }, 400);
    const outcome = await exchange(ctx, store, installation, parsed.data);
    return c.json(outcome.body, outcome.status);
  });
  return app;
}
