import { config } from './config.ts';
import { signal } from './parent.ts';
import { forgetToken, idToken } from './token.ts';

const RETRY = 'X-Shopify-Retry-Invalid-Session-Request';
const REAUTHORIZE = 'X-Shopify-API-Request-Failure-Reauthorize-Url';

/** Makes `fetch` carry the session token to the app's own origin, and try once more with a fresh one when the app asks for it. */
export function patchFetch(): void {
  const plain = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (!isOwn(request.url) || request.headers.has('Authorization')) return plain(input, init);
    const again = request.clone();
    const first = await plain(await signed(request));
    if (first.status === 401 && first.headers.has(RETRY)) {
      forgetToken();
      return followUp(await plain(await signed(again)));
    }
    return followUp(first);
  };
}

const isOwn = (url: string): boolean => {
  const { origin } = new URL(url);
  return origin === location.origin || config.appOrigins.includes(origin);
};

async function signed(request: Request): Promise<Request> {
  const headers = new Headers(request.headers);
  headers.set('Authorization', `Bearer ${await idToken()}`);
  headers.set('X-Requested-With', 'XMLHttpRequest');
  return new Request(request, { headers });
}

/** The app may answer that the whole window has to go elsewhere, for consent or payment. */
function followUp(response: Response): Response {
  const url = response.headers.get(REAUTHORIZE);
  if (url) signal('open', { url: new URL(url, location.href).href });
  return response;
}
