import { OperationTypeNode, execute, getOperationAST, GraphQLError, type ExecutionResult } from 'graphql';
import type { Api, Run } from './api.ts';
import { queryCost, maxQueryCost } from './cost.ts';
import { NoAnswer } from './errors.ts';
import { mutationRoot } from './mutations/root.ts';
import { apiOutcomes } from './outcomes.ts';
import { prepare } from './prepare.ts';
import { queryRoot } from './queries/root.ts';
import { resolveField, resolveType } from './resolve.ts';
import type { AdminSchema } from './schema.ts';
import { accessDenied, deniedFields, type Denial } from './scopes.ts';
import type { Throttle } from './throttle.ts';

export interface GraphqlRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
}

/** Answers from the devstore's own queries and mutations. */
export const run: Run = (admin, api, document, operation, variables) =>
  execute({
    schema: admin.schema,
    document,
    contextValue: api,
    variableValues: variables,
    operationName: operation.name?.value ?? null,
    rootValue: operation.operation === OperationTypeNode.MUTATION ? mutationRoot : queryRoot,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });

/** Says on the terminal what the devstore lacks, so that whoever develops the app sees it at once. */
function announce(result: ExecutionResult): void {
  for (const error of result.errors ?? []) {
    const cause = error.originalError;
    if (error instanceof NoAnswer || cause instanceof NoAnswer) process.stderr.write(`devstore: ${error.message}\n`);
    else if (cause && !(cause instanceof GraphQLError)) process.stderr.write(`devstore: ${error.path?.join('.') ?? ''} ${cause.stack ?? cause.message}\n`);
  }
}

export interface Answer {
  data?: unknown;
  errors?: unknown;
  extensions?: unknown;
}
const wire = (errors: readonly GraphQLError[]) => errors.map((error) => error.toJSON());

/** Answers one request: validation, scopes, cost and throttle as Shopify does them, then execution. */
export async function answer(admin: AdminSchema, throttle: Throttle, api: Api, request: GraphqlRequest): Promise<Answer> {
  const { document, errors } = prepare(admin, request.query);
  if (errors.length > 0) return { errors: wire(errors) };
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return { errors: [{ message: 'No operation with that name in the document.' }] };
  const denials: Denial[] = deniedFields(admin, document, api.scopes);
  if (denials.length > 0) return { data: null, errors: denials.map(accessDenied) };

  const { plan } = api.store;
  const requested = queryCost(admin.schema, document, operation, request.variables);
  const cost = (actual: number | null) => ({
    cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: throttle.status(api.domain, plan) },
  });
  if (requested > maxQueryCost) {
    const message = `Query cost is ${requested}, which exceeds the single query max cost limit (${maxQueryCost}).`;
    return {
      errors: [
        {
          message,
          extensions: { code: 'MAX_COST_EXCEEDED', cost: requested, maxCost: maxQueryCost, documentation: 'https://shopify.dev/api/usage/rate-limits' },
        },
      ],
    };
  }
  if (!throttle.take(api.domain, plan, requested)) {
    apiOutcomes.throttled += 1;
    return {
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' } }],
      extensions: cost(null),
    };
  }
  const result = await run(admin, api, document, operation, request.variables);
  announce(result);
  const actual = Math.min(requested, queryCost(admin.schema, document, operation, request.variables, result.data ?? {}));
  throttle.giveBack(api.domain, plan, requested - actual);
  return { ...(result.errors ? { errors: wire(result.errors) } : {}), ...(result.data === undefined ? {} : { data: result.data }), extensions: cost(actual) };
}
