import { createReadStream, existsSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { customerLines, orderLines } from './records';

/** The store of the bench: it prepares bulk files at once, and hands them out. A process of its own, as the store is a machine of its own. */
type StoreOrder = { kind: 'write'; customers: number; orders: number };
export type StoreAnswer = { kind: 'written'; lines: number; bytes: number } | { kind: 'reading'; at: number };

const [folder = '', portText = '0'] = process.argv.slice(2);
const KINDS = ['customers', 'orders'] as const;
const files = new Map<string, { lines: number; roots: number; bytes: number }>();
/** Lines are counted and joined into pieces of about this size before they are written. */
const PIECE = 1 << 20;

async function writeFileOf(kind: string, roots: number, linesOf: (n: number) => string): Promise<void> {
  const handle = await open(path.join(folder, `${kind}.jsonl`), 'w');
  const written = { lines: 0, roots, bytes: 0 };
  let piece = '';
  for (let n = 1; n <= roots; n += 1) {
    const text = linesOf(n);
    piece += text;
    written.lines += text.split('\n').length - 1;
    if (piece.length < PIECE && n < roots) continue;
    written.bytes += (await handle.write(piece)).bytesWritten;
    piece = '';
  }
  await handle.close();
  files.set(kind, written);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

interface Asked {
  query: string;
  variables: { query?: string; id?: string };
}

function answerTo({ query, variables }: Asked): object {
  if (query.includes('RunBulkQuery')) {
    const kind = KINDS.findIndex((one) => new RegExp(`\\{\\s*${one}\\b`).test(variables.query ?? ''));
    return { bulkOperationRunQuery: { bulkOperation: { id: `gid://shopify/BulkOperation/${kind + 2}`, status: 'CREATED' }, userErrors: [] } };
  }
  if (!query.includes('ReadBulkOperation')) throw new Error(`The store of this bench does not know: ${query.slice(0, 80)}`);
  const kind = KINDS[Number(variables.id?.split('/').at(-1)) - 2];
  const file = kind && files.get(kind);
  return {
    bulkOperation: {
      id: variables.id,
      status: 'COMPLETED',
      errorCode: null,
      createdAt: new Date().toISOString(),
      objectCount: String(file?.lines ?? 0),
      rootObjectCount: String(file?.roots ?? 0),
      fileSize: file ? String(file.bytes) : null,
      url: file ? `http://127.0.0.1:${portText}/files/${kind}.jsonl` : null,
      partialDataUrl: null,
    },
  };
}

async function sendFile(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const file = path.join(folder, path.basename(request.url ?? ''));
  if (!existsSync(file)) return void response.writeHead(404).end();
  const { size } = await stat(file);
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  process.send?.({ kind: 'reading', at: performance.timeOrigin + performance.now() } satisfies StoreAnswer);
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': size - from, ...(from > 0 && { 'content-range': `bytes ${from}-${size - 1}/${size}` }) });
  createReadStream(file, { start: from })
    .on('error', () => response.destroy())
    .pipe(response);
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url?.startsWith('/files/')) return sendFile(request, response);
  response.setHeader('content-type', 'application/json');
  if (request.url === '/_devstore/clock') return void response.end('{"offsetMs":0}');
  const data = answerTo(JSON.parse(await bodyOf(request)) as Asked);
  const throttleStatus = { maximumAvailable: 20_000, currentlyAvailable: 20_000, restoreRate: 1000 };
  response.end(JSON.stringify({ data, extensions: { cost: { requestedQueryCost: 10, actualQueryCost: 10, throttleStatus } } }));
}

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => {
    console.error(error);
    response.destroy();
  });
});
server.listen(Number(portText), '127.0.0.1', () => process.send?.({ ready: true }));
process.on('message', (order: StoreOrder) => {
  const writing = writeFileOf('customers', order.customers, customerLines).then(() =>
    writeFileOf('orders', order.orders, (n) => orderLines(n, order.customers)),
  );
  const told = () => {
    const written = [...files.values()];
    const sum = (of: 'lines' | 'bytes') => written.reduce((total, file) => total + file[of], 0);
    process.send?.({ kind: 'written', lines: sum('lines'), bytes: sum('bytes') } satisfies StoreAnswer);
  };
  writing.then(told, (error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
process.once('disconnect', () => process.exit(0));
