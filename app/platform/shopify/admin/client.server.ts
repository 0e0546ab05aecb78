import { setTimeout as sleep } from 'node:timers/promises';
import { ShopifyError } from '@shopify/shopify-api';
import { logger } from '~/config/logger.server';
import { metrics, timed } from '~/config/metrics.server';
import { inSpan } from '~/config/tracing.server';
import type { AdminDocument } from '../graphql/admin-document';
import { offlineToken, type OfflineToken } from '../session/offline-token.server';
import { reserve, settle, settleFailure, type Priority } from './budget.server';
import { userErrorsOf } from './envelope';
import { AdminApiError, AdminUserError } from './errors';
import { isTerminal, wasNotExecuted } from './is-terminal';
import { backoffMs } from './retry-delay';
import { send } from './send.server';

export interface AdminClient {
  /**
   * Runs a document and gives its data: whole, or not at all. Throttling, outages and broken connections are waited out,
   * as long as the priority allows. A mutation that may have been carried out is not sent twice, unless it is `repeatable`.
   * `onUnsure` is told when one was sent and not answered: the store may carry it out at any later time.
   * @throws AdminUserError when a mutation is refused, AdminApiError for all else; see {@link isTerminal}.
   */
  query<Result, Variables>(document: AdminDocument<Result, Variables>, variables: Variables, options?: QueryOptions): Promise<Result>;
}

export interface QueryOptions {
  repeatable?: boolean;
  onUnsure?: (() => void) | undefined;
}

/** How long retries may take together, and one request. */
const PATIENCE = {
  person: { budgetMs: 12_000, timeoutMs: 10_000 },
  background: { budgetMs: 120_000, timeoutMs: 60_000 },
} as const;

interface ClientOptions {
  priority: Priority;
  /** Told what each answered call has cost, in points. */
  onCost?: (points: number) => void;
}

/** The Admin API of one shop, for work without a person's own token. */
export function adminClient(shopId: bigint, { priority, onCost }: ClientOptions): AdminClient {
  return {
    async query<Result, Variables>(document: AdminDocument<Result, Variables>, variables: Variables, options: QueryOptions = {}) {
      const { kind, name } = operationOf(document);
      const data = await callUntilDone({
        shopId,
        priority,
        onCost,
        query: document,
        variables,
        name,
        repeatable: options.repeatable ?? kind === 'query',
        onUnsure: options.onUnsure,
      });
      const refusals = kind === 'mutation' ? userErrorsOf(data) : [];
      if (refusals.length > 0) throw new AdminUserError(refusals);
      // The shape is that of the official schema, by which the document is checked and its type is made.
      return data as Result;
    },
  };
}

interface Call {
  shopId: bigint;
  priority: Priority;
  onCost: ClientOptions['onCost'];
  query: string;
  variables: unknown;
  name: string;
  repeatable: boolean;
  onUnsure: QueryOptions['onUnsure'];
}

async function callUntilDone(call: Call): Promise<Record<string, unknown>> {
  const endsAt = performance.now() + PATIENCE[call.priority].budgetMs;
  let refusedToken: string | undefined;
  for (let attempt = 0; ; attempt += 1) {
    const token = await tokenFor(call.shopId, refusedToken);
    try {
      return await callOnce(call, token, endsAt);
    } catch (error) {
      if (error instanceof AdminApiError && error.status === 401 && !refusedToken) {
        refusedToken = token.accessToken;
        continue;
      }
      if (!wasNotExecuted(error) && !isTerminal(error)) call.onUnsure?.();
      const waitMs =
        error instanceof AdminApiError && error.retryAfterMs !== undefined ? error.retryAfterMs + Math.random() * 100 : backoffMs(attempt, Math.random());
      const isFinal = isTerminal(error) || !(call.repeatable || wasNotExecuted(error)) || performance.now() + waitMs > endsAt;
      logger[isFinal ? 'warn' : 'debug'](
        { shopId: call.shopId, operation: call.name, attempt, waitMs: isFinal ? undefined : Math.round(waitMs), err: error },
        'admin api call failed',
      );
      if (isFinal) throw error;
      await sleep(waitMs);
    }
  }
}

async function callOnce(call: Call, { domain, accessToken }: OfflineToken, endsAt: number): Promise<Record<string, unknown>> {
  const reserving = () => reserve(call.shopId, call.query, call.priority, endsAt);
  const reservation = await timed(reserving, (seconds) => metrics.adminWait.observe({ priority: call.priority }, seconds));
  const startedAt = performance.now();
  const request = { domain, accessToken, query: call.query, variables: call.variables, timeoutMs: PATIENCE[call.priority].timeoutMs };
  const spanOptions = { kind: 'client' as const, attributes: { 'regulars.shop_id': call.shopId.toString(), 'regulars.operation': call.name } };
  const answer = await timed(
    () => inSpan('admin api', spanOptions, () => send(request)),
    (seconds, error) => noteCall(call.name, seconds, error),
  ).catch(async (error: unknown) => {
    await settleFailure(reservation, call.query, error);
    throw error;
  });
  const { data, cost } = answer;
  await settle(reservation, call.query, cost);
  if (cost?.actualQueryCost) metrics.adminCost.inc({ operation: call.name }, cost.actualQueryCost);
  if (cost?.actualQueryCost) call.onCost?.(cost.actualQueryCost);
  logger.debug(
    {
      shopId: call.shopId,
      operation: call.name,
      cost: cost?.actualQueryCost,
      left: cost?.throttleStatus?.currentlyAvailable,
      ms: Math.round(performance.now() - startedAt),
    },
    'admin api',
  );
  return data;
}

function noteCall(operation: string, seconds: number, error: unknown) {
  const failure = error instanceof AdminApiError ? error.failure : 'fault';
  metrics.adminCall.observe({ operation, outcome: error === undefined ? 'ok' : failure }, seconds);
  if (failure === 'throttled') metrics.adminThrottled.inc({ operation });
}

async function tokenFor(shopId: bigint, refused: string | undefined): Promise<OfflineToken> {
  try {
    return await offlineToken(shopId, refused ? { refused } : {});
  } catch (error) {
    // The library's own errors: the refresh itself met an outage.
    if (error instanceof ShopifyError) throw new AdminApiError('network', 'The access token could not be refreshed now.', { unsent: true });
    throw error;
  }
}

function operationOf(document: string): { kind: 'query' | 'mutation'; name: string } {
  const match = /\b(query|mutation)\s+(\w+)/.exec(document);
  return { kind: match?.[1] === 'mutation' ? 'mutation' : 'query', name: match?.[2] ?? 'unnamed' };
}
