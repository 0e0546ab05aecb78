import { API_VERSION, shopEndpoint } from './endpoint.server';
import { envelope, type Envelope, type QueryCost } from './envelope';
import { AdminApiError } from './errors';
import { refillMs, retryAfterMs } from './retry-delay';

export interface AdminRequest {
  domain: string;
  accessToken: string;
  query: string;
  variables: unknown;
  timeoutMs: number;
}
export interface AdminAnswer {
  data: Record<string, unknown>;
  cost: QueryCost | undefined;
}

const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Sends one GraphQL request, once. @throws AdminApiError for whatever is not a whole, error-free answer. */
export async function send(request: AdminRequest): Promise<AdminAnswer> {
  const response = await post(request);
  if (!response.ok) {
    await response.body?.cancel();
    const waitMs = retryAfterMs(response.headers.get('retry-after'), new Date());
    throw new AdminApiError('http', `The Admin API answered ${response.status}.`, {
      status: response.status,
      ...(waitMs !== null && { retryAfterMs: waitMs }),
    });
  }
  const answer = await readEnvelope(response);
  const cost = answer.extensions?.cost;
  if (answer.errors?.length) throw graphqlFailure(answer.errors, cost);
  if (!answer.data) throw new AdminApiError('malformed', 'The Admin API answered without data and without errors.');
  return { data: answer.data, cost };
}

async function post({ domain, accessToken, query, variables, timeoutMs }: AdminRequest): Promise<Response> {
  const endpoint = shopEndpoint(domain, `/admin/api/${API_VERSION}/graphql.json`);
  try {
    return await fetch(endpoint.url, {
      method: 'POST',
      headers: { ...endpoint.headers, 'content-type': 'application/json', accept: 'application/json', 'x-shopify-access-token': accessToken },
      body: JSON.stringify({ query, variables }),
      // A redirect would turn the POST into a GET, and the token must not travel to another host.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw connectionFailure(error);
  }
}

async function readEnvelope(response: Response): Promise<Envelope> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw connectionFailure(error);
  }
  try {
    return envelope.parse(JSON.parse(text));
  } catch {
    throw new AdminApiError('malformed', `The Admin API answered ${text.length} characters that are not a GraphQL answer.`);
  }
}

/** What `fetch` throws when the connection failed, as an {@link AdminApiError}. */
export function connectionFailure(error: unknown): AdminApiError {
  if (error instanceof Error && error.name === 'TimeoutError') return new AdminApiError('timeout', 'Shopify did not answer in time.');
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return new AdminApiError('network', `No connection to Shopify${code && ` (${code})`}.`, { unsent: NEVER_SENT.has(code) });
}

function graphqlFailure(errors: NonNullable<Envelope['errors']>, cost: QueryCost | undefined): AdminApiError {
  const codes = errors.flatMap((error) => error.code ?? []);
  if (!codes.includes('THROTTLED')) return new AdminApiError('graphql', `The Admin API refused: ${errors[0]?.message.slice(0, 200) ?? ''}`, { codes, cost });
  const waitMs = cost?.throttleStatus && refillMs(cost.throttleStatus, cost.requestedQueryCost ?? 0);
  return new AdminApiError('throttled', 'The Admin API is throttling.', { codes, cost, ...(waitMs !== undefined && { retryAfterMs: waitMs }) });
}
