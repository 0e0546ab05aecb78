import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A server in Shopify's place. Import it before anything of the app: the app reads its environment once, and this puts the
 * server's address there.
 */
export const wire: { origin: string; handle: RequestListener; close(): Promise<void> } = {
  origin: '',
  handle: (_request, response) => response.writeHead(500).end(),
  close: () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
};

const server = createServer((request, response) => wire.handle(request, response));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
wire.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
process.env['SHOPIFY_EMULATOR_ORIGIN'] = wire.origin;
