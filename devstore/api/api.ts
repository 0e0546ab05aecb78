import type { Context } from '../context.ts';
import type { Queryable } from '../state/database.ts';
import type { Installation, Store } from '../state/model.ts';
import type { Loaders } from './loaders.ts';

/** Position of a bulk query in its outermost connection: everything inside is answered whole, page arguments are not looked at. */
export interface BulkPage {
  size: number;
  afterId: string;
  nextId: string | null;
  rootSeen: boolean;
  /** The following page, asked for while this one is being answered. */ ahead: { afterId: string; rows: Promise<unknown[]> } | null;
}

/** What the answer objects of one request share. */
export interface Api {
  ctx: Context;
  db: Queryable;
  domain: string;
  store: Store;
  /** The store's time when the request came. */
  now: Date;
  installation: Installation;
  scopes: ReadonlySet<string>;
  loaders: Loaders;
  bulk: BulkPage | null;
}

/** Whether the app may see what the scope guards; a write scope contains its read scope. */
export const hasScope = (api: Api, scope: string): boolean =>
  api.scopes.has(scope) || (scope.startsWith('read_') && api.scopes.has(scope.replace('read_', 'write_')));

/** Where this process serves result files and uploads. */
export const filesOrigin = (ctx: Context): string => ctx.origins?.admin || `http://127.0.0.1:${ctx.config.port}`;
