import { env } from '~/config/env.server';

export const API_VERSION = '2026-10';

export interface Endpoint {
  url: string;
  headers: Record<string, string>;
}

/**
 * Where a request to a shop's host goes: to Shopify, or, with SHOPIFY_EMULATOR_ORIGIN set, to the devstore, which is told the
 * host in a header. `path` starts with a slash.
 */
export function shopEndpoint(domain: string, path: string): Endpoint {
  const origin = env().SHOPIFY_EMULATOR_ORIGIN;
  return origin ? { url: `${origin}${path}`, headers: { 'x-emu-host': domain } } : { url: `https://${domain}${path}`, headers: {} };
}

/** @throws Error unless the address of a file that Shopify names is https, or lies on the devstore. */
export function assertFileAddress(address: string): void {
  const { protocol, origin } = new URL(address);
  const emulator = env().SHOPIFY_EMULATOR_ORIGIN;
  if (protocol !== 'https:' && !(emulator && new URL(emulator).origin === origin))
    throw new Error(`A result file must be fetched over https, not from ${origin}.`);
}
