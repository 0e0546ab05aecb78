import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import { createRequestListener } from '@remix-run/node-fetch-server';
import { nanoid } from 'nanoid';
import serveStatic from 'serve-static';
import { startClockFollower } from '~/config/clock.server';
import { env } from '~/config/env.server';
import { logger } from '~/config/logger.server';
import { assertTenantsAreIsolated, closeDatabase, warmDatabase } from '~/db/client.server';
import { gaugeOf, metrics } from '~/config/metrics.server';
import { inSpan, startTracing } from '~/config/tracing.server';
import { serveMetrics } from '~/config/watch-server.server';
import { databaseProblem, operationCounts, poolCounts } from '~/db/health.store.server';
import { flushAccessLog } from '~/domain/privacy/index.server';
import { onStop } from '~/config/process.server';
import { answerProfile } from './answer-profile.server';
import { noteConnection } from './intake';
import { receiveClock } from './receive-clock.server';
import { receiveWebhook, turnAway } from './receive-webhook.server';

/** Connections that wait to be accepted. Where there is no room for one, its next try is seconds later, and Shopify has given up. */
const BACKLOG = 4096;

/** Starts the web process on a finished build, and resolves when it listens. */
export async function bootWeb(build: ServerBuild): Promise<void> {
  const { PORT, HOST, NODE_ENV, SHOPIFY_APP_URL, METRICS_PORT, METRICS_HOST } = env();
  const stopTracing = await startTracing('web');
  await assertTenantsAreIsolated();
  await warmDatabase();
  const stopClock = startClockFollower();
  const publicUrl = new URL(SHOPIFY_APP_URL);
  const remix = createRequestHandler(build, NODE_ENV === 'development' ? 'development' : 'production');
  const pages = createRequestListener(remix, { host: publicUrl.host, protocol: publicUrl.protocol });
  const assets = serveStatic(path.resolve(build.assetsBuildDirectory), {
    index: false,
    redirect: false,
    maxAge: '1h',
    // Their names change with their contents.
    setHeaders: (response, file) => file.includes(`${path.sep}assets${path.sep}`) && response.setHeader('cache-control', 'public, max-age=31536000, immutable'),
  });

  const server = createServer((request, response) => {
    const pathname = request.url?.split('?', 1)[0];
    // They come by the thousand: metrics count them, and only refusals are worth a line.
    if (pathname === '/webhooks') return void (turnAway(response) || inSpan('webhook receive', { kind: 'server' }, () => receiveWebhook(request, response)));
    if (pathname === '/proxy/profile') return void inSpan('proxy profile', { kind: 'server' }, () => answerProfile(request, response));
    logRequest(request, response);
    if (pathname === '/_dev/clock') return void receiveClock(request, response);
    if (pathname === '/healthz') return void response.writeHead(200).end('ok');
    if (pathname === '/readyz') return void databaseProblem().then((problem) => response.writeHead(problem ? 503 : 200).end(problem ?? 'ok'));
    assets(request, response, () => void inSpan(`${request.method} ${routeOf(pathname)}`, { kind: 'server' }, async () => pages(request, response)));
  });
  // Slower than any proxy's idle timeout, so that a proxy never sends into a connection that we are closing.
  server.keepAliveTimeout = 75_000;
  server.on('connection', noteConnection);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ port: PORT, host: HOST, backlog: BACKLOG }, resolve));
  gaugeOf('db_pool_connections', 'Connections of this process to PostgreSQL.', 'state', poolCounts);
  gaugeOf('operation', 'Depths and ages over all shops.', 'what', operationCounts);
  const watch = METRICS_PORT === undefined ? undefined : await serveMetrics(METRICS_PORT, METRICS_HOST);
  logger.info({ port: PORT }, 'web is ready');
  process.send?.({ ready: true });

  onStop(async () => {
    stopClock();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
    await flushAccessLog();
    await watch?.close();
    await stopTracing();
    await closeDatabase();
  });
}

/** A request's place in metrics and traces: a fixed word, never an address with an id in it. */
function routeOf(pathname: string | undefined): string {
  const [, first = '', second = ''] = pathname?.split('/') ?? [];
  if (first === 'app') return /^(customers|orders|products|settings|sync)$/.test(second) ? `/app/${second}` : '/app';
  return /^(api|assets|auth|flow|proxy|healthz|readyz)$/.test(first) ? `/${first}` : '/other';
}

/** One line a request: never the query, which carries session tokens and signatures. */
function logRequest(request: IncomingMessage, response: ServerResponse) {
  const started = performance.now();
  const given = request.headers['x-request-id'];
  const requestId = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : nanoid();
  request.headers['x-request-id'] = requestId;
  response.setHeader('x-request-id', requestId);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
  response.once('close', () => {
    const route = routeOf(request.url?.split('?', 1)[0]);
    metrics.httpRequest.observe({ route, method: request.method ?? '', status: String(response.statusCode) }, (performance.now() - started) / 1000);
    const level = response.statusCode >= 500 ? 'error' : request.url?.startsWith('/assets/') ? 'debug' : 'info';
    logger[level](
      { requestId, method: request.method, path: request.url?.split('?', 1)[0], status: response.statusCode, ms: Math.round(performance.now() - started) },
      'request',
    );
  });
}
