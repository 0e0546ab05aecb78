import type { IncomingMessage } from 'node:http';

/** The whole body, or `undefined` as soon as it is too large; the connection stays open for the answer. */
export function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bytesMax) return void chunks.push(chunk);
      request.pause();
      resolve(undefined);
    });
    // Most bodies come in one piece, which needs no copy.
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)));
    request.on('error', reject);
  });
}
