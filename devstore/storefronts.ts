import type { Context } from './context.ts';
import { listen, type Listening } from './listen.ts';
import type { Store } from './state/model.ts';
import { storefrontRoutes } from './storefront/routes.ts';

/** The storefronts that are being served, each at the root of a port of its own. */
export class Storefronts {
  private readonly servers = new Map<string, Listening>();
  private opening: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly ctx: Context,
    private readonly origins: Map<string, string>,
  ) {}

  /** Serves a store, one after the other so that ports follow the stores' order. Returns its address, also when it is open already. */
  open(store: Store): Promise<string> {
    const next = this.opening.then(() => this.serve(store));
    this.opening = next.catch(() => undefined);
    return next;
  }

  private async serve(store: Store): Promise<string> {
    const known = this.origins.get(store.domain);
    if (known) return known;
    const { storefrontPort } = this.ctx.config;
    const server = await listen(storefrontRoutes(this.ctx, store.domain), storefrontPort === 0 ? 0 : storefrontPort + this.servers.size);
    this.servers.set(store.domain, server);
    this.origins.set(store.domain, server.origin);
    console.log(`storefront of ${store.domain}: ${server.origin}`);
    return server.origin;
  }

  /** Stores that came into being elsewhere, such as by a history load. */
  async openMissing(): Promise<void> {
    for (const store of await this.ctx.stores()) await this.open(store);
  }

  async stop(): Promise<void> {
    await this.opening;
    await Promise.all([...this.servers.values()].map((server) => server.stop()));
  }
}
