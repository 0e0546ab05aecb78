import '@shopify/shopify-app-remix/adapters/node';
import { LogSeverity, shopifyApi, type ApiVersion } from '@shopify/shopify-api';
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';
import { AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server';
import { env } from '~/config/env.server';
import { logger } from '~/config/logger.server';
import { API_VERSION, shopEndpoint } from './admin/endpoint.server';
import { sealedSessionStorage } from './session/session-storage.server';

const SEVERITY = { [LogSeverity.Error]: 'error', [LogSeverity.Warning]: 'warn', [LogSeverity.Info]: 'info', [LogSeverity.Debug]: 'debug' } as const;

/** The libraries' own requests to a shop. Set before any client is made. */
function sendToEndpoint(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  const { host, pathname, search } = new URL(input instanceof Request ? input.url : input);
  const endpoint = shopEndpoint(host, `${pathname}${search}`);
  const headers = new Headers(init?.headers);
  for (const [name, value] of Object.entries(endpoint.headers)) headers.set(name, value);
  return fetch(endpoint.url, { ...init, headers });
}

function settings() {
  const { SHOPIFY_API_KEY, SHOPIFY_API_SECRET, SHOPIFY_APP_URL, SCOPES } = env();
  return {
    apiKey: SHOPIFY_API_KEY,
    apiSecretKey: SHOPIFY_API_SECRET,
    // The library's list of names ends earlier on this Node version; it passes any other on.
    apiVersion: API_VERSION as ApiVersion,
    scopes: SCOPES.split(','),
    appUrl: SHOPIFY_APP_URL,
    isEmbeddedApp: true as const,
    // At debug level the library writes session tokens.
    logger: {
      level: LogSeverity.Warning,
      log: async (severity: LogSeverity, message: string) => logger[SEVERITY[severity]]({ source: 'shopify' }, message.replace(/eyJ[\w.-]+/g, '[token]')),
    },
  };
}

function create() {
  if (env().SHOPIFY_EMULATOR_ORIGIN) setAbstractFetchFunc(sendToEndpoint);
  const app = shopifyApp({
    ...settings(),
    sessionStorage: sealedSessionStorage,
    distribution: AppDistribution.AppStore,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  });
  const api = shopifyApi({ ...settings(), hostName: new URL(settings().appUrl).host });
  return { app, api };
}

let created: ReturnType<typeof create> | undefined;

/** Shopify's own libraries, configured once: `app` authenticates requests, `api` refreshes tokens. */
export function shopify() {
  created ??= create();
  return created;
}
