import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

const host = '127.0.0.1';
const tries = 200;

export interface Listening {
  origin: string;
  port: number;
  stop(): Promise<void>;
}

/** Serves at the first free port from `port` upwards; 0 takes any free one. */
export async function listen(app: Hono, port: number): Promise<Listening> {
  for (let candidate = port; candidate < port + tries && candidate < 65_536; candidate += 1) {
    const answer = getRequestListener(app.fetch);
    const server = createServer((request, response) => void answer(request, response));
    if (await opens(server, candidate)) return describe(server);
  }
  throw new Error(`No free port from ${port} to ${port + tries - 1}.`);
}

function opens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error)));
    server.listen(port, host, () => resolve(true));
  });
}

function describe(server: Server): Listening {
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${host}:${port}`,
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // A browser's kept-alive connection, or a long poll, must not hold the process.
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      }),
  };
}
