import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from 'graphql';
import type { Context } from '../context.ts';
import type { Queryable } from '../state/database.ts';
import type { Customer, Installation, Order, Product, Store } from '../state/model.ts';
import type { Id } from '../state/model/values.ts';
import type { Loaders, Sooner } from './loaders.ts';
import type { ListArgs } from './page-args.ts';
import type { AdminSchema } from './schema.ts';

/** Position of a bulk query in its outermost connection: everything inside is answered whole, page arguments are not looked at. */
export interface BulkPage {
  size: number;
  afterId: string;
  nextId: string | null;
  rootSeen: boolean;
  /** The following page, asked for while this one is being answered. */ ahead: { afterId: string; rows: Promise<unknown[]> } | null;
}

/** Runs a validated document; the answer may be here at once. */
export type Run = (
  admin: AdminSchema,
  api: Api,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
) => ExecutionResult | Promise<ExecutionResult>;

/**
 * Makes the answer objects that others point back to: a refund's order, an order's customer, a customer's orders.
 * A type imports only what it is made of, and finds what it belongs to here.
 */
export interface Objects {
  order(doc: Order, api: Api): object;
  customer(doc: Customer, api: Api): object;
  product(doc: Product, api: Api): object;
  ordersOfCustomer(customerId: Id, args: ListArgs, api: Api): Sooner<object>;
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
  objects: Objects;
  /** For what runs documents later, in the background. */
  run: Run;
  bulk: BulkPage | null;
}

/** Whether the app may see what the scope guards; a write scope contains its read scope. */
export const hasScope = (api: Api, scope: string): boolean =>
  api.scopes.has(scope) || (scope.startsWith('read_') && api.scopes.has(scope.replace('read_', 'write_')));

/** Where this process serves result files and uploads. */
export const filesOrigin = (ctx: Context): string => ctx.origins?.admin || `http://127.0.0.1:${ctx.config.port}`;
