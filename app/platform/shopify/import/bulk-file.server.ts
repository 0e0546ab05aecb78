import { AdminApiError, assertFileAddress, connectionFailure } from '../admin/index.server';

/** Nothing for so long means that the connection is dead. */
const IDLE_TIMEOUT_MS = 60_000;

/** The address of a result file has ended (they live seven days). */
export class FileExpired extends Error {
  constructor(status: number) {
    super(`The result file is gone (${status}).`);
    this.name = 'FileExpired';
  }
}

export interface BulkFile {
  /** Bytes of the whole file; `null` when the server does not say. */
  size: number | null;
  /** The bytes from `from` on. @throws AdminApiError when the connection breaks. */
  chunks: AsyncIterable<Buffer>;
  /** Frees the connection of a file that is not read to its end. */
  close(): void;
}

/** Opens a result file at a byte. @throws FileExpired, AdminApiError */
export async function openBulkFile(url: string, from: number): Promise<BulkFile> {
  assertFileAddress(url);
  const abort = new AbortController();
  const response = await request(url, from, abort);
  if (response.status === 416) {
    abort.abort();
    return { size: sizeFrom(response, from), chunks: nothing(), close: () => undefined };
  }
  if (!response.ok || !response.body) {
    abort.abort();
    if ([400, 401, 403, 404, 410].includes(response.status)) throw new FileExpired(response.status);
    throw new AdminApiError('http', `The result file's server answered ${response.status}.`, { status: Math.max(500, response.status) });
  }
  const passOver = response.status === 206 ? 0 : from;
  return { size: sizeFrom(response, from), chunks: chunksOf(response.body, passOver, abort), close: () => abort.abort() };
}

async function request(url: string, from: number, abort: AbortController): Promise<Response> {
  const timer = setTimeout(() => abort.abort(), IDLE_TIMEOUT_MS);
  try {
    // Byte positions count in the file as it is, so it must not come compressed.
    return await fetch(url, { headers: { 'accept-encoding': 'identity', ...(from > 0 && { range: `bytes=${from}-` }) }, signal: abort.signal });
  } catch (error) {
    throw connectionFailure(error);
  } finally {
    clearTimeout(timer);
  }
}

function sizeFrom(response: Response, from: number): number | null {
  const ranged = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
  if (ranged) return Number(ranged[1]);
  const length = response.headers.get('content-length');
  if (!length || response.status === 416) return null;
  return Number(length) + (response.status === 206 ? from : 0);
}

async function* nothing(): AsyncGenerator<Buffer> {
  // An empty file, or one whose end has been reached.
}

async function* chunksOf(body: ReadableStream<Uint8Array>, passOver: number, abort: AbortController): AsyncGenerator<Buffer> {
  const reader = body.getReader();
  let skip = passOver;
  const timer = setTimeout(() => abort.abort(), IDLE_TIMEOUT_MS);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      timer.refresh();
      const chunk = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      const wanted = chunk.subarray(Math.min(skip, chunk.length));
      skip -= chunk.length - wanted.length;
      if (wanted.length > 0) yield wanted;
    }
  } catch (error) {
    throw connectionFailure(error);
  } finally {
    clearTimeout(timer);
  }
}
