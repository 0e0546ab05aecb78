import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { logger } from '~/config/logger.server';
import { setDocumentHeaders } from '~/platform/shopify/authenticate.server';

export { bootWeb } from '~/web/boot.server';

const RENDER_MS_MAX = 10_000;

/** Renders a page on the server; a crawler waits for the whole page, a browser gets it as it comes. */
export default function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext): Promise<Response> {
  setDocumentHeaders(request, headers);
  const ready = isbot(request.headers.get('user-agent')) ? 'onAllReady' : 'onShellReady';
  return new Promise((resolve, reject) => {
    let answered = status;
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={context} url={request.url} abortDelay={RENDER_MS_MAX} />, {
      [ready]: () => {
        const body = new PassThrough();
        headers.set('Content-Type', 'text/html; charset=utf-8');
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answered }));
        pipe(body);
      },
      onShellError: reject,
      onError(error) {
        answered = 500;
        logger.error({ err: error }, 'rendering failed');
      },
    });
    setTimeout(abort, RENDER_MS_MAX + 1000).unref();
  });
}

/** Faults of loaders and actions; expected answers are thrown as responses and never come here. */
export function handleError(error: unknown, { request }: { request: Request }) {
  if (request.signal.aborted) return;
  logger.error({ err: error, path: new URL(request.url).pathname, requestId: request.headers.get('x-request-id') }, 'request failed');
}
