import { GraphQLError } from 'graphql';

/** The app asked something Shopify would refuse as a top-level GraphQL error with this code. */
export class UserMistake extends GraphQLError {
  constructor(message: string, code: string) {
    super(message, { extensions: { code } });
  }
}

/** The official schema has it, the devstore does not. Loud on purpose: an answer made up would hide a bug in the app. */
export class NoAnswer extends GraphQLError {
  constructor(what: string) {
    super(`devstore has no answer for ${what}`, { extensions: { code: 'DEVSTORE_NO_ANSWER', what } });
  }
}

/** A refusal that a mutation reports among its `userErrors`. */
export class UserError extends Error {
  constructor(
    readonly field: string[] | null,
    message: string,
    readonly code: string | null = null,
  ) {
    super(message);
  }
}
