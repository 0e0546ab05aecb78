import type { GraphQLFieldResolver, GraphQLTypeResolver } from 'graphql';
import type { Api } from './api.ts';
import { NoAnswer } from './errors.ts';

/** Reads the field from the answer object; a field that the object does not know is an error that names it. */
export const resolveField: GraphQLFieldResolver<unknown, Api> = (source, args, api, info) => {
  const value = (source as Record<string, unknown>)[info.fieldName];
  if (value === undefined) throw new NoAnswer(`${info.parentType.name}.${info.fieldName}`);
  if (typeof value !== 'function') return value;
  const answer: unknown = value.call(source, args, api, info);
  if (answer === undefined) throw new NoAnswer(`${info.parentType.name}.${info.fieldName}`);
  return answer;
};

/** Objects behind an interface or a union say themselves what they are. */
export const resolveType: GraphQLTypeResolver<unknown, Api> = (value, _api, info) => {
  const name = (value as { __typename?: string }).__typename;
  if (!name) throw new NoAnswer(`the type behind ${info.parentType.name}.${info.fieldName}`);
  return name;
};
