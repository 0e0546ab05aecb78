import { mkdtemp, rm, writeFile, cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../devstore/config.ts';
import type { Context } from '../../devstore/context.ts';
import type { Metafield } from '../../devstore/state/model.ts';
import { createOperations } from '../../devstore/state/create-operations.ts';
import { listStores } from '../../devstore/state/read.ts';
import { storefrontRoutes } from '../../devstore/storefront/routes.ts';
import { openStateBench, type StateBench } from './state-bench.ts';

export const origin = 'http://127.0.0.1:4999';
export const secret = 'hush';

/** A shopper's browser as far as a store sees it: keeps cookies, sends the origin, follows nothing by itself. */
export class Shopper {
  readonly #cookies = new Map<string, string>();
  readonly #fetch: (request: Request) => Response | Promise<Response>;
  constructor(fetch: (request: Request) => Response | Promise<Response>) {
    this.#fetch = fetch;
  }
  /** Any request, with this shopper's cookies. */
  async send(target: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#cookies.size > 0) headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await this.#fetch(new Request(new URL(target, origin), { ...init, headers }));
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0/i.test(line)) this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }
  get = (target: string, headers: Record<string, string> = {}): Promise<Response> => this.send(target, { headers });
  /** The page's HTML. @throws when it is not answered with that status. */
  async page(target: string, status = 200): Promise<string> {
    const answer = await this.get(target);
    const html = await answer.text();
    if (answer.status !== status) throw new Error(`${target} answered ${answer.status}: ${html.slice(0, 2000)}`);
    return html;
  }
  post = (target: string, fields: Record<string, string>, headers: Record<string, string> = { origin }): Promise<Response> =>
    this.send(target, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  json = (target: string, body: unknown): Promise<Response> =>
    this.send(target, { method: 'POST', headers: { 'content-type': 'application/json', origin }, body: JSON.stringify(body) });
  cookie = (name: string): string | undefined => this.#cookies.get(name);
  setCookie = (name: string, value: string): void => void this.#cookies.set(name, value);

  /** Signs in with the code that the page shows. */
  async signIn(email: string): Promise<void> {
    await this.enterCode(await this.post('/account/login', { email }));
  }
  async enterCode(asked: Response): Promise<Response> {
    const target = asked.headers.get('location') ?? '';
    const code = /data-sign-in-code>(\d{6})</.exec(await this.page(target))?.[1] ?? '';
    return this.post('/account/login/code', { key: new URL(target, origin).searchParams.get('key') ?? '', code });
  }
}

export interface StorefrontBench {
  state: StateBench;
  ctx: Context;
  shopper(domain?: string): Shopper;
  install(installed: boolean): Promise<void>;
  setMetafield(ownerId: string, key: string, type: string, value: string, ownerType?: Metafield['ownerType']): Promise<void>;
  close(): Promise<void>;
}

/** A storefront over real operations and a real database, with a copy of the theme extension beside an app's TOML. */
export async function openStorefrontBench(appUrl = 'http://127.0.0.1:9'): Promise<StorefrontBench> {
  const state = await openStateBench();
  const folder = await mkdtemp(path.join(tmpdir(), 'storefront-'));
  await writeFile(path.join(folder, 'shopify.app.toml'), '[app_proxy]\nurl = "https://app.example/proxy"\nprefix = "apps"\nsubpath = "regulars"\n');
  await cp(path.resolve('extensions'), path.join(folder, 'extensions'), { recursive: true });
  const config = readConfig({
    DEVSTORE_DATABASE_URL: 'postgres://unused.invalid/unused',
    SHOPIFY_API_KEY: 'key',
    SHOPIFY_API_SECRET: secret,
    DEVSTORE_APP_TOML: path.join(folder, 'shopify.app.toml'),
    DEVSTORE_APP_URL: appUrl,
  });
  const { pool, clock } = state;
  const ctx: Context = { config, pool, clock, stores: () => listStores(pool), operations: (domain) => createOperations({ pool, clock }, domain) };
  return {
    state,
    ctx,
    shopper: (domain = state.domain) => new Shopper((request) => storefrontRoutes(ctx, domain).fetch(request)),
    async install(installed) {
      const doc = { clientId: 'key', scopes: [], installedAt: '2026-01-01T00:00:00.000Z', uninstalledAt: installed ? null : '2026-02-01T00:00:00.000Z' };
      await pool.query('insert into devstore.installation (domain, doc) values ($1, $2) on conflict (domain) do update set doc = excluded.doc', [
        state.domain,
        JSON.stringify(doc),
      ]);
    },
    async setMetafield(ownerId, key, type, value, ownerType = 'CUSTOMER') {
      const doc: Metafield = {
        ownerType,
        ownerId,
        namespace: 'app--123',
        key,
        type,
        value,
        createdAt: '2026-01-01T00:00:00.000Z',
        updatedAt: '2026-01-01T00:00:00.000Z',
        compareDigest: '',
      };
      await pool.query(
        'insert into devstore.metafield (domain, owner_type, owner_id, namespace, key, created_at, updated_at, doc) values ($1, $2, $3, $4, $5, now(), now(), $6)',
        [state.domain, doc.ownerType, ownerId, doc.namespace, key, JSON.stringify(doc)],
      );
    },
    async close() {
      await state.close();
      await rm(folder, { recursive: true });
    },
  };
}
