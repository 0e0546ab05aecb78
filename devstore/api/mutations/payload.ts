import { getDirectiveValues, type GraphQLResolveInfo } from 'graphql';
import type { Id } from '../../state/model/values.ts';
import { StoreError } from '../../state/errors.ts';
import type { Api } from '../api.ts';
import { UserError } from '../errors.ts';
import { parseGid } from '../gid.ts';
import { createLoaders } from '../loaders.ts';

/** `elementIndex` and `extraInfo` exist on some error types only; the schema picks what it knows. */
export interface UserErrorShape {
  field: string[] | null;
  message: string;
  code: string | null;
  elementIndex: number | null;
  extraInfo: null;
}
type Work<Args, Payload extends object> = (args: Args, api: Api, info: GraphQLResolveInfo) => Promise<Payload>;

interface Options<Args> {
  /** Prefix of the field paths that an operation names (`input`), and the code for errors that carry none. */
  prefix?: string[];
  code?: string | null;
  errorsKey?: string;
  /** What the payload says beside the errors when it was refused. */
  empty: Record<string, null> | ((args: Args, api: Api) => object);
}

/**
 * Makes a mutation field: it runs the work, and what an operation refuses becomes `userErrors` in Shopify's shape.
 * Anything else that is thrown is a top-level error.
 */
export const mutation =
  <Args, Payload extends object>(options: Options<Args>, work: Work<Args, Payload>) =>
  async (args: Args, api: Api, info: GraphQLResolveInfo): Promise<object> => {
    const errorsKey = options.errorsKey ?? 'userErrors';
    // Earlier fields of the same request may have changed what the loaders remember.
    api.loaders = createLoaders(api.db, api.domain);
    try {
      const payload = await work(args, api, info);
      return { [errorsKey]: [], ...payload };
    } catch (error) {
      const empty = typeof options.empty === 'function' ? options.empty(args, api) : options.empty;
      return { ...empty, [errorsKey]: [shapeOf(error, options)] };
    }
  };

function shapeOf<Args>(error: unknown, options: Options<Args>): UserErrorShape {
  const shape = (field: string[] | null, message: string, code: string | null): UserErrorShape => ({
    field,
    message,
    code,
    elementIndex: /^\d+$/.test(field?.[1] ?? '') ? Number(field?.[1]) : null,
    extraInfo: null,
  });
  if (error instanceof UserError) return shape(error.field, error.message, error.code ?? options.code ?? null);
  if (error instanceof StoreError) return shape(error.field ? [...(options.prefix ?? []), ...error.field] : null, error.message, options.code ?? null);
  throw error;
}

/** The number in a GID of one of those types. @throws UserError that names the field */
export function idIn(text: string, field: string[], ...types: string[]): Id {
  const parsed = parseGid(text);
  if (!parsed || parsed.id.length > 18 || !types.includes(parsed.type)) throw new UserError(field, `${types[0] ?? 'Resource'} does not exist`, 'NOT_FOUND');
  return parsed.id;
}

/** The key of the `@idempotent` directive on the field, if it has one. */
export function idempotencyKey(info: GraphQLResolveInfo): string | null {
  const directive = info.schema.getDirective('idempotent');
  const node = info.fieldNodes[0];
  const values = directive && node ? getDirectiveValues(directive, node, info.variableValues) : undefined;
  return typeof values?.['key'] === 'string' ? values['key'] : null;
}
