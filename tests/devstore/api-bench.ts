import '@shopify/shopify-api/adapters/node';
import { mkdtemp, rm, symlink, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Hono } from 'hono';
import { LogSeverity, RequestedTokenType, shopifyApi, type ApiVersion, type Session } from '@shopify/shopify-api';
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';
import { apiRoutes } from '../../devstore/api/routes.ts';
import { readConfig } from '../../devstore/config.ts';
import type { Context } from '../../devstore/context.ts';
import { listen } from '../../devstore/listen.ts';
import { createSessionToken, install } from '../../devstore/oauth/installation.ts';
import { oauthRoutes } from '../../devstore/oauth/routes.ts';
import { createOperations } from '../../devstore/state/create-operations.ts';
import { listStores } from '../../devstore/state/read.ts';
import { openStateBench, type StateBench } from './state-bench.ts';

export const allScopes = [
  'read_all_orders',
  'write_orders',
  'write_customers',
  'write_customer_merge',
  'write_products',
  'write_discounts',
  'write_draft_orders',
  'write_order_edits',
  'write_gift_cards',
  'write_store_credit_account_transactions',
  'read_store_credit_accounts',
  'write_merchant_managed_fulfillment_orders',
  'read_metaobjects',
];
export interface GraphqlAnswer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: string[]; extensions?: { code?: string; requiredAccess?: string } }[];
  extensions?: {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number | null;
      throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
    };
  };
}

/** What a mutation field answers. */
type Payload = Record<string, unknown> & { userErrors?: { field: string[] | null; message: string; code?: string }[] };
export const gid = (type: string, id: string | undefined) => `gid://shopify/${type}/${id}`;
export const errors = 'userErrors { field message }';

/** The API and the token endpoint of a devstore of its own, served, with the app installed in its store. */
export interface ApiBench extends StateBench {
  ctx: Context;
  origin: string;
  token: string;
  shopify: ReturnType<typeof shopifyApi>;
  setScopes(scopes: string[]): Promise<void>;
  /** Asks over HTTP as the app would. */
  ask(query: string, variables?: object, token?: string): Promise<GraphqlAnswer>;
  /** Like {@link ask}; throws when there are errors. */
  data<T>(query: string, variables?: object): Promise<T>;
  /** Runs one mutation field, whose variables are `[type, value]`, and gives its payload. */
  change(field: string, variables: Record<string, [type: string, value: unknown]>, selection: string, directive?: string): Promise<Payload>;
  exchange(): Promise<Session>;
  /** Stops serving and serves again, as a restart of the process would. */
  restart(): Promise<void>;
}

export async function openApiBench(scopes = allScopes): Promise<ApiBench> {
  const state = await openStateBench();
  const folder = await mkdtemp(join(tmpdir(), 'devstore-api-'));
  await mkdir(join(folder, 'schema'));
  await symlink(resolve('.data/schema/admin_2026-10.json.gz'), join(folder, 'schema', 'admin.json.gz'));
  const toml = join(folder, 'shopify.app.toml');
  const setScopes = (names: string[]) => writeFile(toml, `[access_scopes]\nscopes = "${names.join(',')}"\n`);
  await setScopes(scopes);
  const config = readConfig({
    DEVSTORE_DATABASE_URL: 'postgres://unused',
    SHOPIFY_API_KEY: 'client-7',
    SHOPIFY_API_SECRET: 'secret-of-the-bench',
    DEVSTORE_APP_TOML: toml,
    DEVSTORE_SCHEMA: join(folder, 'schema', 'admin.json.gz'),
  });
  const ctx: Context = {
    config,
    pool: state.pool,
    clock: state.clock,
    stores: () => listStores(state.pool),
    operations: (domain) => createOperations({ pool: state.pool, clock: state.clock }, domain),
    origins: { admin: '', storefronts: new Map() },
  };
  const serve = async () => {
    const app = new Hono();
    app.route('/', apiRoutes(ctx));
    app.route('/', oauthRoutes(ctx));
    const listening = await listen(app, 0);
    ctx.origins = { admin: listening.origin, storefronts: new Map() };
    return listening;
  };
  let listening = await serve();
  // The adapter resets this when it is imported, so it comes after; clients take it when they are made.
  setAbstractFetchFunc((url, init) => {
    const asked = new URL(url instanceof Request ? url.url : url);
    const headers = new Headers(init?.headers);
    headers.set('x-emu-host', asked.host);
    return fetch(listening.origin + asked.pathname + asked.search, { ...init, headers });
  });
  const shopify = shopifyApi({
    apiKey: config.clientId,
    apiSecretKey: config.clientSecret,
    apiVersion: '2026-10' as ApiVersion,
    hostName: 'app.example.com',
    isEmbeddedApp: true,
    scopes,
    logger: { level: LogSeverity.Error },
  });
  await install(ctx, state.domain);
  const exchange = async () =>
    (
      await shopify.auth.tokenExchange({
        shop: state.domain,
        sessionToken: await createSessionToken(ctx, state.domain, '77'),
        requestedTokenType: RequestedTokenType.OfflineAccessToken,
        expiring: true,
      })
    ).session;
  const bench: ApiBench = {
    ...state,
    ctx,
    origin: listening.origin,
    shopify,
    setScopes,
    exchange,
    token: (await exchange()).accessToken ?? '',
    async ask(query, variables = {}, token = bench.token) {
      const response = await fetch(`${listening.origin}/admin/api/2026-10/graphql.json`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-shopify-access-token': token, 'x-emu-host': state.domain },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as GraphqlAnswer;
    },
    async data<T>(query: string, variables?: object) {
      const answer = await bench.ask(query, variables);
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return answer.data as T;
    },
    async change(field, variables, selection, directive = '') {
      const names = Object.keys(variables);
      const head = names.length > 0 ? `(${names.map((name) => `$${name}: ${variables[name]?.[0]}`).join(', ')})` : '';
      const args = names.length > 0 ? `(${names.map((name) => `${name}: $${name}`).join(', ')})` : '';
      const values = Object.fromEntries(names.map((name) => [name, variables[name]?.[1]]));
      const data = await bench.data<Record<string, Payload>>(`mutation ${head} { ${field}${args} ${directive} { ${selection} } }`, values);
      return data[field] ?? {};
    },
    async restart() {
      await listening.stop();
      listening = await serve();
      bench.origin = listening.origin;
    },
    async close() {
      await listening.stop();
      await state.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return bench;
}
