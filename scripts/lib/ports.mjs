import { createServer } from 'node:net';

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/**
 * The wanted port, or the next one that nobody uses.
 * @param {number} wanted
 * @returns {Promise<number>}
 */
export async function freePort(wanted) {
  for (let port = wanted; port < wanted + 200; port += 1) if (await isFree(port)) return port;
  throw new Error(`No free port between ${wanted} and ${wanted + 199}.`);
}
