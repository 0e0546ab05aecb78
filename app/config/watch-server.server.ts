import { createServer } from 'node:http';
import { logger } from './logger.server';
import { registry } from './metrics.server';

export interface WatchServer {
  close(): Promise<void>;
}

/** A small server for those who watch: `answer` gives status and text for a path, or nothing for one it does not know. */
function listen(
  port: number,
  host: string,
  answer: (path: string) => Promise<{ status: number; type: string; text: string } | undefined>,
): Promise<WatchServer> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '/';
    answer(path).then(
      (given) => response.writeHead(given?.status ?? 404, { 'content-type': given?.type ?? 'text/plain' }).end(given?.text ?? 'not found'),
      (error: unknown) => {
        logger.error({ err: error }, 'could not tell how it is');
        response.writeHead(503).end();
      },
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () =>
      resolve({
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      }),
    );
  });
}

/** `/metrics` for Prometheus, on a port of its own, so that it is not where the public is. */
export function serveMetrics(port: number, host: string): Promise<WatchServer> {
  return listen(port, host, async (path) => (path === '/metrics' ? { status: 200, type: registry.contentType, text: await registry.metrics() } : undefined));
}

/** `/healthz`: the process lives. `/readyz`: it can work; `whatIsMissing` names why not. */
export function serveHealth(port: number, host: string, whatIsMissing: () => Promise<string | null>): Promise<WatchServer> {
  return listen(port, host, async (path) => {
    if (path === '/healthz') return { status: 200, type: 'text/plain', text: 'ok' };
    if (path !== '/readyz') return undefined;
    const missing = await whatIsMissing();
    return { status: missing ? 503 : 200, type: 'text/plain', text: missing ?? 'ok' };
  });
}
