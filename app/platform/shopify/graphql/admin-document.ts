/** The text of an operation, with the types of its answer and of its variables. Made by `npm run graphql:generate`. */
export type AdminDocument<Result, Variables> = string & { readonly __types?: (variables: Variables) => Result };
