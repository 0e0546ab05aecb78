import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const spans = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(z.object({ key: z.string(), value: z.object({ stringValue: z.string().optional() }) })) }),
      scopeSpans: z.array(z.object({ spans: z.array(z.object({ traceId: z.string(), name: z.string(), attributes: z.array(z.unknown()).default([]) })) })),
    }),
  ),
});
interface Span {
  service: string;
  traceId: string;
  name: string;
}

export interface Collector {
  url: string;
  spans: Span[];
  /** Everything that was sent, as it came. */
  text: () => string;
  close: () => void;
}

/** A receiver of OTLP over HTTP, as a collector is one. */
export async function startCollector(): Promise<Collector> {
  const received: Span[] = [];
  let all = '';
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      all += body;
      for (const one of spans.parse(JSON.parse(body)).resourceSpans) {
        const service = one.resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
        for (const span of one.scopeSpans.flatMap((scope) => scope.spans)) received.push({ service, traceId: span.traceId, name: span.name });
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans: received, text: () => all, close };
}
